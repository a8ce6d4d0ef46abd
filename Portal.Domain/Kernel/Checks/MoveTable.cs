namespace Portal.Domain.Kernel;

/// <summary>The legal moves of a state, all of them: what is not in the table is refused. It names every state there is, or it is no table.</summary>
internal sealed class MoveTable<TState>
    where TState : struct, Enum
{
    private readonly Dictionary<TState, TState[]> _moves;

    /// <exception cref="ArgumentException">A state has no row: a new one was added and nobody said where it leads.</exception>
    public MoveTable(Dictionary<TState, TState[]> moves)
    {
        var missing = Enum.GetValues<TState>().Except(moves.Keys).ToList();
        _moves = missing.Count == 0 ? moves : throw new ArgumentException($"No moves from {string.Join(", ", missing)}.", nameof(moves));
        UnderWay = [.. Enum.GetValues<TState>().Where(state => !IsOver(state))];
    }

    /// <summary>Where a state leads.</summary>
    public IReadOnlyList<TState> this[TState from] => _moves[from];

    /// <summary>The states that something can still leave.</summary>
    public IReadOnlyList<TState> UnderWay { get; }

    public bool Allows(TState from, TState to) => _moves[from].Contains(to);

    /// <summary>Nothing moves it any more.</summary>
    public bool IsOver(TState state) => _moves[state].Length == 0;
}
