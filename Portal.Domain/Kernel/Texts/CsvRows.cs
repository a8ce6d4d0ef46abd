using System.Globalization;
using nietras.SeparatedValues;

namespace Portal.Domain.Kernel;

/// <summary>
/// Rows of a CSV file (RFC 4180, lines end in CRLF). What a spreadsheet would take for a formula gets a leading apostrophe: names come from
/// strangers. Closing it leaves the text it writes to open.
/// </summary>
internal sealed class CsvRows : IDisposable, IAsyncDisposable
{
    public const string NewLine = "\r\n";
    public const string ContentType = "text/csv; charset=utf-8";

    private readonly SepWriter _rows;

    public CsvRows(TextWriter text)
    {
        text.NewLine = NewLine;
        _rows = Sep.New(',')
            .Writer(options => options with { WriteHeader = false, Escape = true, CultureInfo = CultureInfo.InvariantCulture })
            .To(text, leaveOpen: true);
    }

    public async Task Write(IEnumerable<object?> cells, CancellationToken ct)
    {
        await using var row = _rows.NewRow(ct);
        Fill(row, cells);
    }

    /// <summary>For a file that is made in memory; what leaves leaves asynchronously (OutgoingStream).</summary>
    public void Write(IEnumerable<object?> cells)
    {
        using var row = _rows.NewRow();
        Fill(row, cells);
    }

    public void Dispose() => _rows.Dispose();

    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    /// <summary>How a value stands in a file, before it is quoted.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => string.Empty,
            string text => SheetText.Harmless(text),
            Money money => money.ToPlainString(),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No CSV form for {value.GetType().Name}.", nameof(value)),
        };

    private static void Fill(SepWriter.Row row, IEnumerable<object?> cells)
    {
        var at = 0;
        foreach (var cell in cells)
        {
            row[at++].Set(Text(cell));
        }
    }
}
