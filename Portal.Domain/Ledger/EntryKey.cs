namespace Portal.Domain.Ledger;

/// <summary>
/// The name of an event, in the parts that colons part; those in angle brackets differ from event to event. <paramref name="Tail"/> ends it.
/// </summary>
internal sealed record EntryKey(string Shape, EntryPage Page = EntryPage.None, string Tail = "")
{
    private readonly string _head = Shape.Split('<')[0];
    private readonly int _colons = (Shape + Tail).Count(letter => letter == ':');

    public bool Fits(string key) =>
        key.Length > _head.Length + Tail.Length
        && key.AsSpan().Count(':') >= _colons
        && key.StartsWith(_head, StringComparison.Ordinal)
        && key.EndsWith(Tail, StringComparison.Ordinal);

    public override string ToString() => Shape + Tail;
}
