using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Kernel;

/// <summary>Which state may follow which: every state has its row, and an empty one is an end.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is called what it is: a table of moves.")]
public sealed class MoveTable<T> : IReadOnlyDictionary<T, IReadOnlyList<T>>
    where T : struct, Enum
{
    private readonly Dictionary<T, IReadOnlyList<T>> _rows;

    /// <exception cref="ArgumentException">A state has no row.</exception>
    public MoveTable(IReadOnlyDictionary<T, T[]> rows)
    {
        if (Enum.GetValues<T>().Where(state => !rows.ContainsKey(state)).ToList() is { Count: > 0 } missing)
        {
            throw new ArgumentException($"The table of {typeof(T).Name} has no row of {string.Join(", ", missing)}.");
        }

        _rows = rows.ToDictionary(row => row.Key, row => (IReadOnlyList<T>)row.Value);
        UnderWay = [.. Enum.GetValues<T>().Where(state => !IsOver(state))];
    }

    public IReadOnlyList<T> this[T state] => _rows[state];

    /// <summary>The states that can still be left.</summary>
    public IReadOnlyList<T> UnderWay { get; }

    public IEnumerable<T> Keys => _rows.Keys;
    public IEnumerable<IReadOnlyList<T>> Values => _rows.Values;
    public int Count => _rows.Count;

    public bool Allows(T from, T to) => _rows[from].Contains(to);

    /// <summary>Nothing follows.</summary>
    public bool IsOver(T state) => _rows[state].Count == 0;

    public bool ContainsKey(T key) => _rows.ContainsKey(key);

    public bool TryGetValue(T key, [MaybeNullWhen(false)] out IReadOnlyList<T> value) => _rows.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<T, IReadOnlyList<T>>> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
