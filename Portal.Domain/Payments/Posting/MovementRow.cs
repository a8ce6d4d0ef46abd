namespace Portal.Domain.Payments;

/// <summary>One movement as a bill's reader found it. Amounts are minor units; money in is positive.</summary>
public sealed record MovementRow
{
    public required int Line { get; init; }
    public required string MerchantNo { get; init; }
    public required string MovementId { get; init; }
    public string BusinessRef { get; init; } = string.Empty;
    public string OrderNo { get; init; } = string.Empty;
    public required MovementKind Kind { get; init; }
    public required string Words { get; init; }
    public string Note { get; init; } = string.Empty;
    public required long AmountMinor { get; init; }
    public long FeeInsideMinor { get; init; }
    public long? BalanceMinor { get; init; }
    public required DateTime OccurredUtc { get; init; }
}
