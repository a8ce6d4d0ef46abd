using System.Globalization;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>
/// A change that loosens a control, as one number: an approval names its subject by one. The serial makes the same change, asked for again
/// another day, another subject.
/// </summary>
internal readonly record struct SettingChange(long Serial, SettingName Name, int Value)
{
    private const int ValueBits = 24;
    private const int NameBits = 8;

    public long Subject => (Serial << (ValueBits + NameBits)) | ((long)Name << ValueBits) | (uint)Value;

    public static SettingChange Of(long subject) =>
        new(
            subject >> (ValueBits + NameBits),
            (SettingName)((subject >> ValueBits) & ((1 << NameBits) - 1)),
            (int)(subject & ((1 << ValueBits) - 1))
        );
}

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
