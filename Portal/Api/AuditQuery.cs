using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Reports;

namespace Portal.Api;

/// <summary>The filters of the trail as an address carries them, for the page and the file alike; what it cannot mean is ignored.</summary>
internal static class AuditQuery
{
    private const int WordMax = 80;

    public static AuditFilter Read(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Word(string name) =>
            values.TryGetValue(name, out var found) && found.ToString().Trim() is { Length: > 0 and <= WordMax } text ? text : null;
        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(Word(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new AuditFilter(
            Word("who"),
            Word("action"),
            Word("object"),
            Day("from"),
            Day("to"),
            Word("kind"),
            Word("merchant"),
            Enum.TryParse<AuditOutcome>(Word("outcome"), out var outcome) ? outcome : null
        );
    }
}
