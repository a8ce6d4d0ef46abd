namespace Portal.Domain.Payments;

public sealed record ExceptionRow(
    long Id,
    ExceptionKind Kind,
    long BillId,
    string BillFile,
    int Line,
    string MerchantNo,
    string Reference,
    long AmountMinor,
    string Currency,
    DateOnly BusinessDay,
    DateTime RaisedUtc,
    DateTime? ResolvedUtc,
    string Provider,
    string? OwnerName,
    string? ResolvedBy,
    string? ResolvedWhy,
    bool NumberKnown,
    bool IsRefund,
    string? Asked = null
)
{
    /// <summary>As it moves the money: what goes back to a customer is negative.</summary>
    public long SignedMinor => IsRefund ? -Math.Abs(AmountMinor) : AmountMinor;

    /// <summary>Its money stands in suspense until somebody says whose it is.</summary>
    public bool Waits =>
        Kind
            is ExceptionKind.UnknownMerchant
                or ExceptionKind.UnknownPayment
                or ExceptionKind.RefundAbovePayment
                or ExceptionKind.UnknownMovement;
}
