namespace Portal.Domain.Payments;

/// <summary>How many rows of a slice wait in suspense, were known already, or failed at the gateway.</summary>
internal readonly record struct SliceOutcome(int Suspense, int Known, int Failed)
{
    /// <summary>The payments that were new, as they went in.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];
}
