namespace Portal.Domain.Settlement;

/// <summary>A statement that would be made.</summary>
public sealed record DryStatement(
    long MerchantId,
    string Number,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    string Currency,
    long OpeningMinor,
    long LinesMinor,
    long PayoutMinor,
    long ClosingMinor,
    PayoutOutcome Outcome,
    DateOnly DueDay
);
