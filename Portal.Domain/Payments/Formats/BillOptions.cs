namespace Portal.Domain.Payments;

/// <summary>What has to be known beside the file to read it. It is kept with the bill: posting reads the same way as the import did.</summary>
internal sealed record BillOptions
{
    public static BillOptions None { get; } = new();

    /// <summary>The account at the gateway, where the file does not say it (fund bills of WeChat Pay).</summary>
    public string? MerchantNo { get; init; }

    /// <summary>IANA zone of times that carry none and are not UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>Alipay accounts whose bills write a charge positive, where the bill itself does not tell.</summary>
    public string? PositiveFees { get; init; }

    public BillMap? Map { get; init; }
}
