namespace Portal.Domain.Banking;

/// <summary>What of the queue is wanted.</summary>
public sealed record ReconAsk(ReconState? State, int? FromDays, int? ToDays, bool Mine, bool Resolved)
{
    public ReconPair? Pair { get; init; }

    /// <summary>Of this day only.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Of days before this one.</summary>
    public DateOnly? Until { get; init; }
}
