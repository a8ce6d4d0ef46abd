using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>What the operator may change while the portal runs. Everything else is a start-up setting (docs/operating/settings.md).</summary>
public enum SettingName
{
    KeepApprovedPapersDays,
    KeepRefusedPapersDays,
    KeepDraftsDays,
    KeepSignInCodesDays,
    KeepMailsDays,
    KeepNoticesDays,
    KeepSessionsDays,
    KeepWhatIfsDays,
    KeepFormDraftsDays,
    KeepWorkbooksDays,
    WorkbookLinesAtOnce,
    ApprovalHours,
    DigestHour,
    DayCloseHour,
    WorkLateMinutes,
    DiskFreeMegabytes,
    ProofHours,
    PayoutAloneMaxYuan,
    PayoutAnswerDays,
    ActAloneMaxYuan,
    PayeeAloneMaxYuan,
}

/// <summary>In which direction a change of a setting loosens a control: that way it takes two persons, any other way one.</summary>
public enum Loosens
{
    Never,
    Up,
    Down,

    /// <summary>Shorter destroys evidence, longer keeps papers of identity beyond what was promised.</summary>
    EitherWay,
}

/// <summary>The standard value of a setting, the range it may be set to, both ends included, and which way it loosens a control.</summary>
public sealed record SettingRule(SettingName Name, int Standard, int Min, int Max, Loosens Loosens)
{
    public bool Loosened(int from, int to) =>
        from != to
        && Loosens switch
        {
            Loosens.Never => false,
            Loosens.Up => to > from,
            Loosens.Down => to < from,
            Loosens.EitherWay => true,
        };
}

public static class SettingRules
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        new(SettingName.KeepApprovedPapersDays, 180, 30, 3650, Loosens.EitherWay),
        new(SettingName.KeepRefusedPapersDays, 90, 7, 3650, Loosens.EitherWay),
        new(SettingName.KeepDraftsDays, 180, 30, 1095, Loosens.Down),
        new(SettingName.KeepSignInCodesDays, 1, 1, 30, Loosens.Down),
        new(SettingName.KeepMailsDays, 90, 7, 1095, Loosens.Down),
        new(SettingName.KeepNoticesDays, 180, 7, 1095, Loosens.Down),
        new(SettingName.KeepSessionsDays, 30, 1, 365, Loosens.Down),
        new(SettingName.KeepWhatIfsDays, 30, 1, 1095, Loosens.Down),
        new(SettingName.KeepFormDraftsDays, 180, 7, 1095, Loosens.Down),
        new(SettingName.KeepWorkbooksDays, 30, 1, 365, Loosens.Down),
        new(SettingName.WorkbookLinesAtOnce, 5_000, 100, 50_000, Loosens.Never),
        new(SettingName.ApprovalHours, 72, 1, 720, Loosens.Up),
        new(SettingName.DigestHour, 8, 0, 23, Loosens.Never),
        new(SettingName.DayCloseHour, 12, 3, 23, Loosens.Never),
        new(SettingName.WorkLateMinutes, 5, 2, 120, Loosens.Up),
        new(SettingName.DiskFreeMegabytes, 1024, 100, 1_000_000, Loosens.Down),
        new(SettingName.ProofHours, 26, 2, 168, Loosens.Up),
        new(SettingName.PayoutAloneMaxYuan, 0, 0, 1_000_000, Loosens.Up),
        new(SettingName.PayoutAnswerDays, 3, 1, 30, Loosens.Up),
        new(SettingName.ActAloneMaxYuan, 1_000, 0, 1_000_000, Loosens.Up),
        new(SettingName.PayeeAloneMaxYuan, 1_000, 0, 1_000_000, Loosens.Up),
    ];

    public static SettingRule Of(SettingName name) => All.Single(rule => rule.Name == name);

    /// <summary>A whole number within the range; refuses anything else beside the field, naming the range.</summary>
    public static int Parse(SettingName name, string? text)
    {
        var rule = Of(name);
        var good = int.TryParse((text ?? string.Empty).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        return good && value >= rule.Min && value <= rule.Max
            ? value
            : throw new Refusal(SettingRefusals.OutOfRange, rule.Min, rule.Max).On(name.ToString());
    }
}

internal static class SettingRefusals
{
    public const string OutOfRange = "Admin_SettingOutOfRange";
}

/// <summary>A setting that somebody changed; without a row the standard value holds.</summary>
internal sealed class Setting : IVersioned
{
    private Setting() { }

    internal Setting(SettingName name) => Name = name;

    public SettingName Name { get; private set; }
    public int Value { get; private set; }
    public string ChangedBy { get; private set; } = string.Empty;
    public DateTime ChangedUtc { get; private set; }
    public int Version { get; private set; }

    internal void Change(int value, Actor by, DateTime nowUtc) => (Value, ChangedBy, ChangedUtc) = (value, by.Name, nowUtc);
}

internal static class SettingReads
{
    public const string SettingTurn = "settings";

    /// <summary>Puts a value in force, one at a time; the caller saves in their transaction, and records who did it.</summary>
    public static async Task SetSetting(this PortalDb db, SettingName name, int value, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(SettingTurn, ct);
        var row = await db.Settings.SingleOrDefaultAsync(one => one.Name == name, ct);
        if (row is null)
        {
            db.Settings.Add(row = new Setting(name));
        }

        row.Change(value, by, nowUtc);
    }

    public static async Task<int> Setting(this PortalDb db, SettingName name, CancellationToken ct) =>
        await db.Settings.Where(row => row.Name == name).Select(row => (int?)row.Value).SingleOrDefaultAsync(ct)
        ?? SettingRules.Of(name).Standard;
}
