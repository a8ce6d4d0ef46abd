namespace Portal.Domain.Banking;

internal sealed record ReadEntry(
    DateOnly BookDay,
    DateOnly ValueDay,
    long AmountMinor,
    string Currency,
    string ServicerRef,
    string Code,
    bool IsReturn,
    string? BatchRef,
    string? Counterparty,
    string? Text,
    IReadOnlyList<ReadDetail> Details
)
{
    /// <summary>The bank gave it a reference that tells it from every other.</summary>
    public bool OwnRef => ServicerRef.Length > 0 && ServicerRef[0] != Unnamed;

    /// <summary>What the references that we make begin with.</summary>
    public const char Unnamed = '#';
}
