using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Reads one detail row against the header. A row with any problem is reported, cell by cell, and not returned.</summary>
internal sealed class WechatRowReader(WechatHeader header, BillProblems problems)
{
    public const int IdCharsMax = 64;
    public const int PayerCharsMax = 128;
    public const int CodeCharsMax = 32;
    public const int GoodsCharsMax = 256;

    private const int ColumnsMax = 64;
    private readonly Range[] _cells = new Range[ColumnsMax];
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private int _line;
    private bool _good;

    public string OwnMerchantNo { get; private set; } = string.Empty;
    public long SettleCell { get; private set; }
    public long AskedCell { get; private set; }
    public long CouponRefundCell { get; private set; }
    public long RefundCell { get; private set; }

    public BillRow? Read(ReadOnlySpan<char> line, int number)
    {
        _line = number;
        _good = true;
        var row = line[1..];
        var count = Split(row);
        if (count != header.Count)
        {
            problems.Add(number, PaymentsRefusals.BillCellCount, header.Count, count);
            return null;
        }

        var state = Cell(row, WechatColumn.TradeState);
        var isRefund = state is "REFUND" or "REVOKED";
        if (!isRefund && !(state is "SUCCESS"))
        {
            Problem(WechatColumn.TradeState, PaymentsRefusals.BillStateUnknown, state.ToString());
        }
        else if (isRefund && header.Kind == BillKind.Success)
        {
            Problem(WechatColumn.TradeState, PaymentsRefusals.BillRefundInPayments);
        }
        else if (!isRefund && header.Kind == BillKind.Refund)
        {
            Problem(WechatColumn.TradeState, PaymentsRefusals.BillPaymentInRefunds);
        }

        var currency = Cell(row, WechatColumn.Currency);
        if (currency is not "CNY")
        {
            Problem(WechatColumn.Currency, PaymentsRefusals.BillCurrency, currency.ToString());
        }

        SettleCell = Amount(row, WechatColumn.Settle);
        RefundCell = Amount(row, WechatColumn.Refund);
        CouponRefundCell = Amount(row, WechatColumn.RefundCoupon);
        AskedCell = Amount(row, WechatColumn.RefundAsked);
        var coupon = Amount(row, WechatColumn.Coupon);
        OwnMerchantNo = Id(row, WechatColumn.MerchantNo, required: true);
        var sub = Id(row, WechatColumn.SubMerchantNo, required: false);
        var revoked = state is "REVOKED";
        var transactionId = Id(row, WechatColumn.TransactionId, required: true);
        var result = new BillRow
        {
            Line = number,
            IsRefund = isRefund,
            MerchantNo = sub.Length > 0 ? sub : OwnMerchantNo,
            TransactionId = transactionId,
            OrderNo = Id(row, WechatColumn.OrderNo, required: true),
            Payer = Words(row, WechatColumn.Payer, PayerCharsMax),
            TradeType = Code(row, WechatColumn.TradeType),
            Channel = ChannelOf(Cell(row, WechatColumn.TradeType)),
            Bank = Code(row, WechatColumn.Bank),
            Goods = Words(row, WechatColumn.Goods, GoodsCharsMax, cut: true),
            OccurredUtc = Time(
                row,
                isRefund && header.Has(WechatColumn.RefundAskedTime) ? WechatColumn.RefundAskedTime : WechatColumn.TradeTime
            ),
            GrossMinor = isRefund ? 0 : SettleCell,
            OrderMinor = Amount(row, WechatColumn.Order),
            // What went back of the order as coupon, not as money: an order paid by coupon alone is refunded with nothing.
            CouponMinor =
                !isRefund ? coupon
                : revoked || !header.Has(WechatColumn.RefundAsked) ? CouponRefundCell
                : Math.Max(0, AskedCell - RefundCell),
            RefundId =
                !isRefund ? string.Empty
                : revoked ? RevokedId(row, transactionId)
                : Id(row, WechatColumn.RefundId, required: true),
            RefundNo = isRefund ? Id(row, WechatColumn.RefundNo, required: false) : string.Empty,
            RefundMinor =
                !isRefund ? 0
                : revoked && RefundCell == 0 ? SettleCell
                : RefundCell,
            RefundState = isRefund && !revoked ? State(row) : RefundState.Succeeded,
            FeeMinor = Fee(row, isRefund),
            RateText = Code(row, WechatColumn.Rate),
        };
        return _good ? result : null;
    }

    /// <summary>A number such as 4.20000E+27 stands in the line.</summary>
    public static bool HasExponent(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase); at > 0; )
        {
            if (char.IsAsciiDigit(text[at - 1]) && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]))
            {
                return true;
            }

            text = text[(at + 2)..];
            at = text.IndexOf("E+", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private int Split(ReadOnlySpan<char> row)
    {
        var (count, start) = (0, 0);
        while (true)
        {
            var next = row[start..].IndexOf(",`", StringComparison.Ordinal);
            if (count < ColumnsMax)
            {
                _cells[count] = next < 0 ? start..row.Length : start..(start + next);
            }

            count++;
            if (next < 0)
            {
                return count;
            }

            start += next + 2;
        }
    }

    private ReadOnlySpan<char> Cell(ReadOnlySpan<char> row, WechatColumn column) =>
        header.At(column) is >= 0 and var at ? row[_cells[at]].Trim(" \t") : default;

    private long Amount(ReadOnlySpan<char> row, WechatColumn column)
    {
        if (!header.Has(column))
        {
            return 0;
        }

        var cell = Cell(row, column);
        if (BillAmount.TryParse(cell, Currency.Cny.MinorDigits, out var minor) is { } code)
        {
            Problem(column, cell.IsEmpty ? PaymentsRefusals.BillValueMissing : code, cell.ToString());
            return 0;
        }

        if (minor < 0)
        {
            Problem(column, PaymentsRefusals.BillAmountNegative, cell.ToString());
        }

        return minor;
    }

    /// <summary>A charge is positive on a payment; what is given back stands negative on a refund.</summary>
    private long Fee(ReadOnlySpan<char> row, bool isRefund)
    {
        var cell = Cell(row, WechatColumn.Fee);
        if (BillAmount.TryParse(cell, Currency.Cny.MinorDigits, out var minor) is { } code)
        {
            Problem(WechatColumn.Fee, cell.IsEmpty ? PaymentsRefusals.BillValueMissing : code, cell.ToString());
        }
        else if (isRefund ? minor > 0 : minor < 0)
        {
            Problem(WechatColumn.Fee, PaymentsRefusals.BillFeeSign, cell.ToString());
        }

        return minor;
    }

    /// <summary>An identifier; the bill writes none as 0 or nothing.</summary>
    private string Id(ReadOnlySpan<char> row, WechatColumn column, bool required)
    {
        var cell = Cell(row, column);
        if (!Reference.Identifies(cell))
        {
            if (required)
            {
                Problem(column, PaymentsRefusals.BillValueMissing);
            }

            return string.Empty;
        }

        if (HasExponent(cell))
        {
            Problem(column, PaymentsRefusals.BillIdDamaged, cell.ToString());
        }
        else if (cell.Length > IdCharsMax || !Printable(cell) || cell.Contains(' '))
        {
            Problem(column, PaymentsRefusals.BillId, Start(cell));
        }

        return column is WechatColumn.MerchantNo or WechatColumn.SubMerchantNo ? Shared(cell) : cell.ToString();
    }

    private string RevokedId(ReadOnlySpan<char> row, string transactionId) =>
        header.Has(WechatColumn.RefundId) && Id(row, WechatColumn.RefundId, required: false) is { Length: > 0 } id
            ? id
            : BillIds.Fit($"REVOKED-{transactionId}");

    private string Words(ReadOnlySpan<char> row, WechatColumn column, int max, bool cut = false)
    {
        var cell = Cell(row, column);
        if (cell.Length > max && !cut)
        {
            Problem(column, PaymentsRefusals.BillTextTooLong, max);
            return string.Empty;
        }

        var words = BillWords.Readable(cell, max, out var marked);
        if (marked)
        {
            problems.Note(_line, header.At(column) is >= 0 and var at ? header.NameOf(at) : null, PaymentsRefusals.NoteSign);
        }

        return words;
    }

    /// <summary>Short texts of an open list (bank, trade type, rate): each kept once in memory.</summary>
    private string Code(ReadOnlySpan<char> row, WechatColumn column)
    {
        var cell = Cell(row, column);
        if (cell.Length > CodeCharsMax || !Printable(cell))
        {
            Problem(column, PaymentsRefusals.BillId, Start(cell));
            return string.Empty;
        }

        return Shared(cell);
    }

    private string Shared(ReadOnlySpan<char> cell)
    {
        var lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(cell, out var known))
        {
            return known;
        }

        var text = cell.ToString();
        if (_codes.Count < 100_000)
        {
            _codes[text] = text;
        }

        return text;
    }

    private DateTime Time(ReadOnlySpan<char> row, WechatColumn column)
    {
        var cell = Cell(row, column);
        if (!BillTime.TryParse(cell, out var utc))
        {
            var damaged = cell.Contains('/') || (cell.Length is >= 14 and < 18 && cell.Contains(' '));
            Problem(column, damaged ? PaymentsRefusals.BillTimeDamaged : PaymentsRefusals.BillTime, Start(cell));
        }

        return utc;
    }

    private RefundState State(ReadOnlySpan<char> row)
    {
        var cell = Cell(row, WechatColumn.RefundState);
        switch (cell)
        {
            case "SUCCESS":
                return RefundState.Succeeded;
            case "PROCESSING":
                return RefundState.Processing;
            case "CHANGE":
                return RefundState.Changed;
            case "FAILED" or "FAIL":
                return RefundState.Failed;
            default:
                Problem(WechatColumn.RefundState, PaymentsRefusals.BillRefundStateUnknown, Start(cell));
                return RefundState.Failed;
        }
    }

    private static Channel ChannelOf(ReadOnlySpan<char> tradeType) =>
        tradeType switch
        {
            "JSAPI" => Channel.Wallet,
            "APP" => Channel.MobileApp,
            "MWEB" => Channel.MobileWeb,
            "NATIVE" => Channel.QrCode,
            "MICROPAY" or "FACE" => Channel.InStore,
            _ => Channel.Other,
        };

    private static bool Printable(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && c != '\t')
            {
                return false;
            }
        }

        return true;
    }

    private static string Start(ReadOnlySpan<char> cell) => Text.Short(cell.ToString(), 40);

    private void Problem(WechatColumn column, string code, params object[] args)
    {
        _good = false;
        var at = header.At(column);
        problems.Add(new BillProblem(_line, at < 0 ? column.ToString() : header.NameOf(at), at < 0 ? null : at + 1, code, args));
    }
}
