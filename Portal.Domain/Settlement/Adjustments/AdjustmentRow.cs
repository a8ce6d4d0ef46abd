namespace Portal.Domain.Settlement;

public sealed record AdjustmentRow(
    string Number,
    string Merchant,
    string MerchantName,
    long AmountMinor,
    string Currency,
    AdjustmentReason Reason,
    string Note,
    AdjustmentAccount Account,
    string? PaymentNo,
    string? StatementNumber,
    AdjustmentState State,
    string MadeBy,
    DateTime MadeUtc,
    string? DecidedBy,
    string? ApprovalNumber,
    long? EntryId
);
