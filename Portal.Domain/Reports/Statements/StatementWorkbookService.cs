using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>
/// Workbooks of statements with more lines than are made while somebody waits: pressing asks for one, a row of work makes it, and the page
/// offers it when it is there. Opening a page makes nothing.
/// </summary>
public sealed class StatementWorkbookService
{
    public const string MakeWork = "statement.workbook";

    /// <summary>How often the page's "n of m" moves while a workbook is made.</summary>
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly Acts _acts;
    private readonly StatementExportService _exports;
    private readonly WorkbookShelf _shelf;
    private readonly TimeProvider _clock;

    internal StatementWorkbookService(Acts acts, StatementExportService exports, WorkbookShelf shelf, TimeProvider clock) =>
        (_acts, _exports, _shelf, _clock) = (acts, exports, shelf, clock);

    /// <summary>How a statement's workbook stands, and how many lines it has.</summary>
    public async Task<WorkbookView> View(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        return await _shelf.View(act.Db, await Find(act, number, ct), ct);
    }

    /// <summary>
    /// Asks for the workbook. Asking again while it is made, or when it is there, changes nothing; nor does asking for one that needs no
    /// waiting or cannot hold the lines.
    /// </summary>
    /// <exception cref="Refusal">Not found; not permitted to export.</exception>
    public async Task Ask(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ExportStatements, ct);
        var statement = await Find(act, number, ct);
        await act.Begin();
        var view = await _shelf.View(act.Db, statement, ct);
        if (view.State is not (WorkbookState.Missing or WorkbookState.Failed))
        {
            return;
        }

        try
        {
            var now = _clock.UtcNow();
            var row = await act.Db.MadeWorkbooks.SingleOrDefaultAsync(one => one.StatementId == statement.Id, ct);
            if (row is { MadeUtc: null } && view.State == WorkbookState.Missing)
            {
                // Asked for by somebody else since the look above: it is being made.
                return;
            }

            if (row is null)
            {
                row = StatementHashes.Want(act.Db, statement, actor, now);
                await act.Save();
            }
            else
            {
                row.AskAgain(actor, now);
            }

            await act.Db.Ask(MakeWork, row.Id, now, now, ct);
            await act.Commit("statement.workbook-asked", "statement", number, after: new { view.Lines });
        }
        catch (Refusal lost) when (act.Db.WasLost(lost))
        {
            // Somebody else asked for it at the same moment: it is being made.
        }
    }

    /// <summary>
    /// Makes a workbook that was asked for. It lies under its name only when it is whole: it is written beside it, and a kill leaves what the
    /// next run clears away. One that is there already is not made again.
    /// </summary>
    public async Task Make(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.SealStatements, ct);
        var row = await act.Db.MadeWorkbooks.SingleOrDefaultAsync(one => one.Id == id, ct);
        if (row is null || WorkbookShelf.IsMade(row, _shelf.PathOf(id)))
        {
            return;
        }

        var statement = await act.Db.Statements.AsNoTracking().SingleAsync(one => one.Id == row.StatementId, ct);
        var lines = await WorkbookShelf.Lines(act.Db, statement.Id, ct);
        var progress = new WorkbookProgress(ct);
        var receipt = await _shelf.Keep(
            id,
            async file =>
            {
                var making = _exports.Make(statement, file, progress, ct);
                await Task.WhenAll(making, Follow(making, id, progress, lines));
                return await making;
            }
        );
        row.Made(receipt.Rows, receipt.Bytes, receipt.Sha256, _clock.UtcNow());
        await act.Commit("statement.workbook-made", "statement", statement.Number, after: receipt, merchantId: statement.MerchantId);
    }

    /// <summary>Writes down how far it is, for as long as it is made.</summary>
    private async Task Follow(Task making, long id, WorkbookProgress progress, long lines)
    {
        while (await Task.WhenAny(making, Task.Delay(ReportEvery, _clock)) != making)
        {
            await using var step = await _acts.Step(CancellationToken.None);
            var done = Math.Min(progress.Done, lines);
            await step
                .Db.WorkItems.Where(row => row.Kind == MakeWork && row.RefId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Progress, done).SetProperty(row => row.Total, lines));
        }
    }

    private static async Task<Statement> Find(MerchantAct act, string number, CancellationToken ct) =>
        await act.Db.Statements.AsNoTracking().Of(act.Merchant).SingleOrDefaultAsync(row => row.Number == number, ct)
        ?? throw Refusal.NotFound();
}
