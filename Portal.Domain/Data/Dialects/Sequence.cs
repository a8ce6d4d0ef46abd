namespace Portal.Domain.Data;

/// <summary>A counter without gaps: it moves in the transaction that uses its number, and rolls back with it.</summary>
internal sealed class Sequence
{
    public string Name { get; private set; } = string.Empty;
    public long Last { get; private set; }

    public static Sequence Of(string name, long last) => new() { Name = name, Last = last };
}
