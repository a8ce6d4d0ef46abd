namespace Portal.Domain.Reports;

/// <summary>One line of a statement's detail: the one projection behind CSV and workbook. Amounts are minor units; null is an empty cell.</summary>
internal sealed record DetailLine(
    int LineNo,
    string EntryType,
    string? OrderNo,
    string? MerchantRef,
    string? PaymentNo,
    string? RefundNo,
    string? Payer,
    string? Channel,
    DateTime? OccurredUtc,
    DateTime? BookedUtc,
    long GrossDebitMinor,
    long GrossCreditMinor,
    long? DiscountMerchantMinor,
    string? FeeRuleVersion,
    long? FeePartsPerMillion,
    long? FeeMinor,
    long NetMinor,
    long BalanceAfterMinor,
    string? ReasonCode,
    string? Remark
);
