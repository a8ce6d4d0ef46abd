using System.Globalization;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>A setting that loosens a control is changed by two administrators; what it stands at is part of what they agree to.</summary>
public sealed class SettingApproval : IApprovalHandler
{
    public const string KindName = "setting";

    public string Name => KindName;
    public Permit Propose => Permit.ManageSettings;
    public Permit Decide => Permit.ManageSettings;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var change = SettingChange.Of(subjectId);
        return new Dictionary<string, string?>
        {
            ["setting"] = change.Name.ToString(),
            ["settingValue"] = Whole(change.Value),
            ["settingNow"] = Whole(await db.Setting(change.Name, ct)),
        };
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var change = SettingChange.Of(approval.SubjectId);
        await db.Acquire(SettingReads.SettingTurn, ct);
        var before = await db.Setting(change.Name, ct);
        await db.SetSetting(change.Name, change.Value, checker, nowUtc, ct);
        SettingsService.Record(db, checker, change.Name, before, change.Value, approval.Number);
    }

    /// <summary>Nothing was changed by proposing.</summary>
    public Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct) => Task.CompletedTask;

    internal static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
