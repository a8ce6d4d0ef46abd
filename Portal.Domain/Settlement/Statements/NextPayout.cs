namespace Portal.Domain.Settlement;

/// <summary>What the next statement would pay as things stand; <see cref="DueDay"/> is when.</summary>
public sealed record NextPayout(
    long GrossMinor,
    long RefundMinor,
    long FeeMinor,
    long OtherMinor,
    long CarriedMinor,
    long NetMinor,
    DateOnly Since,
    DateOnly DueDay
)
{
    /// <summary>Held back of it, and given back of earlier days.</summary>
    public long ReserveHeldMinor { get; init; }
    public long ReserveReleasedMinor { get; init; }

    /// <summary>The last day of the period that is collecting, and the terms it will be closed by.</summary>
    public DateOnly ClosesOn { get; init; }
    public CycleTerms Terms { get; init; } = CycleTerms.Default;
    public PayoutOutcome Outcome { get; init; }

    /// <summary>Why nothing will be paid while payouts are held.</summary>
    public string? HoldReason { get; init; }
}
