namespace Portal.Domain.Payments;

/// <summary>Everything of a trade bill below its header: detail rows, summary header, summary row.</summary>
internal sealed class WechatBody(WechatHeader header, BillProblems problems, Action<BillRow>? onRow)
{
    private readonly WechatRowReader _reader = new(header, problems);
    private readonly BillTally _tally = new();
    private readonly RowKeys _payments = new();
    private readonly RowKeys _refunds = new();
    private WechatSummary? _summary;
    private string? _merchantNo;
    private DateTime? _first;
    private DateTime? _last;

    public void Take(ReadOnlySpan<char> line, int number)
    {
        if (line.IsWhiteSpace())
        {
            return;
        }

        if (_summary is { HasRow: true })
        {
            problems.Add(number, PaymentsRefusals.BillAfterSummary);
        }
        else if (_summary is null && WechatSummary.IsHeader(line))
        {
            _summary = WechatSummary.Bind(line);
        }
        else if (line[0] != '`')
        {
            problems.Add(number, LooksDamaged(line) ? PaymentsRefusals.BillIdDamaged : PaymentsRefusals.BillNoBacktick);
        }
        else if (_summary is not null)
        {
            _summary.Read(line, number, problems);
        }
        else
        {
            TakeRow(line, number);
        }
    }

    public BillReading Finish(int lastLine)
    {
        if (_summary is not { HasRow: true })
        {
            problems.Add(lastLine, PaymentsRefusals.BillSummaryMissing);
        }

        var totals = _tally.Totals();
        if (totals is null)
        {
            problems.Add(lastLine, PaymentsRefusals.BillTotalTooLarge);
        }

        IReadOnlyList<BillDifference> differences = problems.Any ? [] : _summary!.Compare(totals!, _tally);
        return new BillReading(
            header.Kind,
            header.Legacy,
            totals ?? BillTotals.None,
            differences,
            problems,
            _merchantNo,
            Day(_first),
            Day(_last)
        );
    }

    private void TakeRow(ReadOnlySpan<char> line, int number)
    {
        if (_reader.Read(line, number) is not { } row)
        {
            return;
        }

        if (!(row.IsRefund ? _refunds : _payments).Add(row.IsRefund ? row.RefundId : row.TransactionId))
        {
            problems.Add(number, PaymentsRefusals.BillRowTwice, row.IsRefund ? row.RefundId : row.TransactionId);
            return;
        }

        _merchantNo ??= _reader.OwnMerchantNo;
        _first = _first is { } first && first <= row.OccurredUtc ? first : row.OccurredUtc;
        _last = _last is { } last && last >= row.OccurredUtc ? last : row.OccurredUtc;
        _tally.Add(row, _reader.SettleCell, _reader.AskedCell, _reader.CouponRefundCell, _reader.RefundCell);
        onRow?.Invoke(row);
    }

    private static DateOnly? Day(DateTime? utc) => utc is { } instant ? WechatTradeBill.ProviderZone.DayOf(instant) : null;

    // A spreadsheet turns 28 digits into 4.20000E+27, and the digits are gone for good.
    private static bool LooksDamaged(ReadOnlySpan<char> line) => WechatRowReader.HasExponent(line);
}
