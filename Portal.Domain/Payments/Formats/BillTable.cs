using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A bill's columns, bound by name in whatever order they stand; unknown ones are left in the file.</summary>
internal sealed class BillTable
{
    private readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);

    private BillTable(string[] names) => Names = names;

    public string[] Names { get; }

    public int Count => Names.Length;

    public bool Has(string column) => _at.ContainsKey(column);

    /// <summary>0-based place of a column; -1 where the bill has none.</summary>
    public int At(string column) => _at.GetValueOrDefault(column, -1);

    /// <summary>Binds a header line; a doubled or missing column is added to the problems.</summary>
    public static BillTable Bind(
        IEnumerable<string> cells,
        int line,
        BillProblems problems,
        IEnumerable<string> required,
        Func<string, string>? canonical = null
    )
    {
        var table = new BillTable([.. cells.Select(Plain)]);
        for (var at = 0; at < table.Names.Length; at++)
        {
            var name = canonical?.Invoke(table.Names[at]) ?? table.Names[at];
            if (name.Length > 0 && !table._at.TryAdd(name, at))
            {
                problems.Add(new BillProblem(line, table.Names[at], at + 1, PaymentsRefusals.BillColumnTwice, [table.Names[at]]));
            }
        }

        foreach (var column in required.Where(column => !table.Has(column)))
        {
            problems.Add(new BillProblem(line, column, null, PaymentsRefusals.BillColumnMissing, [column]));
        }

        return table;
    }

    /// <summary>A header name without blanks, tabs, back-ticks and units; full-width brackets count as half-width ones.</summary>
    public static string Plain(string name)
    {
        var text = name.Replace('（', '(').Replace('）', ')').Replace('＋', '+').Replace('－', '-');
        foreach (var unit in (string[])["(元)", "(+元)", "(-元)"])
        {
            text = text.Replace(unit, string.Empty, StringComparison.Ordinal);
        }

        return text.Trim(' ', '\t', '`', '\'', '=', '\u3000', '\u00A0', '"', '\uFEFF');
    }
}

/// <summary>
/// Reads the values of one row after the other; what is wrong with one is told with its line and column. <paramref name="mark"/> is what stands
/// before decimals: the formats of gateways write a point, a table of anybody's is as its mapping says (null: it does not).
/// </summary>
internal sealed class BillCells(BillTable table, BillProblems problems, char? mark = '.')
{
    private IReadOnlyList<string> _cells = [];
    private int _line;
    private bool _protected;
    private char? _seen;

    /// <summary>No value of the row has been wrong so far.</summary>
    public bool Good { get; private set; }

    /// <summary>Takes the next row; false when it has another number of values than the header.</summary>
    public bool Take(IReadOnlyList<string> cells, int line)
    {
        (_cells, _line, Good) = (cells, line, true);
        _protected = cells.Count(Marked) > 1 && cells.All(cell => Marked(cell) || cell.AsSpan().TrimStart(" \t") is [] or [<= '9', ..]);
        if (cells.Count == table.Count)
        {
            return true;
        }

        Good = false;
        var damaged = cells.Any(cell => WechatRowReader.HasExponent(cell));
        problems.Add(line, damaged ? PaymentsRefusals.BillIdDamaged : PaymentsRefusals.BillCellCount, table.Count, cells.Count);
        return false;
    }

    /// <summary>A mark before the value; a row of them has them everywhere but before numbers.</summary>
    private static bool Marked(string cell) => cell.AsSpan().TrimStart(" \t") is ['`' or '\'', ..];

    /// <summary>A value without what protects it from spreadsheets: a back-tick or apostrophe before it, a tab, ="…".</summary>
    public string Text(string column) => table.At(column) is >= 0 and var at ? Bare(_cells[at]) : string.Empty;

    /// <summary>The value of a place of the row.</summary>
    public string TextAt(int at) => Bare(_cells[at]);

    public static string Bare(string cell)
    {
        var text = Unwrapped(cell);
        return text is ['`' or '\'', ..] ? text[1..].TrimStart(' ', '\t') : text;
    }

    private static string Unwrapped(string cell)
    {
        var text = cell.Trim(' ', '\t', '\u3000', '\u00A0');
        return text is ['=', '"', .. var inside, '"'] ? inside : text;
    }

    public long Amount(string column, Currency currency, bool required = true, bool unsigned = false)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            if (required)
            {
                Problem(column, PaymentsRefusals.BillValueMissing);
            }

            return 0;
        }

        if (BillAmount.Read(text, mark, currency.MinorDigits, out var minor, out var by) is { } code)
        {
            Problem(column, code, Start(text));
            return 0;
        }

        if (by is { } now && _seen is { } before && now != before)
        {
            Problem(column, PaymentsRefusals.BillAmountMarks, Start(text));
        }

        _seen ??= by;

        if (unsigned && minor < 0)
        {
            Problem(column, PaymentsRefusals.BillAmountNegative, Start(text));
        }

        return minor;
    }

    public string Id(string column, bool required = true)
    {
        var text = Text(column);
        if (!Reference.Identifies(text))
        {
            if (required)
            {
                Problem(column, PaymentsRefusals.BillValueMissing);
            }

            return string.Empty;
        }

        if (WechatRowReader.HasExponent(text))
        {
            Problem(column, PaymentsRefusals.BillIdDamaged, Start(text));
        }
        else if (text.Length > WechatRowReader.IdCharsMax || text.Any(char.IsControl) || text.Contains(' '))
        {
            Problem(column, PaymentsRefusals.BillId, Start(text));
        }

        return text;
    }

    /// <summary>Free words; those beyond the limit are cut, and a control character is shown as a sign and noted.</summary>
    public string Words(string column, int max)
    {
        var cell = table.At(column) is >= 0 and var at ? Unwrapped(_cells[at]) : string.Empty;
        var words = BillWords.Readable(_protected && cell is ['`' or '\'', ..] ? cell.AsSpan(1) : cell, max, out var marked);
        if (marked)
        {
            Note(column, PaymentsRefusals.NoteSign);
        }

        return words;
    }

    /// <summary>A time at UTC+08:00.</summary>
    public DateTime ChinaTime(string column)
    {
        var text = Text(column);
        if (!BillTime.TryParse(text, out var utc))
        {
            var damaged = text.Contains('/') || (text.Length is >= 14 and < 18 && text.Contains(' '));
            Problem(
                column,
                text.Length == 0 ? PaymentsRefusals.BillValueMissing
                    : damaged ? PaymentsRefusals.BillTimeDamaged
                    : PaymentsRefusals.BillTime,
                Start(text)
            );
        }

        return utc;
    }

    /// <summary>A time of one of the given forms, local to a zone unless the form itself says how far it is from UTC.</summary>
    public DateTime Time(string column, string[] forms, TimeZoneInfo zone)
    {
        var text = Text(column);
        if (BillMap.HasOffset(forms[0]))
        {
            var read = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant);
            return read && instant.Year is >= 2005 and <= 2100 ? instant.UtcDateTime : NoTime(column, text, forms[0]);
        }

        if (
            !DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < 2005 or > 2100
        )
        {
            return NoTime(column, text, forms[0]);
        }

        if (zone.IsInvalidTime(local))
        {
            Problem(column, PaymentsRefusals.BillTimeSkipped, Start(text), zone.Id);
            return default;
        }

        if (zone.IsAmbiguousTime(local))
        {
            Note(column, PaymentsRefusals.NoteTimeTwice, Start(text), zone.Id);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    private DateTime NoTime(string column, string text, string form)
    {
        Problem(column, text.Length == 0 ? PaymentsRefusals.BillValueMissing : PaymentsRefusals.BillTimeForm, Start(text), form);
        return default;
    }

    public void Note(string column, string code, params string[] args) =>
        problems.Note(_line, table.At(column) is >= 0 and var at ? table.Names[at] : column, code, args);

    public void Problem(string column, string code, params object[] args)
    {
        Good = false;
        var at = table.At(column);
        problems.Add(new BillProblem(_line, at < 0 ? column : table.Names[at], at < 0 ? null : at + 1, code, args));
    }

    public static string Start(string text) => Kernel.Text.Short(text, 40);
}

/// <summary>What every reader of rows adds up on its way: counts, sums, days and keys.</summary>
internal sealed class BillCount(BillProblems problems)
{
    private readonly BillTally _tally = new();
    private readonly RowKeys _payments = new();
    private readonly RowKeys _refunds = new();
    private readonly RowKeys _movements = new();
    private DateTime? _first;
    private DateTime? _last;

    public int Movements { get; private set; }
    public Int128 In { get; private set; }
    public Int128 Out { get; private set; }
    public int InCount { get; private set; }
    public int OutCount { get; private set; }

    /// <summary>False, with a problem, when the row stands in the file twice.</summary>
    public bool Add(BillRow row)
    {
        var key = row.IsRefund ? row.TransactionId + "|" + row.RefundId : row.TransactionId;
        if (!(row.IsRefund ? _refunds : _payments).Add(row.MerchantNo + "|" + key))
        {
            problems.Add(row.Line, PaymentsRefusals.BillRowTwice, row.IsRefund ? row.RefundId : row.TransactionId);
            return false;
        }

        _tally.Add(row, row.GrossMinor, row.RefundMinor, 0, row.RefundMinor);
        See(row.OccurredUtc);
        return true;
    }

    public bool Add(MovementRow row)
    {
        if (!_movements.Add(row.MovementId))
        {
            problems.Add(row.Line, PaymentsRefusals.BillRowTwice, row.MovementId);
            return false;
        }

        Movements++;
        In += Math.Max(0, row.AmountMinor);
        Out -= Math.Min(0, row.AmountMinor);
        InCount += row.AmountMinor >= 0 ? 1 : 0;
        OutCount += row.AmountMinor < 0 ? 1 : 0;
        See(row.OccurredUtc);
        return true;
    }

    public BillReading Reading(
        string? merchantNo,
        IReadOnlyList<BillDifference> differences,
        int lastLine,
        SettlementZone zone,
        (DateOnly First, DateOnly Last)? period = null
    )
    {
        var totals = _tally.Totals();
        if (totals is null || In > long.MaxValue || Out > long.MaxValue)
        {
            problems.Add(Math.Max(1, lastLine), PaymentsRefusals.BillTotalTooLarge);
        }

        return new BillReading(
            BillKind.All,
            false,
            totals ?? BillTotals.None,
            problems.Any ? [] : differences,
            problems,
            merchantNo,
            period?.First ?? (_first is { } first ? zone.DayOf(first) : null),
            period?.Last ?? (_last is { } last ? zone.DayOf(last) : null)
        )
        {
            Movements = Movements,
        };
    }

    public BillTotals Totals => _tally.Totals() ?? BillTotals.None;

    private void See(DateTime utc)
    {
        _first = _first is { } first && first <= utc ? first : utc;
        _last = _last is { } last && last >= utc ? last : utc;
    }
}
