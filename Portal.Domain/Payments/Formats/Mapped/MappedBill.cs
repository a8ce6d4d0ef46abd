using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

internal sealed class MappedScan(CsvRecords records, BillTable table, BillMap map, BillProblems problems) : BillScan(problems)
{
    private readonly BillCells _cells = new(table, problems, map.Mark);
    private readonly BillCount _count = new(problems);
    private readonly MappedWords _words = new(map, table);
    private readonly MappedTotal _total = new();
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(map.Zone);
    private readonly string[] _forms = [map.TimeForm];
    private readonly string _amount = BillTable.Plain(map.AmountColumn);
    private readonly string _fee = BillTable.Plain(map.FeeColumn);
    private readonly string _net = BillTable.Plain(map.NetColumn);
    private Currency? _currency;
    private string? _merchantNo;
    private int _refundSign;

    public static IEnumerable<string> Required(BillMap map) =>
        new[]
        {
            map.TimeColumn,
            map.TransactionColumn,
            map.AmountColumn,
            map.OrderColumn,
            map.FeeColumn,
            map.NetColumn,
            map.GoodsColumn,
            map.RefundIdColumn,
            map.RefundOfColumn,
            map.KindColumn,
            map.StatusColumn,
            map.CurrencyColumn,
            map.MerchantColumn,
        }
            .Where(column => !string.IsNullOrWhiteSpace(column))
            .Select(BillTable.Plain)
            .Distinct();

    public override bool Step()
    {
        if (!records.TryRead(out var cells))
        {
            return false;
        }

        if (records.Open)
        {
            Problems.Add(records.Line, PaymentsRefusals.BillQuoteOpen);
        }
        else if (records.Raw.Trim(map.SeparatorChar, ' ', '\t').Length > 0 && !IsNote(cells))
        {
            TakeRecord(cells);
        }

        return true;
    }

    public override BillReading Finish()
    {
        if (records.TooLong)
        {
            Problems.Add(records.LastLine + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }

        if (map.TotalWord.Length > 0 && !_total.Seen)
        {
            Problems.Add(Math.Max(1, records.LastLine), PaymentsRefusals.BillSummaryMissing);
        }

        return _count.Reading(_merchantNo, _total.Differences(), records.LastLine, new SettlementZone(_zone)) with
        {
            Currency = (_currency ?? Currency.Of(map.Currency)).Code,
        };
    }

    public override void Dispose()
    {
        records.Dispose();
        base.Dispose();
    }

    /// <summary>A line that begins with # is a note, unless it has the values of a row: an id may begin with it too.</summary>
    private bool IsNote(IReadOnlyList<string> cells) => records.Raw.StartsWith('#') && cells.Count != table.Count;

    private void TakeRecord(IReadOnlyList<string> cells)
    {
        if (_total.Seen)
        {
            Problems.Add(records.Line, PaymentsRefusals.BillAfterSummary);
        }
        else if (!_cells.Take(cells, records.Line))
        {
            // Told already.
        }
        else if (map.TotalWord.Length > 0 && cells.Any(cell => BillCells.Bare(cell) == map.TotalWord))
        {
            _total.Say(_cells, _currency ?? Currency.Of(map.Currency), new[] { _amount, _fee, _net }.Where(name => name.Length > 0));
        }
        else if (_words.Counts(_cells))
        {
            Take();
        }
        else if (
            BillAmount.Read(_cells.Text(_amount), map.Mark, (_currency ?? Currency.Of(map.Currency)).MinorDigits, out var left, out _)
            is null
        )
        {
            _total.Add(_amount, left, counted: false);
        }
    }

    private void Take()
    {
        var currency = CurrencyOf();
        var amount = _cells.Amount(_amount, currency);
        var kind = _words.KindOf(_cells, amount < 0);
        var fee = _fee.Length == 0 ? 0 : _cells.Amount(_fee, currency, required: false);
        var charged = map.NegativeFees ? -fee : fee;
        var net = amount - charged;
        var good = kind is MappedKind.Payment or MappedKind.Refund
            ? Trade(kind == MappedKind.Refund, currency, amount, charged)
            : Move(kind, currency, amount, ref net);
        if (!good)
        {
            return;
        }

        _total.Add(_amount, amount, counted: true);
        if (_fee.Length > 0)
        {
            _total.Add(_fee, fee, counted: true);
        }

        if (_net.Length > 0)
        {
            _total.Add(_net, net, counted: true);
        }
    }

    private bool Trade(bool isRefund, Currency currency, long amount, long fee)
    {
        if (_cells.Good)
        {
            CheckSigns(isRefund, amount, fee);
        }

        // A table may write what was given back without a sign: then its net has none either.
        var gross = isRefund ? -Math.Abs(amount) : amount;
        CheckNet(currency, gross - fee, isRefund && amount > 0);
        var transaction = _cells.Id(BillTable.Plain(map.TransactionColumn));
        var refundNo = isRefund ? Optional(map.RefundIdColumn, column => _cells.Id(column, required: false)) : string.Empty;
        var at = _cells.Time(BillTable.Plain(map.TimeColumn), _forms, _zone);
        var row = new BillRow
        {
            Line = records.Line,
            IsRefund = isRefund,
            MerchantNo = MerchantNo(),
            TransactionId = isRefund ? RefundOf(transaction) : transaction,
            OrderNo = Optional(map.OrderColumn, column => _cells.Id(column, required: false)),
            Payer = string.Empty,
            Channel = Channel.Other,
            TradeType = string.Empty,
            Bank = string.Empty,
            Goods = Optional(map.GoodsColumn, column => _cells.Words(column, WechatRowReader.GoodsCharsMax)),
            OccurredUtc = at,
            GrossMinor = isRefund ? 0 : amount,
            OrderMinor = isRefund ? 0 : amount,
            CouponMinor = 0,
            RefundId = isRefund ? RefundIdOf(transaction, refundNo, at) : string.Empty,
            RefundNo = refundNo,
            RefundMinor = -Math.Min(0, gross),
            RefundState = RefundState.Succeeded,
            FeeMinor = fee,
            RateText = string.Empty,
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return false;
        }

        _merchantNo ??= row.MerchantNo;
        Row = row;
        return true;
    }

    private void CheckSigns(bool isRefund, long amount, long fee)
    {
        if (!isRefund && amount < 0)
        {
            _cells.Problem(_amount, PaymentsRefusals.BillAmountNegative, _cells.Text(_amount));
        }

        // Refunds are written with a sign or without one; both in one file would be two meanings.
        var sign = isRefund ? Math.Sign(amount) : 0;
        if (sign != 0 && _refundSign != 0 && sign != _refundSign)
        {
            _cells.Problem(_amount, PaymentsRefusals.BillRefundSigns, _cells.Text(_amount));
        }

        _refundSign = sign != 0 ? sign : _refundSign;
        if (isRefund ? fee > 0 : fee < 0)
        {
            _cells.Problem(_fee, PaymentsRefusals.BillFeeSign, _cells.Text(_fee));
        }
    }

    /// <summary>What is neither payment nor refund: the account's own movement, with what it does to the balance.</summary>
    private bool Move(MappedKind kind, Currency currency, long amount, ref long net)
    {
        CheckNet(currency, net, unsigned: false);
        if (kind == MappedKind.Withdrawal ? net > 0 : kind == MappedKind.TopUp && net < 0)
        {
            _cells.Problem(_amount, PaymentsRefusals.BillMovementSign, _cells.Text(_amount));
        }

        var row = new MovementRow
        {
            Line = records.Line,
            MerchantNo = MerchantNo(),
            MovementId = _cells.Id(BillTable.Plain(map.TransactionColumn)),
            OrderNo = Optional(map.OrderColumn, column => _cells.Id(column, required: false)),
            Kind = kind switch
            {
                MappedKind.Withdrawal => MovementKind.Withdrawal,
                MappedKind.TopUp => MovementKind.TopUp,
                MappedKind.Fee => net <= 0 ? MovementKind.Fee : MovementKind.FeeReturn,
                MappedKind.Other => MovementKind.Other,
                MappedKind.Payment or MappedKind.Refund => throw new InvalidOperationException("Not a movement."),
            },
            Words = _cells.Words(BillTable.Plain(map.KindColumn), GatewayMovement.WordsCharsMax),
            Note = Optional(map.GoodsColumn, column => _cells.Words(column, GatewayMovement.NoteCharsMax)),
            AmountMinor = net,
            OccurredUtc = _cells.Time(BillTable.Plain(map.TimeColumn), _forms, _zone),
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return false;
        }

        _merchantNo ??= row.MerchantNo;
        Movement = row;
        return true;
    }

    private void CheckNet(Currency currency, long net, bool unsigned)
    {
        if (_net.Length == 0 || !_cells.Good)
        {
            return;
        }

        var said = _cells.Amount(_net, currency);
        if (_cells.Good && said != net && !(unsigned && said == -net))
        {
            _cells.Problem(_net, PaymentsRefusals.BillNetDiffers, _cells.Text(_net));
        }
    }

    private string MerchantNo() => map.MerchantColumn.Length > 0 ? _cells.Id(BillTable.Plain(map.MerchantColumn)) : map.MerchantNo;

    private Currency CurrencyOf()
    {
        var code = map.CurrencyColumn.Length > 0 ? _cells.Text(BillTable.Plain(map.CurrencyColumn)) : map.Currency;
        if (!Currency.TryOf(code, out var currency))
        {
            _cells.Problem(BillTable.Plain(map.CurrencyColumn), PaymentsRefusals.BillCurrencyUnknown, BillCells.Start(code));
            return Currency.Cny;
        }

        if (_currency is { } only && only != currency)
        {
            _cells.Problem(BillTable.Plain(map.CurrencyColumn), PaymentsRefusals.BillCurrencyMixed, only.Code, currency.Code);
        }

        _currency ??= currency;
        return currency;
    }

    /// <summary>The payment a refund belongs to; where the table has a column for it and nothing in it, nobody knows.</summary>
    private string RefundOf(string transaction) =>
        map.RefundOfColumn.Length == 0 ? transaction
        : _cells.Id(BillTable.Plain(map.RefundOfColumn), required: false) is { Length: > 0 } paid ? paid
        : BillIds.Fit($"of:{transaction}");

    /// <summary>A table without ids of refunds: two of one payment are told apart by their time.</summary>
    private string RefundIdOf(string transaction, string refundNo, DateTime at) =>
        refundNo.Length > 0 ? refundNo
        : map.RefundOfColumn.Length > 0 ? transaction
        : BillIds.Fit(string.Create(CultureInfo.InvariantCulture, $"R-{transaction}@{at:yyyyMMddHHmmss}"));

    private static string Optional(string column, Func<string, string> read) =>
        column.Length == 0 ? string.Empty : read(BillTable.Plain(column));
}
