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

/// <summary>The SHA-256 of a statement's files, to hold a file somebody has against the books; null of one that was never made.</summary>
public sealed record StatementChecksums(string? Xlsx, string? Csv);

/// <summary>Writes a statement as a workbook or as CSV, from one projection. The same statement gives the same bytes, always.</summary>
public sealed class StatementExportService
{
    /// <summary>More lines than this go into the CSV only: a workbook is held in memory.</summary>
    public const int WorkbookLinesMax = 50_000;
    private const int SealedAtOnce = 2_000;

    /// <summary>Well inside a work item's lease, which is renewed in between.</summary>
    private static readonly TimeSpan SealFor = TimeSpan.FromSeconds(5);

    /// <summary>A run that catches up seals the statements of this many days; older ones are sealed when they are taken away.</summary>
    private const int SealDaysMax = 7;

    private readonly Acts _acts;
    private readonly SettlementZone _zone;
    private readonly FileTrail _files;
    private readonly WorkbookPlaces _workbooks;
    private readonly WorkbookShelf _shelf;
    private readonly TimeProvider _clock;

    internal StatementExportService(
        Acts acts,
        SettlementZone zone,
        FileTrail files,
        WorkbookPlaces workbooks,
        WorkbookShelf shelf,
        TimeProvider clock
    ) => (_acts, _zone, _files, _workbooks, _shelf, _clock) = (acts, zone, files, workbooks, shelf, clock);

    /// <summary>Whether a refusal says that the workbook has to be made first, or anew: its statement's page says how.</summary>
    public static bool AsksForWorkbook(Refusal refusal) => refusal.Code is ReportsRefusals.WorkbookFirst or ReportsRefusals.WorkbookDamaged;

    /// <summary>The statement as a file. A workbook of many lines is the one that was made before, except at the server's shell.</summary>
    /// <exception cref="Refusal">
    /// Not found; not permitted to export (seeing a statement is another permit); a workbook of many lines that nobody has asked for or that
    /// is not made yet.
    /// </exception>
    public async Task<OutgoingFile> Export(Actor actor, string merchant, string number, ExportFormat format, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ExportStatements, ct);
        var organisation = act.Merchant;
        var statement =
            await act.Db.Statements.AsNoTracking().Of(organisation).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        var made = format == ExportFormat.Xlsx && actor != Actor.Operator ? await Made(act.Db, statement, ct) : null;
        return new OutgoingFile(
            _files,
            new FileAct(actor, "statement.exported", "statement", statement.Number, organisation.Id, new { format = format.ToString() }),
            $"{statement.Number}_{FileNames.Zone(_zone)}.{StatementSeals.Name(format)}",
            format == ExportFormat.Csv ? CsvRows.ContentType : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            (writer, token) => made is { } file ? Copy(file, writer, token) : Write(organisation, statement, format, writer, token)
        );
    }

    /// <summary>What was made by a row of work; null when it is made while one waits.</summary>
    private async Task<(long Rows, byte[] Bytes)?> Made(PortalDb db, Statement statement, CancellationToken ct)
    {
        var view = await _shelf.View(db, statement, ct);
        return view.State switch
        {
            WorkbookState.AtOnce or WorkbookState.TooLong => null,
            WorkbookState.Ready => await _shelf.Read(db, statement, ct),
            WorkbookState.Missing or WorkbookState.Making or WorkbookState.Failed => throw new Refusal(
                ReportsRefusals.WorkbookFirst,
                view.Lines,
                view.AtOnceMax
            ),
        };
    }

    private static async Task Copy((long Rows, byte[] Bytes) made, FileWriter file, CancellationToken ct)
    {
        for (var row = 0L; row < made.Rows; row++)
        {
            file.Row();
        }

        await file.Body.WriteAsync(made.Bytes, ct);
    }

    /// <summary>Makes a statement's workbook into a file of ours, keeps its hash, and says how far it is.</summary>
    internal async Task<FileReceipt> Make(Statement statement, Stream output, WorkbookProgress progress, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await using var body = new OutgoingStream(output, ct);
        var writer = new FileWriter(body);
        await Xlsx(step.Db, await Owner(step.Db, statement, ct), statement, new DetailColumns(statement, _zone), writer, progress, ct);
        await StatementSeals.Keep(step.Db, statement, ExportFormat.Xlsx, body.Sha256(), _clock.UtcNow(), ct);
        return new FileReceipt(writer.Rows, body.Bytes, body.Sha256());
    }

    private async Task Write(Merchant merchant, Statement statement, ExportFormat format, FileWriter file, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await Write(step.Db, merchant, statement, format, file, ct);
        await StatementSeals.Keep(step.Db, statement, format, file.Sha256(), _clock.UtcNow(), ct);
    }

    /// <summary>What the statement's files hashed to when they were first made. Looking makes none: a workbook may take a gigabyte.</summary>
    public async Task<StatementChecksums> Checksums(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        var statement =
            await act.Db.Statements.AsNoTracking().Of(act.Merchant).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        var kept = await StatementSeals.Of(act.Db, statement.Id, ct);
        return new StatementChecksums(
            kept.GetValueOrDefault(StatementSeals.Name(ExportFormat.Xlsx)),
            kept.GetValueOrDefault(StatementSeals.Name(ExportFormat.Csv))
        );
    }

    /// <summary>
    /// Writes down what the CSV of each of a run's statements hashes to, for some seconds; true when none is left. Workbooks are dearer to
    /// make and get theirs when they are first taken away.
    /// </summary>
    /// <exception cref="Refusal">No such run.</exception>
    public async Task<bool> Seal(Actor actor, long runId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.SealStatements, ct);
        var through =
            await act.Db.SettlementRuns.Where(row => row.Id == runId).Select(row => (DateOnly?)row.Through).SingleOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var csv = StatementSeals.Name(ExportFormat.Csv);
        var open = await act
            .Db.Statements.AsNoTracking()
            .Where(row => row.PeriodTo <= through && row.PeriodTo > through.AddDays(-SealDaysMax))
            .Where(row => !act.Db.StatementFiles.Any(file => file.StatementId == row.Id && file.Format == csv))
            .OrderBy(row => row.Id)
            .Take(SealedAtOnce)
            .ToListAsync(ct);
        var started = _clock.GetTimestamp();
        foreach (var statement in open)
        {
            if (_clock.GetElapsedTime(started) > SealFor)
            {
                return false;
            }

            await Sealed(act.Db, await Owner(act.Db, statement, ct), statement, ExportFormat.Csv, ct);
        }

        return open.Count < SealedAtOnce;
    }

    /// <summary>Makes a file twice and holds it against what was written down; null when all three are the same bytes.</summary>
    internal async Task<string?> Again(PortalDb db, Statement statement, ExportFormat format, CancellationToken ct)
    {
        var owner = await Owner(db, statement, ct);
        var kept = await Sealed(db, owner, statement, format, ct);
        var first = await Hash(db, owner, statement, format, ct);
        var second = await Hash(db, owner, statement, format, ct);
        var name = StatementSeals.Name(format);
        return first != second ? $"{name} made twice is {first} and {second}"
            : first != kept ? $"{name} was {kept} and is {first}"
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

        var sha256 = await Hash(db, merchant, statement, format, ct);
        return await StatementSeals.Keep(db, statement, format, sha256, _clock.UtcNow(), ct);
    }

    private async Task<string> Hash(PortalDb db, Merchant merchant, Statement statement, ExportFormat format, CancellationToken ct)
    {
        await using var nowhere = new OutgoingStream(Stream.Null, ct);
        await Write(db, merchant, statement, format, new FileWriter(nowhere), ct);
        return nowhere.Sha256();
    }

    private Task Write(PortalDb db, Merchant merchant, Statement statement, ExportFormat format, FileWriter file, CancellationToken ct)
    {
        var columns = new DetailColumns(statement, _zone);
        return format switch
        {
            ExportFormat.Csv => Csv(db, statement, columns, file, ct),
            ExportFormat.Xlsx => Xlsx(db, merchant, statement, columns, file, null, ct),
        };
    }

    private static async Task Csv(PortalDb db, Statement statement, DetailColumns columns, FileWriter file, CancellationToken ct)
    {
        await using var text = file.Text(CsvRows.NewLine);
        await using var csv = new CsvRows(text);
        await csv.Write(columns.All.Select(column => column.Name), ct);
        await foreach (var line in new StatementLines(db, statement).Read(ct))
        {
            file.Row();
            await csv.Write(columns.All.Select(column => column.Value(line)), ct);
        }
    }

    private async Task Xlsx(
        PortalDb db,
        Merchant merchant,
        Statement statement,
        DetailColumns columns,
        FileWriter file,
        WorkbookProgress? progress,
        CancellationToken ct
    )
    {
        var sums = await db
            .StatementLines.AsNoTracking()
            .Where(row => row.StatementId == statement.Id)
            .OrderBy(row => row.Day)
            .ToListAsync(ct);
        // The place first, the lines then: what waits for its turn holds nothing.
        using var place = await _workbooks.Take(ct);
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
        var vat = await VatCalculator.Of(db, [statement], await VatCalculator.Rates(db, ct), ct);
        var bytes = await Task.Run(
            () => StatementWorkbook.Write(statement, merchant.LegalName, sums, vat, columns, lines, count, _zone.Zone.Id, progress),
            ct
        );
        for (var row = 0; row < count; row++)
        {
            file.Row();
        }

        await file.Body.WriteAsync(bytes, ct);
    }
}
