namespace Portal.Domain.Payments;

/// <summary>Alipay's trade bill (业务明细): a zip or one text; refunds are negative; the sign of the service fee is found out.</summary>
internal sealed class AlipayTradeFormat : ScannedFormat
{
    private const string DetailTitle = "支付宝业务明细";
    private const string SummaryTitle = "支付宝业务汇总";

    public override string Name => BillFormats.AlipayTrade;

    public override string ProviderOf(BillOptions options) => Gateways.Alipay;

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems)
    {
        if (AlipayMembers.Open(stream, facts, DetailTitle, Name, problems) is not { } archive)
        {
            return null;
        }

        var details = AlipayMembers.Of(archive, DetailTitle);
        var summaries = AlipayMembers.Of(archive, SummaryTitle);
        var sums = summaries.Count == 0 ? null : AlipaySummary.Read(summaries[0], problems);
        return new AlipayTradeScan(archive, details, sums, options.PositiveFees ?? string.Empty, problems);
    }
}
