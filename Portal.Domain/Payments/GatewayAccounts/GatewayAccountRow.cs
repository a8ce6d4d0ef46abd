namespace Portal.Domain.Payments;

/// <summary>A merchant number and whose it is; <see cref="Asked"/> is the approval that waits to give it an owner.</summary>
public sealed record GatewayAccountRow(
    long Id,
    string Provider,
    string MerchantNo,
    string? Merchant,
    string? MerchantName,
    DateTime AddedUtc,
    bool PositiveFees = false,
    string? Asked = null
);
