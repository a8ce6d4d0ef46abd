namespace Portal.Domain.Settlement;

public sealed record FinanceFigures(
    DateOnly Today,
    long CollectedTodayMinor,
    long PendingMinor,
    long AvailableMinor,
    long PayableMinor,
    long SuspenseMinor,
    long GatewayMinor,
    long FeeRevenueMinor,
    int BillsPosting,
    int BillsHeld,
    int ExceptionsOpen,
    int PayoutsProposed,
    RunRow? LastRun,
    IReadOnlyList<DayFigure> Days
)
{
    /// <summary>Held back of everybody's takings, and how many organisations have their payouts stopped.</summary>
    public long ReserveMinor { get; init; }
    public int Stops { get; init; }

    /// <summary>Lines of the bank that nobody has placed: what came in less what went out.</summary>
    public long BankSuspenseMinor { get; init; }

    /// <summary>Of the proposed payouts, those whose day has come or is past.</summary>
    public int PayoutsDue { get; init; }
}
