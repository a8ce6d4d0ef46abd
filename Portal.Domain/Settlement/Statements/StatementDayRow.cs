namespace Portal.Domain.Settlement;

/// <summary>A row of the by-day table.</summary>
public sealed record StatementDayRow(
    DateOnly Day,
    int Payments,
    long GrossMinor,
    int Refunds,
    long RefundMinor,
    long FeeMinor,
    long FeeReturnedMinor,
    long OtherMinor,
    long ReserveMinor,
    long NetMinor
)
{
    /// <summary>The statement of the day itself, when what stands here came in after that was closed.</summary>
    public string? LateOf { get; init; }
}
