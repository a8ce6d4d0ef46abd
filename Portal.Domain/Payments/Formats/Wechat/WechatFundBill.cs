using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

internal sealed partial class WechatFundScan(BillLines lines, BillTable table, string merchantNo, BillProblems problems)
    : BillScan(problems)
{
    public const string Time = "记账时间";
    private const string Direction = "收支类型";
    private const string Amount = "收支金额";
    private const string Balance = "账户结余";
    public static readonly string[] Required =
    [
        Time,
        "微信支付业务单号",
        "资金流水单号",
        "业务名称",
        "业务类型",
        Direction,
        Amount,
        Balance,
    ];

    private static readonly Currency Cny = Currency.Cny;

    private readonly BillCells _cells = new(table, problems);
    private readonly BillCount _count = new(problems);
    private readonly List<BillDifference> _differences = [];
    private string[]? _summary;
    private bool _summarised;
    private long? _opening;
    private long? _balance;

    public override bool Step()
    {
        if (!lines.TryRead(out var span))
        {
            return false;
        }

        if (span.IsWhiteSpace())
        {
            return true;
        }

        if (_summarised)
        {
            Problems.Add(lines.Number, PaymentsRefusals.BillAfterSummary);
        }
        else if (_summary is null && span.TrimStart(" \t`\"").StartsWith("资金流水总笔数", StringComparison.Ordinal))
        {
            _summary = WechatHeader.Cells(span);
        }
        else if (span[0] != '`')
        {
            var damaged = WechatRowReader.HasExponent(span);
            Problems.Add(lines.Number, damaged ? PaymentsRefusals.BillIdDamaged : PaymentsRefusals.BillNoBacktick);
        }
        else if (_summary is not null)
        {
            Compare(span[1..].ToString().Split(",`"));
        }
        else
        {
            Take(span[1..].ToString().Split(",`"));
        }

        return true;
    }

    public override BillReading Finish()
    {
        if (lines.TooLong)
        {
            Problems.Add(lines.Number + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }

        if (!_summarised)
        {
            Problems.Add(Math.Max(1, lines.Number), PaymentsRefusals.BillSummaryMissing);
        }

        return _count.Reading(merchantNo, _differences, lines.Number, WechatTradeBill.ProviderZone) with
        {
            OpeningMinor = _opening,
            ClosingMinor = _balance,
        };
    }

    public override void Dispose()
    {
        lines.Dispose();
        base.Dispose();
    }

    private void Take(string[] cells)
    {
        if (!_cells.Take(cells, lines.Number))
        {
            return;
        }

        var amount = _cells.Amount(Amount, Cny, unsigned: true);
        var direction = _cells.Text(Direction);
        if (direction is not ("收入" or "支出"))
        {
            _cells.Problem(Direction, PaymentsRefusals.BillDirectionUnknown, BillCells.Start(direction));
        }

        var signed = direction == "支出" ? -amount : amount;
        var balance = _cells.Amount(Balance, Cny);
        var (name, type) = (_cells.Words("业务名称", 50), _cells.Words("业务类型", 50));
        var note = _cells.Words("备注", GatewayMovement.NoteCharsMax);
        var row = new MovementRow
        {
            Line = lines.Number,
            MerchantNo = merchantNo,
            MovementId = _cells.Id("资金流水单号"),
            BusinessRef = _cells.Id("微信支付业务单号", required: false),
            OrderNo = _cells.Id("业务凭证号", required: false),
            Kind = KindOf(name, type, signed),
            Words = name == type ? name : $"{name} · {type}",
            Note = note,
            AmountMinor = signed,
            FeeInsideMinor = FeeInside(note, type, signed),
            BalanceMinor = balance,
            OccurredUtc = _cells.ChinaTime(Time),
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return;
        }

        // A row whose balance does not follow is told once: the next is measured against what stands there.
        _opening ??= balance - signed;
        if (_balance is { } before && before + signed != balance && _differences.Count < BillDifference.ShownMax)
        {
            _differences.Add(new BillDifference($"{Balance} #{lines.Number}", before + signed, balance));
        }

        _balance = balance;
        Movement = row;
    }

    /// <summary>The lists of words may grow: what is not known is other, and is shown in its own words.</summary>
    private static MovementKind KindOf(string name, string type, long signed) =>
        type switch
        {
            "交易" => MovementKind.Payment,
            "退款" => MovementKind.Refund,
            "退款关闭" or "退款失败" => MovementKind.Refund,
            "扣除交易手续费" => MovementKind.Fee,
            "退还交易手续费" => MovementKind.FeeReturn,
            "提现" => MovementKind.Withdrawal,
            "充值" => MovementKind.TopUp,
            "企业付款" or "分账" or "商家转账" => MovementKind.Transfer,
            _ when name == "充值/提现" => signed < 0 ? MovementKind.Withdrawal : MovementKind.TopUp,
            _ => MovementKind.Other,
        };

    /// <summary>A refund booked net names its fee in the note: it is part of the amount and never counted again.</summary>
    private static long FeeInside(string note, string type, long signed)
    {
        var match = FeeNote().Match(note);
        return
            type == "退款"
            && match.Success
            && BillAmount.TryParse(match.Groups[1].Value, Cny.MinorDigits, out var fee) is null
            && fee <= Math.Abs(signed)
            ? fee
            : 0;
    }

    private void Compare(string[] cells)
    {
        _summarised = true;
        if (cells.Length != _summary!.Length)
        {
            Problems.Add(lines.Number, PaymentsRefusals.BillCellCount, _summary.Length, cells.Length);
            return;
        }

        for (var at = 0; at < cells.Length; at++)
        {
            var counts = _summary[at].EndsWith('数');
            if (BillAmount.TryParse(cells[at].AsSpan().Trim(), counts ? 0 : 2, out var said) is { } code)
            {
                Problems.Add(new BillProblem(lines.Number, _summary[at], at + 1, code, [cells[at]]));
                continue;
            }

            Int128? rows = _summary[at] switch
            {
                "资金流水总笔数" => _count.Movements,
                "收入笔数" => _count.InCount,
                "收入金额" => _count.In,
                "支出笔数" => _count.OutCount,
                "支出金额" => _count.Out,
                _ => null,
            };
            if (rows is { } own && own != said && own <= long.MaxValue)
            {
                _differences.Add(new BillDifference(_summary[at], (long)own, said));
            }
        }
    }

    [GeneratedRegex(@"含手续费\s*(\d{1,9}(?:\.\d{1,5})?)\s*元", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex FeeNote();
}
