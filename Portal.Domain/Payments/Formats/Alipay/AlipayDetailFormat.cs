namespace Portal.Domain.Payments;

/// <summary>Alipay's account bill (账务明细): every movement of the balance. Rows need not stand in balance order.</summary>
internal sealed class AlipayDetailFormat : ScannedFormat
{
    private const string Title = "支付宝账务明细";

    public override string Name => BillFormats.AlipayDetail;

    public override string ProviderOf(BillOptions options) => Gateways.Alipay;

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems) =>
        AlipayMembers.Open(stream, facts, Title, Name, problems) is { } archive
            ? new AlipayDetailScan(archive, AlipayMembers.Of(archive, Title), problems)
            : null;
}
