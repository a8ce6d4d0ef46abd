using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

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
