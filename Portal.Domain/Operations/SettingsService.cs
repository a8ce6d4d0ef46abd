using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One setting as it stands; nobody and never when it has its standard value.</summary>
public sealed record SettingRow(SettingRule Rule, int Value, string? ChangedBy, DateTime? ChangedUtc);

/// <summary>What the operator may change while the portal runs.</summary>
public sealed class SettingsService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
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

    /// <summary>Sets a value; it holds from the next use on. The value it has already changes nothing.</summary>
    /// <exception cref="Refusal">Not a whole number within the setting's range, which the refusal names.</exception>
    [Needs(Permit.ManageSettings)]
    public async Task Change(Actor actor, SettingName name, string? value, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageSettings, ct);
        var wanted = SettingRules.Parse(name, value);
        var before = await db.Setting(name, ct);
        if (before == wanted)
        {
            return;
        }

        var row = await db.Settings.SingleOrDefaultAsync(one => one.Name == name, ct);
        if (row is null)
        {
            db.Settings.Add(row = new Setting(name));
        }

        row.Change(wanted, actor, clock.UtcNow());
        db.Audit(actor, "setting.changed", "setting", name.ToString(), before: new { value = before }, after: new { value = wanted });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (db.IsUniqueViolation(fault))
        {
            throw new Refusal(KernelRefusals.Conflict);
        }
    }
}
