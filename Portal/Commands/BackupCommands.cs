using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Operations;
using Portal.Domain.Reports;

namespace Portal.Commands;

internal static class RebuildBalancesCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "rebuild-balances",
            "Work out every kept balance anew from the postings and say which were different.",
            _ => { },
            async (services, _, ct) =>
            {
                var mended = await services.GetRequiredService<LedgerUpkeepService>().RebuildBalances(Actor.Operator, ct);
                var lines = mended.Select(row =>
                    $"  {row.Account}: kept {new Money(row.KeptMinor, Currency.Of(row.Currency))}, is {new Money(row.SumMinor, Currency.Of(row.Currency))}"
                );
                return new Answer(
                    new { mended },
                    string.Join(Environment.NewLine, (string[])[$"{mended.Count} balances were different.", .. lines])
                );
            }
        );
}

internal static class BackupCommand
{
    public static Command Make()
    {
        var output = new Option<FileInfo>("--out") { Description = "File to write; it must not exist.", Required = true };
        return CommandHost.Make(
            "backup",
            "Write database, documents, bills, mails, keys and anchors into one file, while the site runs. Keep it as you keep the keys.",
            command => command.Add(output),
            async (services, parsed, ct) =>
            {
                var made = await services
                    .GetRequiredService<BackupService>()
                    .Back(Actor.Operator, parsed.GetRequiredValue(output).FullName, ct);
                return new Answer(made, $"{made.File}: {made.Parts} parts, {made.Bytes} bytes, SHA-256 {made.Sha256}.");
            }
        );
    }
}

internal static class RestoreCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that backup wrote." };
        return CommandHost.MakeBare(
            "restore",
            "Bring a backup back into an empty data directory (and, where that is the setting, an empty PostgreSQL database). It is proved "
                + "before it is opened: when a promise does not hold, nothing is restored and the exit code is 1.",
            command => command.Add(file),
            (data, parsed, ct) => Restore(data, parsed.GetRequiredValue(file), ct)
        );
    }

    private static async Task<Answer> Restore(string? data, FileInfo file, CancellationToken ct)
    {
        await using var site = CommandHost.Services(data);
        var settings = site.GetRequiredService<DatabaseSettings>();
        BackupFile.DemandRoom(file.FullName, settings);
        // Beside the data directory, so that moving is a rename; what an earlier attempt left there is of no use.
        var staging = settings.DataDirectory.TrimEnd(Path.DirectorySeparatorChar) + ".restoring";
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        DataFolder.Make(staging);
        try
        {
            return await Restore(site, settings, file, staging, ct);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static async Task<Answer> Restore(
        ServiceProvider site,
        DatabaseSettings settings,
        FileInfo file,
        string staging,
        CancellationToken ct
    )
    {
        var manifest = await BackupFile.Unpack(file.FullName, staging, ct);
        await using (var unpacked = CommandHost.Services(staging, Provider.Sqlite))
        {
            await unpacked.GetRequiredService<Migrator>().Migrate(ct);
            var checks = await unpacked.GetRequiredService<ProofService>().Verify(Actor.Operator, ct);
            if (checks.Any(check => !check.Ok))
            {
                var failed = checks.Where(check => !check.Ok).Select(check => $"FAIL {check.Id}  {check.Detail}");
                return new Answer(
                    new { restored = false, checks },
                    string.Join(Environment.NewLine, (string[])["Nothing was restored: the backup does not prove.", .. failed]),
                    1
                );
            }

            var backups = unpacked.GetRequiredService<BackupService>();
            await backups.Restored(Actor.Operator, file.Name, ct);
            if (settings.Provider == Provider.Postgres)
            {
                // Before any file is put over those of a site that is alive: its keys above all.
                await backups.RefuseUsed(Actor.Operator, settings.ConnectionString, ct);
                MoveBeside(staging, settings.DataDirectory);
                await backups.LoadInto(Actor.Operator, settings.ConnectionString, ct);
            }
        }

        SqliteConnection.ClearAllPools();
        if (settings.Provider == Provider.Sqlite)
        {
            MoveBeside(staging, settings.DataDirectory);
            // The database comes last: as long as it is missing, the restore has not happened and can be started again.
            File.Move(Path.Combine(staging, BackupFile.Database), settings.SqlitePath);
        }

        var proofs = await site.GetRequiredService<ProofService>().Verify(Actor.Operator, ct);
        return new Answer(
            new
            {
                restored = true,
                made = manifest.MadeUtc,
                parts = manifest.Parts,
                proofs = proofs.Count,
            },
            $"Restored the backup of {manifest.MadeUtc:u}: {manifest.Parts} parts, {proofs.Count} promises proved.",
            proofs.All(proof => proof.Ok) ? 0 : 1
        );
    }

    private static void MoveBeside(string staging, string target)
    {
        foreach (var source in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(staging, source);
            if (!relative.StartsWith(BackupFile.Database, StringComparison.Ordinal))
            {
                var place = Path.Combine(target, relative);
                DataFolder.Make(Path.GetDirectoryName(place)!);
                File.Copy(source, place, overwrite: true);
            }
        }
    }
}

internal static class CopyDatabaseCommand
{
    public static Command Make()
    {
        var to = new Option<string>("--to") { Description = "Provider of the other database: postgres.", Required = true };
        to.AcceptOnlyFromAmong("postgres");
        var connection = new Argument<string>("CONNECTION") { Description = "Its Npgsql connection string. The database must be empty." };
        return CommandHost.Make(
            "copy-database",
            "Copy this site's SQLite database into an empty PostgreSQL database, table by table, then compare the ledger and prove the copy. "
                + "Stop the site first; afterwards set Database:Provider and Database:ConnectionString.",
            command =>
            {
                command.Add(to);
                command.Add(connection);
            },
            async (services, parsed, ct) =>
            {
                var receipt = await services
                    .GetRequiredService<BackupService>()
                    .CopyTo(Actor.Operator, parsed.GetRequiredValue(connection), ct);
                var failed = receipt.Proofs.Where(proof => !proof.Ok).Select(proof => $"FAIL {proof.Id}  {proof.Detail}");
                return new Answer(
                    receipt,
                    string.Join(
                        Environment.NewLine,
                        (string[])
                            [
                                $"{receipt.Rows} rows of {receipt.Tables} tables copied, {receipt.Proofs.Count} promises proved on the copy.",
                                .. failed,
                            ]
                    ),
                    receipt.Ok ? 0 : 1
                );
            }
        );
    }
}
