using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>RFC 4180 cells. Text that a spreadsheet would take for a formula gets a leading apostrophe: product names come from strangers.</summary>
internal static class CsvText
{
    public const string NewLine = "\r\n";

    public static string Cell(object? value) =>
        value switch
        {
            null => string.Empty,
            string text => Quoted(Harmless(text)),
            Money money => money.ToPlainString(),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No CSV form for {value.GetType().Name}."),
        };

    private static string Harmless(string text) =>
        text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
