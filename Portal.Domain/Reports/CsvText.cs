using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>RFC 4180 cells. Text that a spreadsheet would take for a formula gets a leading apostrophe: product names come from strangers.</summary>
internal static class CsvText
{
    public const string NewLine = "\r\n";
    public const string ContentType = "text/csv; charset=utf-8";

    public static string Cell(object? value) =>
        value switch
        {
            null => string.Empty,
            string text => Quoted(SheetText.Harmless(text)),
            Money money => money.ToPlainString(),
            DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No CSV form for {value.GetType().Name}."),
        };

    /// <summary>The settlement zone as a part of a file's name.</summary>
    public static string Zone(SettlementZone zone) =>
        new([.. zone.Zone.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')]);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
