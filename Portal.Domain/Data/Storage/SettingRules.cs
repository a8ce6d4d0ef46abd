using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

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
