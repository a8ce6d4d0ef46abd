using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A table of any gateway, read by a stored mapping of its columns.</summary>
internal sealed class MappedFormat : ScannedFormat
{
    public override string Name => BillFormats.Mapped;

    public override string ProviderOf(BillOptions options) => Gateways.Known(options.Map?.Provider ?? Gateways.Other);

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems)
    {
        if (options.Map is not { } map)
        {
            problems.Add(1, PaymentsRefusals.BillMappingNeeded);
            return null;
        }

        if (BillSniffer.NotText(facts) is { } other)
        {
            problems.Add(other);
            return null;
        }

        var records = new CsvRecords(stream, facts.Encoding!, map.SeparatorChar);
        while (records.TryRead(out var cells))
        {
            // Notes may stand above the header: it is the first line that has the column of the amount.
            if (cells.Any(cell => BillTable.Plain(cell) == BillTable.Plain(map.AmountColumn)))
            {
                return new MappedScan(records, BillTable.Bind(cells, records.Line, problems, MappedScan.Required(map)), map, problems);
            }
        }

        problems.Add(Math.Max(1, records.LastLine), PaymentsRefusals.BillHeaderMissing);
        records.Dispose();
        return null;
    }
}

internal sealed class MappedScan(CsvRecords records, BillTable table, BillMap map, BillProblems problems) : BillScan(problems)
{
    private readonly BillCells _cells = new(table, problems);
    private readonly BillCount _count = new(problems);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(map.Zone);
    private readonly string[] _refundWords = map.RefundWords.Split(
        '|',
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
    );
    private readonly string[] _forms = [map.TimeForm];
    private Currency? _currency;
    private string? _merchantNo;

    public static IEnumerable<string> Required(BillMap map) =>
        new[]
        {
            map.TimeColumn,
            map.TransactionColumn,
            map.AmountColumn,
            map.OrderColumn,
            map.FeeColumn,
            map.GoodsColumn,
            map.RefundIdColumn,
            map.KindColumn,
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
        else if (
            records.Raw.Trim(map.SeparatorChar, ' ', '\t').Length > 0
            && !records.Raw.StartsWith('#')
            && _cells.Take(cells, records.Line)
        )
        {
            Take();
        }

        return true;
    }

    public override BillReading Finish()
    {
        if (records.TooLong)
        {
            Problems.Add(records.LastLine + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }

        return _count.Reading(_merchantNo, [], records.LastLine, new SettlementZone(_zone)) with
        {
            Currency = (_currency ?? Currency.Of(map.Currency)).Code,
        };
    }

    public override void Dispose()
    {
        records.Dispose();
        base.Dispose();
    }

    private void Take()
    {
        var currency = CurrencyOf();
        var amount = _cells.Amount(BillTable.Plain(map.AmountColumn), currency);
        var word = Optional(map.KindColumn, _cells.Text);
        var isRefund = map.KindColumn.Length > 0 ? _refundWords.Contains(word) : amount < 0;
        if (!isRefund && amount < 0)
        {
            _cells.Problem(
                BillTable.Plain(map.AmountColumn),
                PaymentsRefusals.BillAmountNegative,
                _cells.Text(BillTable.Plain(map.AmountColumn))
            );
        }
        else if (isRefund && amount == 0 && _cells.Good)
        {
            _cells.Problem(BillTable.Plain(map.AmountColumn), PaymentsRefusals.BillRefundZero);
        }

        var fee = FeeOf(currency, isRefund);
        var transaction = _cells.Id(BillTable.Plain(map.TransactionColumn));
        var refundNo = isRefund ? Optional(map.RefundIdColumn, column => _cells.Id(column, required: false)) : string.Empty;
        var row = new BillRow
        {
            Line = records.Line,
            IsRefund = isRefund,
            MerchantNo = map.MerchantColumn.Length > 0 ? _cells.Id(BillTable.Plain(map.MerchantColumn)) : map.MerchantNo,
            TransactionId = transaction,
            OrderNo = Optional(map.OrderColumn, column => _cells.Id(column, required: false)),
            Payer = string.Empty,
            Channel = Channel.Other,
            TradeType = string.Empty,
            Bank = string.Empty,
            Goods = Optional(map.GoodsColumn, column => _cells.Words(column, WechatRowReader.GoodsCharsMax)),
            OccurredUtc = _cells.Time(BillTable.Plain(map.TimeColumn), _forms, _zone),
            GrossMinor = isRefund ? 0 : amount,
            OrderMinor = isRefund ? 0 : amount,
            CouponMinor = 0,
            RefundId =
                !isRefund ? string.Empty
                : refundNo.Length > 0 ? refundNo
                : $"R-{transaction}"[..Math.Min(WechatRowReader.IdCharsMax, transaction.Length + 2)],
            RefundNo = refundNo,
            RefundMinor = isRefund ? Math.Abs(amount) : 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = fee,
            RateText = string.Empty,
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return;
        }

        _merchantNo ??= row.MerchantNo;
        Row = row;
    }

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

    /// <summary>Positive: charged on a payment; negative: given back on a refund.</summary>
    private long FeeOf(Currency currency, bool isRefund)
    {
        if (map.FeeColumn.Length == 0)
        {
            return 0;
        }

        var column = BillTable.Plain(map.FeeColumn);
        var minor = _cells.Amount(column, currency, required: false);
        var fee = map.NegativeFees ? -minor : minor;
        if (isRefund ? fee > 0 : fee < 0)
        {
            _cells.Problem(column, PaymentsRefusals.BillFeeSign, _cells.Text(column));
        }

        return fee;
    }

    private static string Optional(string column, Func<string, string> read) =>
        column.Length == 0 ? string.Empty : read(BillTable.Plain(column));
}
