using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>A statement in a list. Merchant columns are filled for staff, who see several merchants at once.</summary>
public sealed record StatementRow(
    long Id,
    string Number,
    string Merchant,
    string MerchantName,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    string Currency,
    int Payments,
    long GrossMinor,
    long RefundMinor,
    long FeeMinor,
    long PayoutMinor,
    long ClosingMinor,
    DateOnly DueDay,
    PayoutState? Payout
)
{
    public Money Gross => In(GrossMinor);
    public Money Refund => In(-RefundMinor);

    /// <summary>Fees less what came back of them, as the merchant sees it: negative is a cost.</summary>
    public Money Fee => In(-FeeMinor);
    public Money PaidOut => In(PayoutMinor);
    public Money Closing => In(ClosingMinor);

    private Money In(long minor) => new(minor, Kernel.Currency.Of(Currency));
}

/// <summary>One line of "how the amount is made up": a kind of money with its count and signed sum.</summary>
public sealed record StatementPart(LineKind Kind, int Items, Money Amount);

/// <summary>One day of a statement; the nets of all days add up to the lines.</summary>
public sealed record StatementDay(DateOnly Day, int Payments, Money Gross, Money Refunds, Money Fees, Money Other)
{
    public Money Net => Gross + Refunds + Fees + Other;
}

public sealed record StatementPayout(string Number, PayoutState State, Money Amount, DateOnly DueDay, DateTime ProposedUtc);

/// <summary>
/// A statement with the two sums that prove it (I-10) and what the ledger itself says of the same entries. All amounts carry the merchant's
/// sign: what he gets is positive.
/// </summary>
public sealed record StatementSheet(
    string Number,
    string Merchant,
    string MerchantName,
    string LegalName,
    DateOnly PeriodFrom,
    DateOnly PeriodTo,
    DateOnly? ClosedThrough,
    DateTime ClosedUtc,
    DateOnly DueDay,
    Money Opening,
    Money Lines,
    Money PaidOut,
    Money Closing,
    Money Ledger,
    IReadOnlyList<StatementPart> Parts,
    IReadOnlyList<StatementDay> Days,
    IReadOnlyList<long> Rates,
    StatementPayout? Payout,
    string? Previous,
    string? Next
)
{
    public Money LeftSum => Opening + Lines;
    public Money RightSum => PaidOut + Closing;

    /// <summary>Zero on a statement that is right.</summary>
    public Money Difference => LeftSum - RightSum;
    public Money LedgerDifference => Lines - Ledger;
    public Money DaysDifference => Lines - Days.Aggregate(Money.Zero(Lines.Currency), (sum, day) => sum + day.Net);
    public bool Proven => Difference.IsZero && LedgerDifference.IsZero && DaysDifference.IsZero;

    public Money Sum(params LineKind[] kinds) =>
        Parts.Where(part => kinds.Contains(part.Kind)).Aggregate(Money.Zero(Lines.Currency), (sum, part) => sum + part.Amount);

    public int Count(LineKind kind) => Parts.Where(part => part.Kind == kind).Sum(part => part.Items);

    /// <summary>A day that an earlier statement had closed already: its items came in late.</summary>
    public bool IsLate(DateOnly day) => ClosedThrough is { } closed && day <= closed;
}

/// <summary>What has been collected since the last statement and is not settled yet. Fees of <see cref="Uncharged"/> payments are still to come.</summary>
public sealed record Accruing(
    Money Gross,
    Money Refunds,
    Money Fees,
    Money Other,
    Money Carried,
    DateOnly? Since,
    int Payments,
    int Uncharged
)
{
    public Money Net => Gross + Refunds + Fees + Other + Carried;
    public bool IsEmpty => Payments == 0 && Net.IsZero && Gross.IsZero && Refunds.IsZero;
}
