using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

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
