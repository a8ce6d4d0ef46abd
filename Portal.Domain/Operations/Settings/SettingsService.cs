using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One setting as it stands; nobody and never when it has its standard value.</summary>
public sealed record SettingRow(SettingRule Rule, int Value, string? ChangedBy, DateTime? ChangedUtc);

/// <summary>What the operator may change while the portal runs.</summary>
public sealed class SettingsService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    ApprovalRequests desk,
    IEnumerable<IStepUp> stepUps,
    TimeProvider clock
)
{
    [Needs(Permit.ViewSettings)]
    public async Task<IReadOnlyList<SettingRow>> List(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettings, ct);
        var rows = await db.Settings.AsNoTracking().ToDictionaryAsync(row => row.Name, ct);
        return
        [
            .. SettingRules.All.Select(rule =>
                rows.TryGetValue(rule.Name, out var row)
                    ? new SettingRow(rule, row.Value, row.ChangedBy, row.ChangedUtc)
                    : new SettingRow(rule, rule.Standard, null, null)
            ),
        ];
    }

    /// <summary>
    /// Sets a value; it holds from the next use on. A change that loosens a control waits for a second administrator: then the approval's
    /// number is returned, otherwise null. The value it has already changes nothing.
    /// </summary>
    /// <exception cref="Refusal">
    /// Not a whole number within the setting's range, which the refusal names; where it loosens: no reason, no fresh confirmation.
    /// </exception>
    [Needs(Permit.ManageSettings)]
    public async Task<string?> Change(Actor actor, SettingName name, string? value, string? reason, string key, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageSettings, ct);
        await using var tx = await ApprovalRequests.Begin(db, actor, key, ct);
        if (await ApprovalRequests.Repeated(db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var wanted = SettingRules.Parse(name, value);
        // Read and written in one turn: a change that tightened is not one that loosens by the time it is saved.
        await db.Acquire(SettingReads.SettingTurn, ct);
        var before = await db.Setting(name, ct);
        if (before == wanted)
        {
            return null;
        }

        string? number = null;
        if (SettingRules.Of(name).Loosened(before, wanted))
        {
            number = await Ask(db, actor, name, (before, wanted), reason, key, ct);
        }
        else
        {
            await db.SetSetting(name, wanted, actor, clock.UtcNow(), ct);
            Record(db, actor, name, before, wanted, null);
        }

        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return number;
    }

    internal static void Record(PortalDb db, Actor actor, SettingName name, int before, int after, string? why) =>
        db.Audit(
            actor,
            "setting.changed",
            "setting",
            name.ToString(),
            before: new { value = before },
            after: new { value = after },
            why: why
        );

    private async Task<string> Ask(
        PortalDb db,
        Actor actor,
        SettingName name,
        (int Before, int Wanted) values,
        string? reason,
        string key,
        CancellationToken ct
    )
    {
        foreach (var stepUp in stepUps)
        {
            await stepUp.Require(db, actor, ct);
        }

        var change = new SettingChange(await Sequences.Next(db, SettingApproval.KindName, ct), name, values.Wanted);
        var before = new Dictionary<string, string?>
        {
            ["setting"] = name.ToString(),
            ["settingValue"] = SettingApproval.Whole(values.Before),
            ["settingNow"] = SettingApproval.Whole(values.Before),
        };
        var proposal = new Proposal(SettingApproval.KindName, change.Subject, name.ToString(), before, reason ?? string.Empty, key);
        return (await desk.Propose(db, actor, proposal, ct)).Number;
    }
}
