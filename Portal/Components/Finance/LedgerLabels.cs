using System.Globalization;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>What the kinds of journal entries are called.</summary>
public static class LedgerLabels
{
    /// <summary>
    /// The kind in the reader's language. What is no kind of the catalogue is shown as it stands in the ledger: nothing of ours posts it, and a
    /// reader has to see what the proof complains of.
    /// </summary>
    public static string Kind(string kind) =>
        FinanceTexts.ResourceManager.GetString("EntryKind_" + kind.Replace('-', '_'), FinanceTexts.Culture) ?? kind;

    /// <summary>A day of an address; what is not one is none.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
