using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

public sealed record DeletionRow(long Id, Kept Kind, int Count, string Sha256, DateTime OlderThanUtc, DateTime AtUtc);

/// <summary>Deletes what has outlived its term, and keeps the proof of it.</summary>
public sealed class RetentionService
{
    private const int Slice = 100;
    private readonly Acts _acts;
    private readonly IRetention[] _kinds;
    private readonly TimeProvider _clock;
    private readonly ILogger<RetentionService> _logger;

    internal RetentionService(Acts acts, IEnumerable<IRetention> kinds, TimeProvider clock, ILogger<RetentionService> logger) =>
        (_acts, _kinds, _clock, _logger) = (acts, [.. kinds.OrderBy(one => one.Kind)], clock, logger);

    internal static Actor Keeper { get; } = Actor.System("retention");

    /// <summary>
    /// Deletes everything older than its term, in slices that each leave their record. Returns how many cases and rows went. A kind that cannot
    /// be deleted does not keep the others; the run then fails at its end, so that its clock says so.
    /// </summary>
    public async Task<int> Run(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.DeleteOutlived, ct);
        var deleted = 0;
        var faults = new List<Exception>();
        foreach (var kind in _kinds)
        {
            try
            {
                while (await DeleteSlice(actor, kind, ct) is > 0 and var count)
                {
                    deleted += count;
                }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                _logger.LogError(fault, "{Kind} that outlived its term could not be deleted", kind.Kind);
                faults.Add(new InvalidOperationException($"{kind.Kind} could not be deleted: {fault.Message}", fault));
            }
        }

        return faults.Count == 0 ? deleted : throw new AggregateException(faults);
    }

    /// <summary>The proofs of deletion, newest first.</summary>
    public async Task<Page<DeletionRow>> List(Actor actor, PageAsk ask, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettings, ct);
        return await act.Db.Deletions.Keyset(
            ask,
            row => row.Id,
            row => new DeletionRow(row.Id, row.Kind, row.Count, row.Sha256, row.OlderThanUtc, row.AtUtc),
            ct
        );
    }

    private async Task<int> DeleteSlice(Actor actor, IRetention kind, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        await step.Lock("retention");
        var now = _clock.UtcNow();
        var before = now - await step.Db.Policy(kind.Term, ct);
        var ids = await kind.DeleteOlder(step.Db, before, Slice, now, ct);
        if (ids.Count == 0)
        {
            return 0;
        }

        var proof = new Deletion(kind.Kind, ids, before, now);
        step.Db.Deletions.Add(proof);
        step.Db.Audit(actor, "personal-data.deleted", "retention", kind.Kind.ToString(), after: new { proof.Count, proof.Sha256 });
        await step.Commit();
        return ids.Count;
    }
}
