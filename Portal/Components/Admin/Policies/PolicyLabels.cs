using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>What policies, their values, sources and packs are called: the resource file's keys carry their names.</summary>
internal static class PolicyLabels
{
    public static string Of(Policy policy) => Name(policy.Key);

    /// <summary>As <see cref="Of(Policy)"/>, for a name that may be of another version.</summary>
    public static string Name(string key) => Find($"Policy_{key}");

    public static string Text(Policy policy) => Find($"Policy_{policy.Key}_Text");

    public static string Of(PolicyGroup group) => Find($"Group_{group}");

    public static string Of(PolicySource source) => Find($"Source_{source.Name}");

    public static string Pack(string name) => Find($"Pack_{name}");

    public static string PackText(string name) => Find($"Pack_{name}_Text");

    public static string Takes(Loosens loosens) => Find($"TakesTwo_{loosens}");

    /// <summary>A value with its unit.</summary>
    public static string Value(Policy policy, int number) => Fmt.Text(Find($"Unit_{policy.Facts.Unit}"), Fmt.Count(number));

    /// <summary>As <see cref="Value(Policy, int)"/>, of what an approval holds; as it is stored where this version does not know it.</summary>
    public static string Value(string key, string stored) =>
        PolicyCatalogue.Find(key) is { } policy && int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Value(policy, number)
            : stored;

    public static string Bounds(Policy policy) =>
        Fmt.Text(PoliciesTexts.Bounds, Value(policy, policy.Facts.Min), Value(policy, policy.Facts.Max));

    /// <summary>Since when a value holds, and by whom.</summary>
    public static string Since(PolicyEntry? entry, TimeZoneInfo zone) =>
        entry switch
        {
            null => PoliciesTexts.SinceStandard,
            { AgreedBy: null } => Fmt.Text(PoliciesTexts.SinceBy, Fmt.Instant(entry.FromUtc!.Value, zone), entry.AskedBy),
            _ => Fmt.Text(PoliciesTexts.SinceByTwo, Fmt.Instant(entry.FromUtc!.Value, zone), entry.AskedBy, entry.AgreedBy),
        };

    public static (ChipKind Kind, string Icon, string Text) State(PolicyEntry entry, PolicyLine line) =>
        entry.State switch
        {
            PolicyState.Waiting => (ChipKind.Warning, PortalIcons.Clock, PoliciesTexts.State_Waiting),
            PolicyState.Agreed when line.InForce?.Id == entry.Id => (ChipKind.Success, PortalIcons.Check, PoliciesTexts.State_Agreed),
            PolicyState.Agreed when IsToCome(entry, line) => (ChipKind.Info, PortalIcons.Calendar, PoliciesTexts.State_ToCome),
            PolicyState.Agreed => (ChipKind.Neutral, PortalIcons.Swap, PoliciesTexts.State_Over),
            PolicyState.Dropped => (ChipKind.Error, PortalIcons.Close, PoliciesTexts.State_Dropped),
            PolicyState.Withdrawn => (ChipKind.Neutral, PortalIcons.Undo, PoliciesTexts.State_Withdrawn),
        };

    public static bool IsToCome(PolicyEntry entry, PolicyLine line) => line.ToCome.Any(one => one.Id == entry.Id);

    private static string Find(string key) => PoliciesTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
