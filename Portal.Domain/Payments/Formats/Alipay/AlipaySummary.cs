using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>The line of totals of Alipay's summary member: a check on the rows, and what tells the sign of the service fee.</summary>
internal sealed record AlipaySummary(long Payments, long Refunds, long Order, long Received, long Fee, long Share, long? Net)
{
    /// <summary>True: a charge is written positive. Null: the totals do not tell, or fit both ways.</summary>
    public bool? PositiveFees =>
        Net is not { } net || Fee + Share == 0 ? null
        : net == Received + Fee + Share ? false
        : net == Received - Fee - Share ? true
        : null;

    public static AlipaySummary? Read(AlipayMember member, BillProblems problems)
    {
        problems.Member = member.Name;
        using var records = new CsvRecords(member.Open(), member.Encoding);
        BillTable? table = null;
        AlipaySummary? total = null;
        while (records.TryRead(out var cells))
        {
            if (records.Raw.Trim(',', ' ', '\t').Length == 0 || records.Raw.StartsWith('#'))
            {
                continue;
            }

            if (table is null)
            {
                table = BillTable.Bind(cells, records.Line, problems, ["交易订单总笔数", "退款订单总笔数", "商家实收", "服务费"]);
            }
            else if (cells[0].Trim().StartsWith("合计", StringComparison.Ordinal) && !problems.Any)
            {
                total = Total(table, cells, records.Line, problems);
            }
        }

        problems.Member = null;
        return total;
    }

    private static AlipaySummary? Total(BillTable table, IReadOnlyList<string> cells, int line, BillProblems problems)
    {
        var row = new BillCells(table, problems);
        if (!row.Take(cells, line))
        {
            return null;
        }

        long Fen(string column) => row.Amount(column, Currency.Cny, required: false);
        // Counts have no decimals: read as fen and divided, 3 is 300.
        var (payments, refunds) = (Fen("交易订单总笔数") / 100, Fen("退款订单总笔数") / 100);
        return new AlipaySummary(
            payments,
            refunds,
            Fen("订单金额"),
            Fen("商家实收"),
            Fen("服务费"),
            Fen("分润"),
            table.Has("实收净额") ? Fen("实收净额") : null
        );
    }
}
