using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>
/// How a statement's workbook stands: <see cref="Done"/> of <see cref="Lines"/> lines while it is made; when it was made, and until when it
/// is kept.
/// </summary>
public sealed record WorkbookView(WorkbookState State, int Lines, int AtOnceMax, long Done, DateTime? MadeUtc, DateTime? KeptUntilUtc);

/// <summary>Where made workbooks lie: one file each in the data directory, under its name only when it is whole.</summary>
internal sealed class WorkbookShelf(DatabaseSettings settings)
{
    // Opening, payout and closing, beside a line for every item.
    private const int LinesOfItsOwn = 3;

    internal string PathOf(long id) => settings.WorkbookPath(id);

    internal static bool IsMade(MadeWorkbook row, string path) =>
        row.MadeUtc is not null && new FileInfo(path) is { Exists: true } file && file.Length == row.Bytes;

    /// <summary>The lines of a statement's detail, at most.</summary>
    internal static async Task<int> Lines(PortalDb db, long statementId, CancellationToken ct) =>
        await db.StatementLines.Where(row => row.StatementId == statementId).SumAsync(row => row.Items, ct) + LinesOfItsOwn;

    internal async Task<WorkbookView> View(PortalDb db, Statement statement, CancellationToken ct)
    {
        var lines = await Lines(db, statement.Id, ct);
        var atOnce = await db.Policy(OperationsPolicies.WorkbookLinesAtOnce, ct);
        var view = new WorkbookView(WorkbookState.AtOnce, lines, atOnce, 0, null, null);
        if (lines <= atOnce || lines > StatementExportService.WorkbookLinesMax)
        {
            return lines <= StatementExportService.WorkbookLinesMax ? view : view with { State = WorkbookState.TooLong };
        }

        var row = await db.MadeWorkbooks.AsNoTracking().SingleOrDefaultAsync(one => one.StatementId == statement.Id, ct);
        if (row is null || (row.MadeUtc is not null && !IsMade(row, PathOf(row.Id))))
        {
            return view with { State = WorkbookState.Missing };
        }

        if (row.MadeUtc is not null)
        {
            var until = row.AskedUtc + await db.Policy(RetentionPolicies.KeepWorkbooksDays, ct);
            return view with { State = WorkbookState.Ready, MadeUtc = row.MadeUtc, KeptUntilUtc = until };
        }

        var work = await db
            .WorkItems.AsNoTracking()
            .SingleOrDefaultAsync(one => one.Kind == StatementWorkbookService.MakeWork && one.RefId == row.Id, ct);
        return view with
        {
            State = work is { State: WorkState.Failed } ? WorkbookState.Failed : WorkbookState.Making,
            Done = work?.Progress ?? 0,
        };
    }

    /// <summary>The made workbook's lines and bytes, for <see cref="WorkbookState.Ready"/>.</summary>
    /// <exception cref="Refusal">Somebody changed the file on the disk: it is taken away, to be made again.</exception>
    internal async Task<(long Rows, byte[] Bytes)> Read(PortalDb db, Statement statement, CancellationToken ct)
    {
        var row = await db.MadeWorkbooks.AsNoTracking().SingleAsync(one => one.StatementId == statement.Id, ct);
        var bytes = await File.ReadAllBytesAsync(PathOf(row.Id), ct);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != row.Sha256)
        {
            settings.DeleteWorkbook(row.Id);
            throw new Refusal(ReportsRefusals.WorkbookDamaged);
        }

        return (row.Rows, bytes);
    }

    /// <summary>Writes a file beside its name and moves it there when it is whole.</summary>
    internal async Task<FileReceipt> Keep(long id, Func<Stream, Task<FileReceipt>> write)
    {
        var path = PathOf(id);
        var folder = Path.GetDirectoryName(path)!;
        DataFolder.Make(folder);
        foreach (var left in Directory.EnumerateFiles(folder, Path.GetFileName(path) + ".*.part"))
        {
            File.Delete(left);
        }

        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            FileReceipt receipt;
            await using (var file = DataFolder.Write(part, FileMode.CreateNew, FileShare.None))
            {
                receipt = await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return receipt;
        }
        finally
        {
            // Moved away when it is whole; otherwise nothing of it stays.
            File.Delete(part);
        }
    }
}
