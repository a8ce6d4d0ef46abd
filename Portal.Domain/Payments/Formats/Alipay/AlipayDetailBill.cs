namespace Portal.Domain.Payments;

internal sealed class AlipayDetailScan(AlipayArchive archive, IReadOnlyList<AlipayMember> members, BillProblems problems)
    : AlipayScan(archive, members, Required, problems)
{
    private const string FlowNo = "账务流水号";
    private const string Time = "发生时间";
    private const string Income = "收入金额";
    private const string Expense = "支出金额";
    private const string Balance = "账户余额";
    private const string Kind = "业务类型";

    private static readonly string[] Required = [FlowNo, Time, Income, Expense, Kind];

    // The balances follow from each other in file order, or in the opposite one: only then are opening and closing known.
    private bool _rising = true;
    private bool _falling = true;
    private (long Amount, long Balance)? _first;
    private (long Amount, long Balance)? _last;

    protected override void Take()
    {
        var (income, expense) = (Cells.Amount(Income, Cny, required: false), Cells.Amount(Expense, Cny, required: false));
        if (income < 0)
        {
            Cells.Problem(Income, PaymentsRefusals.BillAmountNegative, Cells.Text(Income));
        }

        if (Cells.Text(Income).Length == 0 && Cells.Text(Expense).Length == 0)
        {
            Cells.Problem(Income, PaymentsRefusals.BillValueMissing);
        }
        else if (income != 0 && expense != 0)
        {
            Cells.Problem(Expense, PaymentsRefusals.BillBothWays);
        }

        var words = Cells.Words(Kind, GatewayMovement.WordsCharsMax);
        // Some exports write what goes out negative, others do not.
        var amount = income - Math.Abs(expense);
        long? balance = Table.Has(Balance) && Cells.Text(Balance).Length > 0 ? Cells.Amount(Balance, Cny) : null;
        var row = new MovementRow
        {
            Line = Line,
            MerchantNo = Account,
            MovementId = Cells.Id(FlowNo),
            BusinessRef = Cells.Id("业务流水号", required: false),
            OrderNo = Cells.Id("商户订单号", required: false),
            Kind = KindOf(words, amount),
            Words = words,
            Note = Cells.Words("备注", GatewayMovement.NoteCharsMax),
            AmountMinor = amount,
            BalanceMinor = balance,
            OccurredUtc = Cells.ChinaTime(Time),
        };
        if (Account.Length == 0)
        {
            Cells.Problem(FlowNo, PaymentsRefusals.BillAccountMissing);
        }

        if (!Cells.Good || !Count.Add(row))
        {
            return;
        }

        Follow(amount, balance);
        Movement = row;
    }

    public override BillReading Finish()
    {
        if (!Problems.Any && Footer("收入合计") is null && Footer("支出合计") is null)
        {
            Problems.Add(LastLine, PaymentsRefusals.BillSummaryMissing);
        }

        Problems.Member = null;
        var reading = Count.Reading(Account.Length == 0 ? null : Account, Differences(), LastLine, WechatTradeBill.ProviderZone, Period);
        if (_first is not { } first || _last is not { } last || !(_rising || _falling))
        {
            return reading;
        }

        var (opening, closing) = _rising ? (first.Balance - first.Amount, last.Balance) : (last.Balance - last.Amount, first.Balance);
        return reading with { OpeningMinor = opening, ClosingMinor = closing };
    }

    internal static MovementKind KindOf(string words, long amount) =>
        words switch
        {
            _ when words.Contains("退费", StringComparison.Ordinal) => MovementKind.FeeReturn,
            _ when words.Contains("退款", StringComparison.Ordinal) => MovementKind.Refund,
            _ when words.Contains("收费", StringComparison.Ordinal) || words.Contains("服务费", StringComparison.Ordinal) =>
                MovementKind.Fee,
            _ when words.Contains("提现", StringComparison.Ordinal) => MovementKind.Withdrawal,
            // 充值 that goes out is somebody's telephone, not our account.
            _ when words.Contains("充值", StringComparison.Ordinal) => amount < 0 ? MovementKind.Other : MovementKind.TopUp,
            _ when words.Contains("转账", StringComparison.Ordinal) => MovementKind.Transfer,
            _ when words.Contains("在线支付", StringComparison.Ordinal) || words.Contains("交易", StringComparison.Ordinal) =>
                MovementKind.Payment,
            _ => MovementKind.Other,
        };

    private void Follow(long amount, long? balance)
    {
        if (balance is not { } now)
        {
            _rising = _falling = false;
            return;
        }

        if (_last is { } before)
        {
            _rising &= before.Balance + amount == now;
            _falling &= now + before.Amount == before.Balance;
        }

        _first ??= (amount, now);
        _last = (amount, now);
    }

    private List<BillDifference> Differences()
    {
        var differences = new List<BillDifference>();
        foreach (var (label, count, sum) in new[] { ("收入合计", Count.InCount, Count.In), ("支出合计", Count.OutCount, Count.Out) })
        {
            if (Footer(label) is not { } said)
            {
                continue;
            }

            if (said.Count != count)
            {
                differences.Add(new BillDifference($"{label} 笔", count, said.Count));
            }

            if (Math.Abs(said.Minor) != sum && sum <= long.MaxValue)
            {
                differences.Add(new BillDifference(label, (long)sum, Math.Abs(said.Minor)));
            }
        }

        return differences;
    }
}
