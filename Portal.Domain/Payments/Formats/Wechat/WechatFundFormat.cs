namespace Portal.Domain.Payments;

/// <summary>
/// WeChat Pay fund-flow bill: every movement of the account with the balance after it. Each balance must follow from the one before; the
/// bill itself does not say whose account it is.
/// </summary>
internal sealed class WechatFundFormat : ScannedFormat
{
    public override string Name => BillFormats.WechatFund;

    public override string ProviderOf(BillOptions options) => Gateways.Wechat;

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems)
    {
        if (BillSniffer.NotABill(facts, Name) is { } other)
        {
            problems.Add(other);
            return null;
        }

        var lines = new BillLines(stream, facts.Encoding!);
        while (lines.TryRead(out var line))
        {
            if (line.IsWhiteSpace())
            {
                continue;
            }

            var header = line.ToString();
            if (
                !BillTable.Plain(header.Split(',')[0]).Equals(WechatFundScan.Time, StringComparison.Ordinal)
                && !header.Contains("资金流水单号", StringComparison.Ordinal)
            )
            {
                break;
            }

            var table = BillTable.Bind(WechatHeader.Cells(header), lines.Number, problems, WechatFundScan.Required);
            if (options.MerchantNo is null)
            {
                problems.Add(lines.Number, PaymentsRefusals.BillAccountNeeded);
            }

            return new WechatFundScan(lines, table, options.MerchantNo ?? string.Empty, problems);
        }

        problems.Add(Math.Max(lines.Number, 1), PaymentsRefusals.BillHeaderMissing);
        lines.Dispose();
        return null;
    }
}
