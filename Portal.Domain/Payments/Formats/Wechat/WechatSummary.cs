namespace Portal.Domain.Payments;

/// <summary>The summary row of a WeChat Pay trade bill: a check on the rows, never the truth.</summary>
internal sealed class WechatSummary
{
    public const string FirstName = "总交易单数";

    private readonly string[] _names;
    private long?[] _values;

    private WechatSummary(string[] names)
    {
        _names = names;
        _values = new long?[names.Length];
    }

    public bool HasRow { get; private set; }

    public static bool IsHeader(ReadOnlySpan<char> line) => line.TrimStart(" \t`\"").StartsWith(FirstName, StringComparison.Ordinal);

    public static WechatSummary Bind(ReadOnlySpan<char> line) => new(WechatHeader.Cells(line));

    public void Read(ReadOnlySpan<char> line, int number, BillProblems problems)
    {
        HasRow = true;
        var cells = line.ToString()[1..].Split(",`");
        if (cells.Length != _names.Length)
        {
            problems.Add(number, PaymentsRefusals.BillCellCount, _names.Length, cells.Length);
            return;
        }

        for (var at = 0; at < cells.Length; at++)
        {
            // Counts are printed as 20 or 20.0: the same grammar with no decimals.
            if (BillAmount.TryParse(cells[at].AsSpan().Trim(), _names[at] == FirstName ? 0 : 2, out var value) is { } code)
            {
                problems.Add(new BillProblem(number, _names[at], at + 1, code, [cells[at]]));
            }
            else
            {
                _values[at] = value;
            }
        }
    }

    /// <summary>Every figure that disagrees with the rows, both numbers named.</summary>
    public IReadOnlyList<BillDifference> Compare(BillTotals totals, BillTally tally)
    {
        var differences = new List<BillDifference>();
        for (var at = 0; at < _names.Length; at++)
        {
            Int128[] accepted = _names[at] switch
            {
                FirstName => [totals.Rows],
                "应结订单总金额" or "总交易额" => [totals.GrossMinor, tally.LiteralSettle],
                "退款总金额" or "总退款金额" => [totals.RefundMinor, tally.LiteralRefund],
                "充值券退款总金额" or "总企业红包退款金额" or "总代金券或立减优惠退款金额" => [totals.CouponRefundMinor],
                "手续费总金额" => [(Int128)totals.FeeMinor - totals.FeeReturnedMinor],
                "订单总金额" => [totals.OrderMinor],
                "申请退款总金额" => [totals.AskedMinor],
                _ => [],
            };
            if (accepted.Length > 0 && _values[at] is { } said && !accepted.Contains(said))
            {
                differences.Add(new BillDifference(_names[at], (long)accepted[0], said));
            }
        }

        return differences;
    }
}
