using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

public enum ExportFormat
{
    Xlsx,
    Csv,
}

/// <summary>What was written: the file's name (with the zone of its times), its hash, and how many lines it has.</summary>
public sealed record ExportReceipt(string FileName, string ContentType, string Sha256, int Lines, bool LinesLeftToCsv);

/// <summary>The SHA-256 of a statement's files, to hold a file somebody has against the books.</summary>
public sealed record StatementChecksums(string Xlsx, string Csv);

/// <summary>Writes a statement as a workbook or as CSV, from one projection. The same statement gives the same bytes, always.</summary>
public sealed class StatementExportService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    SettlementZone zone,
    AuditAnchors anchors,
    TimeProvider clock
)
{
    /// <summary>More lines than this go into the CSV only: a workbook is held in memory.</summary>
    public const int WorkbookLinesMax = 50_000;
    private const int SealedAtOnce = 2_000;

    /// <summary>Well inside a work item's lease, which is renewed in between.</summary>
    private static readonly TimeSpan SealFor = TimeSpan.FromSeconds(5);

    /// <summary>A run that catches up seals the statements of this many days; older ones are sealed when they are looked at.</summary>
    private const int SealDaysMax = 7;

    /// <summary>Writes the statement to <paramref name="output"/>; every export is audited with its hash.</summary>
    /// <exception cref="Refusal">Not found; not permitted to export (seeing a statement is another permit).</exception>
    [Needs(Permit.ExportStatements)]
    public async Task<ExportReceipt> Export(
        Actor actor,
        string merchant,
        string number,
        ExportFormat format,
        Stream output,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var organisation = await gate.Merchant(db, actor, merchant, Permit.ExportStatements, ct);
        var statement =
            await db.Statements.AsNoTracking().Of(organisation).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        var (sha256, count, left) = await Write(db, organisation, statement, format, output, ct);
        var receipt = new ExportReceipt(
            $"{statement.Number}_{zone.Zone.Id.Replace('/', '-')}.{(format == ExportFormat.Csv ? "csv" : "xlsx")}",
            format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            sha256,
            count,
            left
        );
        db.Audit(
            actor,
            "statement.exported",
            "statement",
            statement.Number,
            organisation.Id,
            after: new
            {
                format = format.ToString(),
                receipt.Lines,
                receipt.Sha256,
            }
        );
        await db.SaveChangesAsync(ct);
        await anchors.Append(db, "statement.exported", ct);
        return receipt;
    }

    /// <summary>What the bytes of the statement's files hash to; the files themselves are not given.</summary>
    [Needs(Permit.ViewStatements)]
    public async Task<StatementChecksums> Checksums(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var organisation = await gate.Merchant(db, actor, merchant, Permit.ViewStatements, ct);
        var statement =
            await db.Statements.AsNoTracking().Of(organisation).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        return new StatementChecksums(
            await Sealed(db, organisation, statement, ExportFormat.Xlsx, ct),
            await Sealed(db, organisation, statement, ExportFormat.Csv, ct)
        );
    }

    /// <summary>
    /// Writes down what the CSV of each of a run's statements hashes to, for some seconds; true when none is left. Workbooks are dearer to
    /// make and get theirs when they are first looked at.
    /// </summary>
    [Needs(Permit.SealStatements)]
    public async Task<bool> Seal(Actor actor, long runId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.SealStatements, ct);
        var through = await db.SettlementRuns.Where(row => row.Id == runId).Select(row => row.Through).SingleOrDefaultAsync(ct);
        var csv = StatementSeals.Name(ExportFormat.Csv);
        var open = await db
            .Statements.AsNoTracking()
            .Where(row => row.PeriodTo <= through && row.PeriodTo > through.AddDays(-SealDaysMax))
            .Where(row => !db.StatementFiles.Any(file => file.StatementId == row.Id && file.Format == csv))
            .OrderBy(row => row.Id)
            .Take(SealedAtOnce)
            .ToListAsync(ct);
        var started = clock.GetTimestamp();
        foreach (var statement in open)
        {
            if (clock.GetElapsedTime(started) > SealFor)
            {
                return false;
            }

            await Sealed(db, await Owner(db, statement, ct), statement, ExportFormat.Csv, ct);
        }

        return open.Count < SealedAtOnce;
    }

    /// <summary>Makes a file twice and holds it against what was written down; null when all three are the same bytes.</summary>
    internal async Task<string?> Again(PortalDb db, Statement statement, ExportFormat format, CancellationToken ct)
    {
        var owner = await Owner(db, statement, ct);
        var kept = await Sealed(db, owner, statement, format, ct);
        var first = await Write(db, owner, statement, format, Stream.Null, ct);
        var second = await Write(db, owner, statement, format, Stream.Null, ct);
        var name = StatementSeals.Name(format);
        return first.Sha256 != second.Sha256 ? $"{name} made twice is {first.Sha256} and {second.Sha256}"
            : first.Sha256 != kept ? $"{name} was {kept} and is {first.Sha256}"
            : null;
    }

    private static Task<Merchant> Owner(PortalDb db, Statement statement, CancellationToken ct) =>
        db.Merchants.AsNoTracking().SingleAsync(row => row.Id == statement.MerchantId, ct);

    private async Task<string> Sealed(PortalDb db, Merchant merchant, Statement statement, ExportFormat format, CancellationToken ct)
    {
        if ((await StatementSeals.Of(db, statement.Id, ct)).TryGetValue(StatementSeals.Name(format), out var known))
        {
            return known;
        }

        var (sha256, _, _) = await Write(db, merchant, statement, format, Stream.Null, ct);
        return await StatementSeals.Keep(db, statement, format, sha256, clock.UtcNow(), ct);
    }

    private async Task<(string Sha256, int Count, bool Left)> Write(
        PortalDb db,
        Merchant merchant,
        Statement statement,
        ExportFormat format,
        Stream output,
        CancellationToken ct
    )
    {
        var columns = new DetailColumns(statement, zone);
        using var hash = SHA256.Create();
        var (count, left) = (0, false);
        await using (var hashed = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            if (format == ExportFormat.Csv)
            {
                count = await Csv(db, statement, columns, hashed, ct);
            }
            else
            {
                (count, left) = await Xlsx(db, merchant, statement, columns, hashed, ct);
            }
        }

        return (Convert.ToHexStringLower(hash.Hash!), count, left);
    }

    private static async Task<int> Csv(PortalDb db, Statement statement, DetailColumns columns, Stream output, CancellationToken ct)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true)
        {
            NewLine = CsvText.NewLine,
        };
        await writer.WriteLineAsync(string.Join(',', columns.All.Select(column => CsvText.Cell(column.Name))));
        var count = 0;
        await foreach (var line in new StatementLines(db, statement).Read(ct))
        {
            count++;
            await writer.WriteLineAsync(string.Join(',', columns.All.Select(column => CsvText.Cell(column.Value(line)))));
        }

        return count;
    }

    private async Task<(int Count, bool Left)> Xlsx(
        PortalDb db,
        Merchant merchant,
        Statement statement,
        DetailColumns columns,
        Stream output,
        CancellationToken ct
    )
    {
        var sums = await db
            .StatementLines.AsNoTracking()
            .Where(row => row.StatementId == statement.Id)
            .OrderBy(row => row.Day)
            .ToListAsync(ct);
        List<DetailLine>? lines = [];
        var count = 0;
        await foreach (var line in new StatementLines(db, statement).Read(ct))
        {
            count++;
            if (count > WorkbookLinesMax)
            {
                lines = null;
            }

            lines?.Add(line);
        }

        // Worked out of what is frozen, so the file is the same whether the step that posts the tax has come by or not.
        var vat = await VatBook.Of(db, [statement], await VatBook.Rates(db, ct), ct);
        var bytes = await Task.Run(
            () => StatementWorkbook.Write(statement, merchant.LegalName, sums, vat, columns, lines, count, zone.Zone.Id),
            ct
        );
        await output.WriteAsync(bytes, ct);
        return (count, lines is null);
    }
}
