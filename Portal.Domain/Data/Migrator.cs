using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>Brings the database to this version's schema: one explicit step at start or by the <c>migrate</c> command, never a side effect.</summary>
public sealed class Migrator(IDbContextFactory<PortalDb> dbs, DatabaseSettings settings, ILogger<Migrator> logger)
{
    /// <summary>Applies what is missing and returns the names applied. Two servers starting at once wait for each other (EF's migration lock).</summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var missing = (await db.Database.GetPendingMigrationsAsync(ct)).ToArray();
        if (missing.Length > 0)
        {
            logger.LogInformation("Applying {Count} migrations to {Provider}", missing.Length, settings.Provider);
            await db.Database.MigrateAsync(ct);
        }

        return missing;
    }

    /// <summary>For whoever works on a site that must be there already: looks without making anything.</summary>
    /// <exception cref="Refusal">There is no database of a site.</exception>
    public async Task DemandSite(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var there = await db.Database.CanConnectAsync(ct) && (await db.Database.GetAppliedMigrationsAsync(ct)).Any();
        Refusal.Unless(there, DataRefusals.NoDatabase, settings.DataDirectory);
    }

    public async Task<bool> IsCurrent(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }
}
