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

        return text.Trim(' ', '\t', '`', '\u3000', '"', '\uFEFF');
    }
}

/// <summary>Reads the values of one row after the other; what is wrong with one is told with its line and column.</summary>
internal sealed class BillCells(BillTable table, BillProblems problems)
{
    private IReadOnlyList<string> _cells = [];
    private int _line;

    /// <summary>No value of the row has been wrong so far.</summary>
    public bool Good { get; private set; }

    /// <summary>Takes the next row; false when it has another number of values than the header.</summary>
    public bool Take(IReadOnlyList<string> cells, int line)
    {
        (_cells, _line, Good) = (cells, line, true);
        if (cells.Count == table.Count)
        {
            return true;
        }

        Good = false;
        var damaged = cells.Any(cell => WechatRowReader.HasExponent(cell));
        problems.Add(line, damaged ? PaymentsRefusals.BillIdDamaged : PaymentsRefusals.BillCellCount, table.Count, cells.Count);
        return false;
    }

    public string Text(string column) => table.At(column) is >= 0 and var at ? _cells[at].Trim(' ', '\t', '\u3000') : string.Empty;

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

        if (BillAmount.TryParse(Ungrouped(text), currency.MinorDigits, out var minor) is { } code)
        {
            Problem(column, code, Start(text));
            return 0;
        }

        if (unsigned && minor < 0)
        {
            Problem(column, PaymentsRefusals.BillAmountNegative, Start(text));
        }

        return minor;
    }

    public string Id(string column, bool required = true)
    {
        var text = Text(column);
        if (text is "" or "-" or "--")
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

    /// <summary>Free words; those beyond the limit are cut, and control characters refused.</summary>
    public string Words(string column, int max)
    {
        var text = Text(column).Replace('\n', ' ').Replace('\t', ' ');
        if (text.Any(char.IsControl))
        {
            Problem(column, PaymentsRefusals.BillTextDamaged);
            return string.Empty;
        }

        return text.Length <= max ? text : text[..(max - (char.IsHighSurrogate(text[max - 1]) ? 1 : 0))];
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

    /// <summary>A time of the given form, local to a zone (UTC where there is none).</summary>
    public DateTime Time(string column, string[] forms, TimeZoneInfo zone)
    {
        var text = Text(column);
        if (
            !DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < 2005 or > 2100
            || zone.IsInvalidTime(local)
        )
        {
            Problem(column, text.Length == 0 ? PaymentsRefusals.BillValueMissing : PaymentsRefusals.BillTimeForm, Start(text), forms[0]);
            return default;
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }

    public void Problem(string column, string code, params object[] args)
    {
        Good = false;
        var at = table.At(column);
        problems.Add(new BillProblem(_line, at < 0 ? column : table.Names[at], at < 0 ? null : at + 1, code, args));
    }

    /// <summary>Thousands commas, where they stand right: a comma inside a value can only come from quotes.</summary>
    private static string Ungrouped(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
        {
            return text;
        }

        var sign = text[0] is '-' or '+' ? 1 : 0;
        var whole = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text[sign..point] : text[sign..];
        var groups = whole.Split(',');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            ? text.Replace(",", string.Empty, StringComparison.Ordinal)
            : text;
    }

    public static string Start(string text) => text.Length > 40 ? string.Concat(text.AsSpan(0, 40), "…") : text;
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
