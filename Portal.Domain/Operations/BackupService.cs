using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>A backup that was made: its file, size and SHA-256.</summary>
public sealed record BackupReceipt(string File, long Bytes, string Sha256, int Parts);

/// <summary>What a copy to another database moved, and whether both hold the same.</summary>
public sealed record CopyReceipt(int Tables, long Rows, IReadOnlyList<ProofResult> Proofs)
{
    public bool Ok => Proofs.All(proof => proof.Ok);
}

/// <summary>Takes a site's data away whole while it goes on working, and moves it to the other kind of database.</summary>
public sealed class BackupService
{
    private const string Staging = "portal-backup-";
    private static readonly TimeSpan StagingMax = TimeSpan.FromDays(1);

    private readonly Acts _acts;
    private readonly DatabaseSettings _settings;
    private readonly AuditAnchors _anchors;
    private readonly IProof[] _proofs;
    private readonly TimeProvider _clock;

    internal BackupService(Acts acts, DatabaseSettings settings, AuditAnchors anchors, IEnumerable<IProof> proofs, TimeProvider clock) =>
        (_acts, _settings, _anchors, _proofs, _clock) = (acts, settings, anchors, [.. proofs], clock);

    /// <summary>
    /// Writes database, documents, bills, mails, keys and anchors into one file, as they stood at one instant. The site may be running. The
    /// file holds the keys too: keep it as you keep them.
    /// </summary>
    /// <exception cref="Refusal">Not permitted; the file exists already; its folder does not.</exception>
    public async Task<BackupReceipt> Back(Actor actor, string path, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.BackUp, ct);
        var target = Path.GetFullPath(Text.Required(path, "File", 1_000));
        Refusal.Unless(Directory.Exists(Path.GetDirectoryName(target)), OperationsRefusals.BackupFolder, Path.GetDirectoryName(target)!);
        Refusal.Unless(!File.Exists(target), OperationsRefusals.BackupExists, target);
        await act.Commit("backup.made", "backup", Path.GetFileName(target));
        Sweep();
        var staging = Directory.CreateTempSubdirectory(Staging).FullName;
        try
        {
            return await Write(act.Db, target, staging, ct);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Copies that a killed backup left lying about: they hold what the database holds.</summary>
    private static void Sweep()
    {
        // The file system's own time.
        var old = TimeProvider.System.UtcNow() - StagingMax;
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Staging + "*"))
        {
            try
            {
                if (left.LastWriteTimeUtc < old)
                {
                    left.Delete(recursive: true);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, on a machine that is shared.
            }
        }
    }

    /// <summary>Copies the whole database into an empty PostgreSQL database, table by table, and proves the copy.</summary>
    /// <exception cref="Refusal">Not permitted; the other database is not empty.</exception>
    public async Task<CopyReceipt> CopyTo(Actor actor, string connection, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.CopyDatabase, ct);
        await using var to = await Empty(connection, ct);
        await act.Commit("database.copied", "database", Provider.Postgres.ToString());
        await using var snapshot = await Snapshots.Begin(act.Db, ct);
        var tables = await Fill(act.Db, to, ct);
        return new CopyReceipt(tables.Count, tables.Sum(table => table.Rows), [await SameTotals(act.Db, to, ct), .. await Prove(to, ct)]);
    }

    /// <summary>Notes in the trail of an unpacked backup that it was brought back.</summary>
    public async Task Restored(Actor actor, string name, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.BackUp, ct);
        await act.Commit("backup.restored", "backup", Text.Required(name, "File", 200));
    }

    /// <summary>Looks at a PostgreSQL database that is about to be filled, before anything else is touched.</summary>
    /// <exception cref="Refusal">Not permitted; the database is not empty.</exception>
    public async Task RefuseUsed(Actor actor, string connection, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.CopyDatabase, ct);
        await (await Empty(connection, ct)).DisposeAsync();
    }

    /// <summary>Brings this database into an empty PostgreSQL database in one transaction, without a trace here.</summary>
    /// <exception cref="Refusal">Not permitted; the other database is not empty.</exception>
    public async Task LoadInto(Actor actor, string connection, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.CopyDatabase, ct);
        var from = act.Db;
        await using var to = await Empty(connection, ct);
        await using var snapshot = await Snapshots.Begin(from, ct);
        await Fill(from, to, ct);
    }

    private async Task<BackupReceipt> Write(PortalDb db, string target, string staging, CancellationToken ct)
    {
        // The anchors go first: they may be older than the copied trail, never newer.
        var files = new List<(string Name, string File)>();
        if (File.Exists(_anchors.PathOfFile))
        {
            var copy = Path.Combine(staging, AuditAnchors.FileName);
            File.Copy(_anchors.PathOfFile, copy);
            files.Add((Relative(_anchors.PathOfFile), copy));
        }

        var database = Path.Combine(staging, BackupFile.Database);
        await CopyDatabase(db, staging, database, ct);
        files.Insert(0, (BackupFile.Database, database));
        files.AddRange(Beside().Where(file => files.TrueForAll(one => one.Name != file.Name)));
        var part = target + ".part";
        // What a kill left has the mode it was made with.
        File.Delete(part);
        var manifest = await BackupFile.Write(part, $"{_settings.Provider}", _clock.UtcNow(), files, ct);
        File.Move(part, target);
        await using var made = File.OpenRead(target);
        var hash = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(made, ct));
        return new BackupReceipt(target, made.Length, hash, manifest.Parts.Count);
    }

    private async Task CopyDatabase(PortalDb db, string staging, string database, CancellationToken ct)
    {
        if (_settings.Provider == Provider.Sqlite)
        {
            await DatabaseCopies.IntoFile(db, database, ct);
            return;
        }

        await using var to = Other(new DatabaseSettings { Provider = Provider.Sqlite, DataDirectory = staging }).CreateDbContext();
        await to.Database.MigrateAsync(ct);
        await using var snapshot = await Snapshots.Begin(db, ct);
        await Fill(db, to, ct);
        await DatabaseCopies.Close(to, ct);
    }

    private static PortalDbFactory Other(DatabaseSettings settings)
    {
        settings.LetStatementsTakeTheirTime();
        return new(settings, chain: null, refusals: null, TimeProvider.System);
    }

    private static async Task<PortalDb> Empty(string connection, CancellationToken ct)
    {
        var text = Text.Required(connection, "Connection", 1_000);
        var to = Other(new DatabaseSettings { Provider = Provider.Postgres, ConnectionString = text }).CreateDbContext();
        await to.Database.MigrateAsync(ct);
        var used = await to.Users.AnyAsync(ct) || await to.Merchants.AnyAsync(ct) || await to.LedgerEntries.AnyAsync(ct);
        if (used)
        {
            await to.DisposeAsync();
            throw new Refusal(OperationsRefusals.DatabaseNotEmpty);
        }

        return to;
    }

    /// <summary>All or nothing: one transaction of the target.</summary>
    private static async Task<IReadOnlyList<CopiedTable>> Fill(PortalDb from, PortalDb to, CancellationToken ct)
    {
        await using var transaction = await to.Database.BeginTransactionAsync(ct);
        var tables = await TableCopy.Copy(from, to, ct);
        await transaction.CommitAsync(ct);
        return tables;
    }

    private static async Task<ProofResult> SameTotals(PortalDb from, PortalDb to, CancellationToken ct)
    {
        var (ours, theirs) = (await Totals(from, ct), await Totals(to, ct));
        var wrong = ours.Except(theirs).Concat(theirs.Except(ours)).FirstOrDefault();
        return wrong is null
            ? new ProofResult("copy", true, $"{ours.Count} ledger accounts have the same balance on both sides")
            : new ProofResult("copy", false, $"{wrong.Code} {wrong.Currency} differs");
    }

    private sealed record Total(string Code, string Currency, long Sum, long Count);

    private static Task<List<Total>> Totals(PortalDb db, CancellationToken ct) =>
        db
            .Postings.GroupBy(posting => posting.AccountId)
            .Select(group => new
            {
                group.Key,
                Sum = group.Sum(posting => posting.AmountMinor),
                Count = group.LongCount(),
            })
            .Join(
                db.LedgerAccounts,
                sum => sum.Key,
                account => account.Id,
                (sum, account) => new Total(account.Code, account.Currency, sum.Sum, sum.Count)
            )
            .ToListAsync(ct);

    private async Task<List<ProofResult>> Prove(PortalDb db, CancellationToken ct)
    {
        var results = new List<ProofResult>();
        foreach (var proof in _proofs.OrderBy(proof => proof.Id, StringComparer.Ordinal))
        {
            results.Add(await proof.Check(db, ct));
        }

        return results;
    }

    /// <summary>Everything in the data directory but the database itself and what is only on its way in.</summary>
    private IEnumerable<(string Name, string File)> Beside() =>
        new DirectoryInfo(_settings.DataDirectory)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.Name.StartsWith(BackupFile.Database, StringComparison.Ordinal))
            .Where(file => file.Extension is not (".tmp" or ".part"))
            .Select(file => (Relative(file.FullName), file.FullName))
            .OrderBy(file => file.Item1, StringComparer.Ordinal);

    private string Relative(string path)
    {
        var relative = Path.GetRelativePath(_settings.DataDirectory, path).Replace('\\', '/');
        // An anchor folder elsewhere comes back to where anchors lie by default.
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? $"anchors/{Path.GetFileName(path)}"
            : relative;
    }
}
