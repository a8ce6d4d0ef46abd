using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Audit;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Data;

/// <summary>Brings the database to this version's schema: one explicit step at start or by the <c>migrate</c> command, never a side effect.</summary>
public sealed class Migrator
{
    private static readonly TimeSpan HoldLook = TimeSpan.FromMilliseconds(100);

    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly DatabaseSettings _settings;
    private readonly AuditAnchors _anchors;
    private readonly ILogger<Migrator> _logger;

    internal Migrator(IDbContextFactory<PortalDb> dbs, DatabaseSettings settings, AuditAnchors anchors, ILogger<Migrator> logger) =>
        (_dbs, _settings, _anchors, _logger) = (dbs, settings, anchors, logger);

    /// <summary>Applies what is missing and returns the names applied. Two that start at once wait for each other; one that is killed leaves nothing behind.</summary>
    /// <exception cref="Refusal">DatabaseRefused, with what the system says: it cannot be opened, or not written.</exception>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken ct)
    {
        try
        {
            return await Apply(ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
        {
            var where = _settings.Provider == Provider.Sqlite ? _settings.SqlitePath : "Database:ConnectionString";
            throw new Refusal(DataRefusals.DatabaseRefused, where, fault.Message);
        }
    }

    private async Task<IReadOnlyList<string>> Apply(CancellationToken ct)
    {
        DataFolder.Make(_settings.DataDirectory);
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var missing = (await db.Database.GetPendingMigrationsAsync(ct)).ToArray();
        if (missing.Length > 0)
        {
            _logger.LogInformation("Applying {Count} migrations to {Provider}", missing.Length, _settings.Provider);
            await using var held = _settings.Provider == Provider.Sqlite ? await HoldFile(db, ct) : null;
            await db.Database.MigrateAsync(ct);
        }

        await SealWhatWas(db, ct);
        await LedgerAccountRoles.Fill(db, ct);
        return missing;
    }

    /// <summary>
    /// Rows of a release without seals are sealed as they stand, once: the migration left a mark, the trail and the anchors say that it was done.
    /// With either of them a mark is one that somebody put there by hand; it stays, and the proof names it.
    /// </summary>
    private async Task SealWhatWas(PortalDb db, CancellationToken ct)
    {
        if (db.Seals is null || !await db.Set<Seal>().AnyAsync(row => row.Group == Seal.UnlaidGroup, ct))
        {
            return;
        }

        _logger.LogInformation("Sealing the rows of this site as they stand");
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await db.Acquire("seals-laid", ct);
            var marked = await db.Set<Seal>().AnyAsync(row => row.Group == Seal.UnlaidGroup, ct);
            var laid = (await _anchors.Read(ct)).Anchors.Any(anchor => anchor.Why == SealLaying.Anchor);
            if (!marked || laid || await db.AuditRecords.AnyAsync(record => record.Action == SealLaying.Action, ct))
            {
                return;
            }

            await SealLaying.Lay(db, Actor.System("seals"), "The site comes from a release without seals.", ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        await _anchors.Append(db, SealLaying.Anchor, ct);
    }

    /// <summary>
    /// EF's lock on SQLite is a row, which outlives a killed process and would stop every later start for good. So we wait for a lock
    /// of the operating system, which ends with its process; whoever has it knows that a row is of a dead one.
    /// </summary>
    private async Task<FileStream> HoldFile(PortalDb db, CancellationToken ct)
    {
        for (var looks = 0; ; looks++)
        {
            FileStream? lease = null;
            try
            {
                lease = DataFolder.Write(_settings.SqlitePath + ".migrating", FileMode.OpenOrCreate, FileShare.None);
                await db.Database.ExecuteSqlAsync($"DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
                return lease;
            }
            catch (IOException held) when (lease is null && IsHeld(held))
            {
                if (looks == 0)
                {
                    _logger.LogInformation("Another process brings {Path} up to date: waiting for it", _settings.SqlitePath);
                }

                await Task.Delay(HoldLook, ct);
            }
            catch
            {
                lease?.Dispose();
                throw;
            }
        }
    }

    /// <summary>Somebody else has the lock. Anything else (no right to write, a full disk) does not pass by waiting.</summary>
    private static bool IsHeld(IOException fault)
    {
        // EWOULDBLOCK of Linux and of macOS; sharing and lock violation of Windows.
        int[] held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];
        return held.Contains(fault.HResult);
    }

    /// <summary>For whoever works on a site that must be there already: looks without making anything.</summary>
    /// <exception cref="Refusal">There is no database of a site.</exception>
    public async Task DemandSite(CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var there = await db.Database.CanConnectAsync(ct) && (await db.Database.GetAppliedMigrationsAsync(ct)).Any();
        Refusal.Unless(there, DataRefusals.NoDatabase, _settings.DataDirectory);
    }

    public async Task<bool> IsCurrent(CancellationToken ct)
    {
        await using var db = await _dbs.CreateDbContextAsync(ct);
        return !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }
}
