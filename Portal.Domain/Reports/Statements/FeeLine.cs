namespace Portal.Domain.Reports;

/// <summary>A fee or a waiver with what it is about; positive is good for the merchant.</summary>
internal sealed record FeeLine(
    string Type,
    long NetMinor,
    string? OrderNo,
    string? PaymentNo,
    string? RefundNo,
    DateTime OccurredUtc,
    string RuleVersion,
    long PartsPerMillion,
    string? Remark
);
