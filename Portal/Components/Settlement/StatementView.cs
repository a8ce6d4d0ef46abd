using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Components.Settlement;

/// <summary>One line of "how the amount is made up".</summary>
public sealed record StatementPart(LineKind Kind, int Items, Money Amount);

public sealed record StatementDay(DateOnly Day, int Payments, Money Gross, Money Refunds, Money Fees, Money Other, Money Reserve, Money Net)
{
    /// <summary>The statement of the day itself, when this came in after that was closed.</summary>
    public string? LateOf { get; init; }
}

/// <summary>
/// A statement as its page shows it: amounts in the merchant's sign (what they get is positive), and the sums that prove it, both sides of
/// each (I-10).
/// </summary>
public sealed record StatementView(StatementPage Page)
{
    private readonly Currency _currency = Currency.Of(Page.Statement.Currency);

    public StatementRow Row => Page.Statement;
    public Currency Currency => _currency;
    public Money Opening => In(Page.OpeningMinor);
    public Money Lines => In(Page.LinesMinor);
    public Money PaidOut => In(Row.PayoutMinor);
    public Money Closing => In(Row.ClosingMinor);
    public Money LedgerLines => In(Page.Proof.LedgerLinesMinor);
    public Money LedgerClosing => In(Page.Proof.LedgerClosingMinor);
    public Money LeftSum => Opening + Lines;
    public Money RightSum => PaidOut + Closing;

    public IReadOnlyList<StatementPart> Parts =>
        [.. Page.Lines.Select(line => new StatementPart(line.Kind, line.Items, In(line.AmountMinor)))];

    public IReadOnlyList<StatementDay> Days =>
        [
            .. Page.Days.Select(day => new StatementDay(
                day.Day,
                day.Payments,
                In(day.GrossMinor),
                In(-day.RefundMinor),
                In(day.FeeReturnedMinor - day.FeeMinor),
                In(day.OtherMinor),
                In(day.ReserveMinor),
                In(day.NetMinor)
            )
            {
                LateOf = day.LateOf,
            }),
        ];

    public Money DaysSum => Days.Aggregate(Money.Zero(_currency), (sum, day) => sum + day.Net);

    /// <summary>What lies between the sides that must be equal; zero when all of them are.</summary>
    public Money Difference =>
        new[] { LeftSum - RightSum, Lines - LedgerLines, Closing - LedgerClosing, Lines - DaysSum }
            .Where(apart => !apart.IsZero)
            .DefaultIfEmpty(Money.Zero(_currency))
            .First();

    public bool Proven => Page.Proof.Holds && Difference.IsZero;

    public Money Sum(params LineKind[] kinds) =>
        Parts.Where(part => kinds.Contains(part.Kind)).Aggregate(Money.Zero(_currency), (sum, part) => sum + part.Amount);

    /// <summary>A day before the statement's period had been closed already: what stands under it came in late.</summary>
    public bool IsLate(DateOnly day) => day < Row.PeriodFrom;

    /// <summary>Whether there is a reserve to show beside the other columns.</summary>
    public bool HasReserve => Page.ReserveHeldMinor != 0 || Page.ReserveReleasedMinor != 0;

    private Money In(long minor) => new(minor, _currency);
}
