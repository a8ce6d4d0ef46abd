namespace Portal.Domain.Payments;

internal sealed class WechatTradeFormat : IBillFormat
{
    public string Name => BillFormats.WechatTrade;

    public string ProviderOf(BillOptions options) => Gateways.Wechat;

    public BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    ) => WechatTradeBill.Read(stream, facts, onRow);

    public IEnumerable<BillItem> Items(Stream stream, FileFacts facts, BillOptions options) =>
        WechatTradeBill.Rows(stream, facts).Select(row => new BillItem(row, null));
}
