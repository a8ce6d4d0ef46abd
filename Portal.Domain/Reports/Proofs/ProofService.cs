using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Reports;

/// <summary>Proves the books: every registered promise, read from the database as it stands.</summary>
public sealed class ProofService
{
    private readonly TimeProvider _clock;
    private readonly Acts _acts;
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly IProof[] _proofs;

    internal ProofService(Acts acts, IDbContextFactory<PortalDb> dbs, IEnumerable<IProof> proofs, TimeProvider clock)
    {
        _acts = acts;
        _dbs = dbs;
        _clock = clock;
        _proofs = [.. proofs.OrderBy(proof => proof.Id, StringComparer.Ordinal)];
    }

    /// <summary>Checks every promise, never stops at the first that fails, and writes down that it did.</summary>
    public async Task<IReadOnlyList<ProofResult>> Verify(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ProveBooks, ct);
        var started = _clock.UtcNow();
        var results = await LookAtAll(ct);
        act.Db.ProofRuns.Add(new ProofRun(results, started, _clock.UtcNow()));
        await act.Commit();
        await Notify(act.Db, [.. results.Where(result => !result.Ok)], ct);

        return results;
    }

    /// <summary>
    /// A proof of its own context each, as many at a time as there are processors (four at most: the database reads for the site as well). The
    /// longest, that of the seals, goes first, so that the others run beside it.
    /// </summary>
    private async Task<ProofResult[]> LookAtAll(CancellationToken ct)
    {
        var options = new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4) };
        var results = new ProofResult[_proofs.Length];
        var order = Enumerable.Range(0, _proofs.Length).OrderBy(at => _proofs[at] is not RowsAreSealed);
        await Parallel.ForEachAsync(
            order,
            options,
            async (at, stop) =>
            {
                await using var db = await _dbs.CreateDbContextAsync(stop);
                // A proof reads every row there is: it takes as long as it takes, and whoever asked for it may end it.
                db.Database.SetCommandTimeout(TimeSpan.Zero);
                results[at] = await Look(_proofs[at], db, stop);
            }
        );
        return results;
    }

    /// <summary>A stored value that cannot be read is a promise that does not hold, not the end of the proof.</summary>
    private static async Task<ProofResult> Look(IProof proof, PortalDb db, CancellationToken ct)
    {
        try
        {
            return await proof.Check(db, ct);
        }
        catch (Exception unread) when (Unreadable.Is(unread))
        {
            return new ProofResult(proof.Id, false, $"what is stored cannot be read: {Unreadable.Words(unread)}");
        }
    }

    /// <summary>Once a day for each promise that does not hold.</summary>
    private async Task Notify(PortalDb db, IReadOnlyList<ProofResult> broken, CancellationToken ct)
    {
        foreach (var result in broken)
        {
            var notification = new Notification(
                NoticeKind.ProofFailed,
                new NoticeThing("proof", result.Id),
                FormattableString.Invariant($"proof:{result.Id}:{_clock.UtcNow():yyyyMMdd}"),
                result.Id,
                result.Detail
            );
            await db.Notify(notification, db.StaffWith(Permit.ViewHealth), ct);
        }

        if (broken.Count > 0)
        {
            await db.SaveChangesAsync(ct);
        }
    }
}
