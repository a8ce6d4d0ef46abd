using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin;

/// <summary>Business words for clocks, work, start settings and alarms: the resource file's keys carry their names.</summary>
internal static class JobLabels
{
    private const string ClockKind = "clock.";

    public static string OfStart(string setting) => Find($"Start_{setting.Replace(':', '_')}");

    public static string Of(Kept kind) => Find($"Kept_{kind}");

    public static string Of(AlarmKind kind) => Find($"Alarm_{kind}");

    /// <summary>What is the matter and what to do; nothing while all is fine.</summary>
    public static string? Advice(AlarmCheck check) =>
        check.State == AlarmState.Fine ? null
        : check is { Kind: AlarmKind.ProofLate, State: AlarmState.Warning } ? AdminTexts.Alarm_ProofLate_Never
        : Fmt.Text(Find($"Alarm_{check.Kind}_Bad"), Fmt.Count(check.Count));

    public static string Clock(string name) => Find($"Clock_{Pascal(name)}");

    public static string ClockText(string name) => Find($"Clock_{Pascal(name)}_Text");

    public static string Work(string kind) =>
        kind.StartsWith(ClockKind, StringComparison.Ordinal)
            ? Fmt.Text(AdminTexts.Work_Clock, Clock(kind[ClockKind.Length..]))
            : Find($"Work_{Pascal(kind)}");

    private static string Pascal(string name) =>
        string.Concat(name.Split('-', '.').Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));

    // A kind of a newer version on another server is shown by its name.
    private static string Find(string key) => AdminTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
