using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

internal sealed class AlipayTradeScan(
    AlipayArchive archive,
    IReadOnlyList<AlipayMember> members,
    AlipaySummary? summary,
    string positiveFees,
    BillProblems problems
) : AlipayScan(archive, members, Required, problems)
{
    private const string TradeNo = "支付宝交易号";
    private const string OrderNo = "商户订单号";
    private const string Kind = "业务类型";
    private const string Finished = "完成时间";
    private const string Order = "订单金额";
    private const string Received = "商家实收";
    private const string RequestNo = "退款批次号/请求号";
    private const string ServiceFee = "服务费";
    private const string Share = "分润";

    private static readonly string[] Required = [TradeNo, OrderNo, Kind, Finished, Order, Received, RequestNo, ServiceFee];

    private Int128 _orders;
    private Int128 _refundedOrders;
    private Int128 _fees;
    private Int128 _shares;

    private bool PositiveFees => summary?.PositiveFees ?? positiveFees.Split(' ').Contains(Account);

    protected override string Canonical(string name) => name == "退款批次号" ? RequestNo : name;

    protected override void Take()
    {
        var kind = Cells.Text(Kind);
        var isRefund = kind == "退款";
        if (!isRefund && kind != "交易")
        {
            Cells.Problem(Kind, PaymentsRefusals.BillStateUnknown, BillCells.Start(kind));
        }

        var (order, received) = (Signed(Order, isRefund), Signed(Received, isRefund));
        var (fee, share) = (Fee(ServiceFee, isRefund), Fee(Share, isRefund));
        var tradeNo = Cells.Id(TradeNo);
        var requestNo = isRefund ? Cells.Id(RequestNo, required: false) : string.Empty;
        var row = new BillRow
        {
            Line = Line,
            IsRefund = isRefund,
            MerchantNo = Account,
            TransactionId = tradeNo,
            OrderNo = Cells.Id(OrderNo),
            Payer = Cells.Words("对方账户", WechatRowReader.PayerCharsMax),
            Channel = Cells.Text("门店编号").Length + Cells.Text("终端号").Length > 0 ? Channel.InStore : Channel.Other,
            TradeType = string.Empty,
            Bank = string.Empty,
            Goods = Cells.Words("商品名称", WechatRowReader.GoodsCharsMax),
            OccurredUtc = Cells.ChinaTime(Finished),
            GrossMinor = isRefund ? 0 : received,
            OrderMinor = isRefund ? 0 : order,
            CouponMinor = isRefund ? Math.Max(0, order - received) : 0,
            RefundId = isRefund ? RefundIdOf(tradeNo, requestNo) : string.Empty,
            RefundNo = requestNo,
            RefundMinor = isRefund ? received : 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = fee + share,
            ShareMinor = share,
            RateText = string.Empty,
        };
        if (Account.Length == 0)
        {
            Cells.Problem(TradeNo, PaymentsRefusals.BillAccountMissing);
        }

        if (!Cells.Good || !Count.Add(row))
        {
            return;
        }

        _orders += isRefund ? 0 : order;
        _refundedOrders += isRefund ? order : 0;
        _fees += fee;
        _shares += share;
        Row = row;
    }

    public override BillReading Finish()
    {
        if (!Problems.Any && Footer("交易合计") is null && summary is null)
        {
            Problems.Add(LastLine, PaymentsRefusals.BillSummaryMissing);
        }

        Problems.Member = null;
        return Count.Reading(Account.Length == 0 ? null : Account, Differences(), LastLine, WechatTradeBill.ProviderZone, Period);
    }

    /// <summary>A payment's amounts are positive, a refund's negative; both are returned as magnitudes.</summary>
    private long Signed(string column, bool isRefund)
    {
        var minor = Cells.Amount(column, Cny);
        if (isRefund ? minor > 0 : minor < 0)
        {
            Cells.Problem(column, isRefund ? PaymentsRefusals.BillRefundSign : PaymentsRefusals.BillAmountNegative, Cells.Text(column));
        }

        return Math.Abs(minor);
    }

    /// <summary>Positive: charged on a payment; negative: given back on a refund.</summary>
    private long Fee(string column, bool isRefund)
    {
        var minor = Cells.Amount(column, Cny, required: column == ServiceFee);
        var fee = PositiveFees ? minor : -minor;
        if (isRefund ? fee > 0 : fee < 0)
        {
            Cells.Problem(column, PaymentsRefusals.BillFeeSign, Cells.Text(column));
        }

        return fee;
    }

    /// <summary>A request number is the merchant's own and unique only within its payment; a full refund may have none.</summary>
    private static string RefundIdOf(string tradeNo, string requestNo) => BillIds.Fit($"{tradeNo}:{requestNo}");

    private List<BillDifference> Differences()
    {
        var differences = new List<BillDifference>();
        if (Problems.Any)
        {
            return differences;
        }

        var totals = Count.Totals;
        void Compare(string figure, Int128 said, params Int128[] rows)
        {
            if (!rows.Contains(said))
            {
                differences.Add(new BillDifference(figure, (long)rows[0], (long)said));
            }
        }

        if (Footer("交易合计") is { } paid)
        {
            Compare("交易合计 笔", paid.Count, totals.Payments);
            Compare("交易合计", paid.Minor, totals.GrossMinor, _orders);
        }

        if (Footer("退款合计") is { } back)
        {
            Compare("退款合计 笔", back.Count, totals.Refunds);
            Compare("退款合计", Math.Abs(back.Minor), totals.RefundMinor, _refundedOrders);
        }

        if (summary is not null)
        {
            Compare("交易订单总笔数", summary.Payments, totals.Payments);
            Compare("退款订单总笔数", summary.Refunds, totals.Refunds);
            Compare("商家实收（汇总）", summary.Received, totals.GrossMinor - totals.RefundMinor);
            Compare("服务费（汇总）", PositiveFees ? summary.Fee : -summary.Fee, _fees);
            Compare("分润（汇总）", PositiveFees ? summary.Share : -summary.Share, _shares);
        }

        return differences;
    }
}
