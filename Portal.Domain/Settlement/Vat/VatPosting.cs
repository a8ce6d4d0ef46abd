using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// Moves the VAT out of the fees of closed statements: a step of its own after the closing, so that a closing stays short and a statement
/// never waits for it. Slice by slice, each in one short transaction; the primary key of VatLines and the entries' keys make it once,
/// whoever is killed where, and however many servers run it.
/// </summary>
internal sealed class VatPosting(Acts acts, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    internal const string LockName = "vat";

    /// <summary>Statements in one transaction: their entries take some milliseconds.</summary>
    private const int SliceMax = 100;

    /// <summary>How far behind the last taxed statement one may still be without: statements are made in slices, side by side.</summary>
    private const int LookedBack = 20_000;

    private static readonly LineKind[] FeeKinds =
    [
        .. Enum.GetValues<LineKind>().Where(kind => kind == LineKind.Adjustment || VatFigures.KindOf(kind) is not null),
    ];

    /// <summary>Posts what is not posted yet; returns how many lines.</summary>
    internal async Task<int> RunAll(CancellationToken ct)
    {
        long after;
        await using (var step = await acts.Step(ct))
        {
            after = (await step.Db.VatLines.MaxAsync(line => (long?)line.StatementId, ct) ?? 0) - LookedBack;
        }

        var posted = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var (lines, last) = await Slice(after, ct);
            posted += lines;
            if (last is not { } seen)
            {
                return posted;
            }

            after = seen;
        }
    }

    private async Task<(int Lines, long? Last)> Slice(long after, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        // Most runs find nothing: look before asking for the write transaction.
        var found = await Open(step.Db, after, ct);
        if (found.Count == 0)
        {
            return (0, null);
        }

        var rates = await VatCalculator.Rates(step.Db, ct);
        var last = found[^1].Id;
        if ((await VatCalculator.Of(step.Db, found, rates, ct)).Count == 0)
        {
            return (0, last);
        }

        await step.Lock(LockName);
        // Again inside the lock: another server may have posted them, or another rate have been agreed to.
        var open = (await Open(step.Db, after, ct)).Where(row => row.Id <= last).ToList();
        var figures = await VatCalculator.Of(step.Db, open, await VatCalculator.Rates(step.Db, ct), ct);
        await Post(step.Db, poster, figures, zone.Today(clock), ct);
        await step.Commit();
        return (figures.Count, last);
    }

    /// <summary>
    /// Closed statements with something on them that may be a fee, and no VAT. Where to begin is said of each table: a database that joins them
    /// in order would walk the others from their first row.
    /// </summary>
    private static Task<List<Statement>> Open(PortalDb db, long after, CancellationToken ct) =>
        db
            .Statements.AsNoTracking()
            .Where(row => row.Id > after && !db.VatLines.Any(line => line.StatementId > after && line.StatementId == row.Id))
            .Where(row =>
                db.StatementLines.Any(line =>
                    line.StatementId > after && line.StatementId == row.Id && line.AmountMinor != 0 && FeeKinds.Contains(line.Kind)
                )
            )
            .OrderBy(row => row.Id)
            .Take(SliceMax)
            .ToListAsync(ct);

    /// <summary>What is of a month that was declared counts for today: declaring takes the same turn, so no line can slip in behind it.</summary>
    internal static async Task Post(PortalDb db, LedgerPoster poster, List<VatFigures> worked, DateOnly today, CancellationToken ct)
    {
        var declared = (await db.VatReturns.Select(row => row.Month).ToListAsync(ct)).ToHashSet();
        var figures = worked.ConvertAll(line => line.Counted(declared, today));
        var moving = figures.Where(line => line.TaxMinor != 0).ToList();
        var ids = await poster.PostMany(db, [.. moving.Select(line => line.Entry())], ct);
        var entryOf = moving.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second);
        await Bulk.Insert(db, figures.ConvertAll(line => VatLine.Of(line, entryOf.TryGetValue(line, out var entry) ? entry : null)), ct);
    }
}
