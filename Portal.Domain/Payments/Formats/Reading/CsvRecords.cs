using System.Text;

namespace Portal.Domain.Payments;

/// <summary>
/// Records of a separated text file. A value that begins with a quote follows RFC 4180 (doubled quotes, separators and line ends inside);
/// anywhere else a quote is a character like any other, as gateways write names without care.
/// </summary>
internal sealed class CsvRecords(Stream stream, Encoding encoding, char separator = ',') : IDisposable
{
    private const int RecordLinesMax = 200;

    private readonly BillLines _lines = new(stream, encoding);
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();

    /// <summary>1-based line the record begins at.</summary>
    public int Line { get; private set; }

    /// <summary>1-based line last read.</summary>
    public int LastLine => _lines.Number;

    public bool TooLong { get; private set; }

    /// <summary>The record ended inside a quoted value.</summary>
    public bool Open { get; private set; }

    /// <summary>The line a record begins with, as it stands: notes and rules are known by it.</summary>
    public string Raw { get; private set; } = string.Empty;

    public bool TryRead(out IReadOnlyList<string> cells)
    {
        cells = _cells;
        _cells.Clear();
        Open = false;
        if (!_lines.TryRead(out var line))
        {
            TooLong = _lines.TooLong;
            return false;
        }

        Line = _lines.Number;
        Raw = line.ToString();
        var text = Raw;
        for (var taken = 1; !Split(text); taken++)
        {
            if (taken == RecordLinesMax || !_lines.TryRead(out line))
            {
                TooLong = _lines.TooLong;
                Open = true;
                return true;
            }

            text = line.ToString();
        }

        return true;
    }

    public void Dispose() => _lines.Dispose();

    private bool _inQuotes;

    /// <summary>Splits a line; false while a quoted value goes on in the next one.</summary>
    private bool Split(string text)
    {
        var at = 0;
        if (_inQuotes)
        {
            _cell.Append('\n');
            if (!Quoted(text, ref at))
            {
                return false;
            }
        }

        while (true)
        {
            // ="…" is how a value is kept from a spreadsheet: as good as a quote.
            var quote = text.AsSpan(at).StartsWith("=\"") ? at + 1 : at;
            if (quote < text.Length && text[quote] == '"' && _cell.Length == 0)
            {
                at = quote + 1;
                if (!Quoted(text, ref at))
                {
                    return false;
                }
            }

            var end = text.IndexOf(separator, at);
            _cell.Append(text, at, (end < 0 ? text.Length : end) - at);
            _cells.Add(_cell.ToString());
            _cell.Clear();
            if (end < 0)
            {
                return true;
            }

            at = end + 1;
        }
    }

    private bool Quoted(string text, ref int at)
    {
        _inQuotes = true;
        while (at < text.Length)
        {
            if (text[at] != '"')
            {
                _cell.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                _cell.Append('"');
                at += 2;
            }
            else
            {
                at++;
                _inQuotes = false;
                return true;
            }
        }

        return false;
    }
}
