namespace Portal.Domain.Kernel;

/// <summary>A numbered promise of docs/invariants.md was about to be broken: a fault of ours, never the user's.</summary>
internal sealed class InvariantViolatedException(string id, string detail) : Exception($"{id}: {detail}")
{
    public string Id { get; } = id;
}

internal static class Invariant
{
    /// <summary>Asserts promise <paramref name="id"/> (e.g. <c>I-01</c>); throws, so the transaction around it rolls back.</summary>
    public static void Hold(string id, bool holds, string detail)
    {
        if (!holds)
        {
            throw new InvariantViolatedException(id, detail);
        }
    }
}
