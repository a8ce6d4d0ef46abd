using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;

namespace Portal.Components.Trail;

/// <summary>One field of a record as people read it; a side that was not noted is null.</summary>
public sealed record FieldChange(string Name, string? Before, string? After);

/// <summary>The trail in the reader's language: actions, things, fields, values.</summary>
public static class AuditLabels
{
    public static string Action(string action) => Word("Did_", action) ?? action;

    public static string Thing(string kind) => Word("Thing_", kind) ?? kind;

    /// <summary>What a person wrote, or our own word for it; null for a word of ours that only says which door was used.</summary>
    public static string? Why(string? why) => OwnWord.Read(why) is { } word ? Word("Why_", word) : why;

    public static string Outcome(AuditOutcome outcome) =>
        outcome switch
        {
            AuditOutcome.Done => AuditTexts.Outcome_Done,
            AuditOutcome.Refused => AuditTexts.Outcome_Refused,
        };

    public static string Who(HistoryRow row) =>
        row.By switch
        {
            HistoryActor.Person => row.Who ?? Fmt.None,
            HistoryActor.Platform => AuditTexts.Platform,
            HistoryActor.Machine => Fmt.Text(AuditTexts.Machine, row.Who ?? "Portal"),
        };

    /// <summary>What changed, field by field, in the order of their names; a fact that stayed is left out when both sides were noted.</summary>
    public static IReadOnlyList<FieldChange> Changes(string? before, string? after, TimeZoneInfo zone)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new FieldChange(Field(name), Value(old, name, zone), Value(now, name, zone)))
                .Where(change => before is null || after is null || change.Before != change.After),
        ];
    }

    /// <summary>The resource key of a code such as <c>account.picture-kept</c>: <c>Did_AccountPictureKept</c>.</summary>
    public static string Key(string prefix, string code)
    {
        var key = new StringBuilder(prefix);
        foreach (var part in code.Split('.', '-'))
        {
            key.Append(char.ToUpperInvariant(part[0])).Append(part.AsSpan(1));
        }

        return key.ToString();
    }

    private static string? Word(string prefix, string code) =>
        code.Length == 0 || code.Split('.', '-').Any(part => part.Length == 0)
            ? null
            : AuditTexts.ResourceManager.GetString(Key(prefix, code), CultureInfo.CurrentUICulture);

    private static string Field(string name) => (name.Length == 0 ? null : Word("Field_", name)) ?? name;

    private static Dictionary<string, JsonNode?> Fields(string? facts) =>
        facts is null ? []
        : JsonNode.Parse(facts) is JsonObject members ? members.ToDictionary(member => member.Key, member => member.Value)
        : new Dictionary<string, JsonNode?> { ["State"] = JsonNode.Parse(facts) };

    private static string? Value(Dictionary<string, JsonNode?> fields, string name, TimeZoneInfo zone) =>
        fields.TryGetValue(name, out var node) ? Printed(name, node, zone) : null;

    private static string Printed(string name, JsonNode? node, TimeZoneInfo zone) =>
        node switch
        {
            null => Fmt.None,
            JsonArray items => string.Join(", ", items.Select(item => Printed(name, item, zone))),
            JsonObject members => string.Join(
                ", ",
                members
                    .Where(member => member.Value is not null)
                    .Select(member => $"{Field(member.Key)}: {Printed(member.Key, member.Value, zone)}")
            ),
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? AuditTexts.Yes : AuditTexts.No,
            JsonValue value when value.TryGetValue<long>(out var number) => Fmt.Count(number),
            JsonValue value when value.TryGetValue<string>(out var text) => Text(name, text, zone),
            _ => node.ToJsonString(),
        };

    // Only a state is a word of ours: a name or a text somebody gave may read like one.
    private static string Text(string name, string text, TimeZoneInfo zone) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Fmt.Date(day)
        : text.EndsWith('Z') && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var utc)
            ? Fmt.Instant(utc, zone)
        : name.Equals("State", StringComparison.OrdinalIgnoreCase) && text.Length is > 0 and < 40 && text.All(char.IsAsciiLetter)
            ? AuditTexts.ResourceManager.GetString("Value_" + text, CultureInfo.CurrentUICulture) ?? text
        : text;
}
