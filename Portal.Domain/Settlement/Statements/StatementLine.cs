using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A statement's sum by kind and business day: the lines and the by-day table are both read from it.</summary>
internal sealed class StatementLine
{
    private StatementLine() { }

    public long StatementId { get; private set; }
    public DateOnly Day { get; private set; }
    public LineKind Kind { get; private set; }
    public int Items { get; private set; }

    /// <summary>With its sign: what the merchant gets is positive.</summary>
    public long AmountMinor { get; private set; }

    public static StatementLine Of(long statementId, DateOnly day, LineKind kind, int items, long amountMinor) =>
        new()
        {
            StatementId = statementId,
            Day = day,
            Kind = kind,
            Items = items,
            AmountMinor = amountMinor,
        };
}
