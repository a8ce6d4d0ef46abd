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

    public IEnumerable<BillRow> Rows(Stream stream, FileFacts facts, BillOptions options) => WechatTradeBill.Rows(stream, facts);

    public IEnumerable<MovementRow> Movements(Stream stream, FileFacts facts, BillOptions options) => [];
}
