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
    private readonly IProof[] _proofs;

    internal ProofService(Acts acts, IEnumerable<IProof> proofs, TimeProvider clock)
    {
        _acts = acts;
        _clock = clock;
        _proofs = [.. proofs.OrderBy(proof => proof.Id, StringComparer.Ordinal)];
    }

    /// <summary>Checks every promise, never stops at the first that fails, and writes down that it did.</summary>
    public async Task<IReadOnlyList<ProofResult>> Verify(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ProveBooks, ct);
        var started = _clock.UtcNow();
        var results = new List<ProofResult>();
        // A proof reads every row there is: it takes as long as it takes, and whoever asked for it may end it.
        act.Db.Database.SetCommandTimeout(TimeSpan.Zero);
        foreach (var proof in _proofs)
        {
            results.Add(await Look(proof, act.Db, ct));
        }

        act.Db.Database.SetCommandTimeout(null);
        act.Db.ProofRuns.Add(new ProofRun(results, started, _clock.UtcNow()));
        await act.Commit();
        await Notify(act.Db, [.. results.Where(result => !result.Ok)], ct);

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
