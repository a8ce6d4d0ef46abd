namespace Portal.Domain.Ledger;

/// <summary>What a statement calls money that moved on a merchant's pending account; which kinds of entry that is, <see cref="EntryKinds"/> says.</summary>
public enum LineKind
{
    Payment,
    Refund,
    Fee,
    FeeReturn,
    CertificationFee,
    Adjustment,
    ReserveHold,
    ReserveRelease,
    FeeWaiver,
    RefundFee,
    PayoutFee,
    MonthlyFee,
}
