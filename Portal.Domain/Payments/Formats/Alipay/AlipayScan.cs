using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// What both kinds of Alipay text have in common: notes that begin with #, one header, rows, footers. Several members of one kind are read
/// one after the other; a footer is looked up by its label and the first number after the count, because the sentences have changed.
/// </summary>
internal abstract partial class AlipayScan(
    AlipayArchive archive,
    IReadOnlyList<AlipayMember> members,
    string[] required,
    BillProblems problems
) : BillScan(problems)
{
    protected static readonly Currency Cny = Currency.Cny;

    private readonly IEnumerator<AlipayMember> _members = members.GetEnumerator();
    private readonly Dictionary<string, (long Count, long Minor)> _footers = new(StringComparer.Ordinal);
    private CsvRecords? _records;
    private BillTable? _table;
    private bool _ended;
    private bool _faulted;

    protected BillCount Count { get; } = new(problems);

    protected BillCells Cells { get; private set; } = null!;

    protected BillTable Table => _table!;

    protected string Account { get; private set; } = string.Empty;

    protected int Line => _records?.Line ?? 1;

    protected int LastLine { get; private set; } = 1;

    protected (DateOnly, DateOnly)? Period { get; private set; }

    protected abstract void Take();

    protected virtual string Canonical(string name) => name;

    public override bool Step()
    {
        try
        {
            return !_faulted && (_records is not null || Next()) && TakeRecord();
        }
        catch (InvalidDataException)
        {
            Problems.Add(1, PaymentsRefusals.BillArchiveDamaged);
            _faulted = true;
            return false;
        }
    }

    public override void Dispose()
    {
        _records?.Dispose();
        archive.Dispose();
        base.Dispose();
    }

    /// <summary>Sum of a footer over all members; null when no member has it.</summary>
    protected (long Count, long Minor)? Footer(string label) => _footers.TryGetValue(label, out var found) ? found : null;

    private bool Next()
    {
        if (!_members.MoveNext())
        {
            return false;
        }

        Problems.Member = members.Count > 1 || _members.Current.Name is not null ? _members.Current.Name : null;
        _records = new CsvRecords(_members.Current.Open(), _members.Current.Encoding);
        (_table, _ended) = (null, false);
        return true;
    }

    private bool TakeRecord()
    {
        if (!_records!.TryRead(out var cells))
        {
            EndMember();
            return true;
        }

        LastLine = _records.LastLine;
        var raw = _records.Raw.Trim(',', ' ', '\t', '\uFEFF', '\r');
        if (raw.Length == 0)
        {
            return true;
        }

        if (_records.Open)
        {
            Problems.Add(_records.Line, PaymentsRefusals.BillQuoteOpen);
        }
        else if (raw.StartsWith('#'))
        {
            Note(raw);
        }
        else if (_ended)
        {
            Problems.Add(_records.Line, PaymentsRefusals.BillAfterSummary);
        }
        else if (_table is null)
        {
            _table = BillTable.Bind(cells, _records.Line, Problems, required, Canonical);
            Cells = new BillCells(_table, Problems);
            _faulted = required.Any(column => !_table.Has(column));
        }
        else if (Cells.Take(cells, _records.Line))
        {
            Take();
        }

        return true;
    }

    private void EndMember()
    {
        if (_records!.TooLong)
        {
            Problems.Add(_records.LastLine + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }
        else if (_table is null && !_faulted)
        {
            Problems.Add(Math.Max(1, _records.LastLine), PaymentsRefusals.BillHeaderMissing);
        }
        else if (!_ended)
        {
            Problems.Add(Math.Max(1, _records.LastLine), PaymentsRefusals.BillSummaryMissing);
        }

        _records.Dispose();
        _records = null;
    }

    private void Note(string note)
    {
        _ended |= note.Contains("列表结束", StringComparison.Ordinal);
        if (AccountNote().Match(note) is { Success: true } account)
        {
            var number = account.Groups[1].Value;
            if (Account.Length > 0 && Account != PartnerOf(number))
            {
                Problems.Add(Line, PaymentsRefusals.BillAccountsMixed, Account, PartnerOf(number));
            }

            Account = PartnerOf(number);
        }

        var days = DayNote().Matches(note);
        if (days.Count == 2 && Day(days[0]) is { } from && Day(days[1]) is { } to)
        {
            // The end is the first moment that does not belong to it any more.
            var last = to > from ? to.AddDays(-1) : to;
            Period = Period is { } known
                ? (known.Item1 < from ? known.Item1 : from, known.Item2 > last ? known.Item2 : last)
                : (from, last);
        }

        if (FooterNote().Match(note) is { Success: true } footer)
        {
            var minor = 0L;
            if (
                !long.TryParse(footer.Groups[2].Value, CultureInfo.InvariantCulture, out var count)
                || (footer.Groups[3].Success && BillAmount.TryParse(footer.Groups[3].Value, Cny.MinorDigits, out minor) is not null)
            )
            {
                Problems.Add(Line, PaymentsRefusals.BillFooter, BillCells.Start(note));
                return;
            }

            var (counted, sum) = _footers.GetValueOrDefault(footer.Groups[1].Value);
            _footers[footer.Groups[1].Value] = (counted + count, sum + minor);
        }
        else if (note.Contains("合计", StringComparison.Ordinal))
        {
            Problems.Add(Line, PaymentsRefusals.BillFooter, BillCells.Start(note));
        }
    }

    /// <summary>The header writes the 16 digits of the partner and four more; people know the 16.</summary>
    private static string PartnerOf(string number) =>
        number.Length == 20 && number.StartsWith("2088", StringComparison.Ordinal) ? number[..16] : number;

    private static DateOnly? Day(Match match) =>
        DateOnly.TryParseExact(
            $"{match.Groups[1].Value}-{match.Groups[2].Value}-{match.Groups[3].Value}",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    [GeneratedRegex(@"账号[：:]\s*\[?\s*(\d{6,32})", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex AccountNote();

    [GeneratedRegex(@"\[(\d{4})年(\d{2})月(\d{2})日[^\]]{0,20}\]", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex DayNote();

    [GeneratedRegex(
        @"#\s*(交易合计|退款合计|收入合计|支出合计)[：:]\s*(\d{1,9})\s*笔(?:[^-\d]{0,40}(-?\d{1,13}(?:\.\d{1,5})?))?",
        RegexOptions.None,
        PatternTime.Milliseconds
    )]
    private static partial Regex FooterNote();
}
