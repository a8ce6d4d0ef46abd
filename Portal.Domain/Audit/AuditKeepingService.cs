using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

/// <summary>What was deleted from the old end of the trail: nothing when the count is 0.</summary>
public sealed record CutResult(long Deleted, long LastSequence, DateTime? BeforeUtc);

/// <summary>The upkeep of the trail: noting its end outside the database, and deleting what is older than it must be kept.</summary>
public sealed class AuditKeepingService
{
    private const int FoundMax = 6_000;

    /// <summary>What callers answer themselves: the end of the trail could not be noted.</summary>
    public const string AnchorRefused = AuditRefusals.AnchorRefused;

    private readonly Acts _acts;
    private readonly IDbContextFactory<PortalDb> _dbs;
    private readonly AuditSettings _settings;
    private readonly AuditChain _chain;
    private readonly AuditAnchors _anchors;
    private readonly RefusalTrail _refusals;
    private readonly TimeProvider _clock;

    internal AuditKeepingService(
        Acts acts,
        IDbContextFactory<PortalDb> dbs,
        AuditSettings settings,
        AuditChain chain,
        AuditAnchors anchors,
        RefusalTrail refusals,
        TimeProvider clock
    ) => (_acts, _dbs, _settings, _chain, _anchors, _refusals, _clock) = (acts, dbs, settings, chain, anchors, refusals, clock);

    /// <summary>Notes the end of the chain in the anchor file; the refusals that wait are written first.</summary>
    /// <param name="why">On what occasion, for who reads the file: <c>daily</c>, <c>start</c> (the first is noted as <c>seals</c>), <c>setup</c>, <c>command</c>.</param>
    public async Task<Anchor> Anchor(Actor actor, string why, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.KeepAuditTrail, ct);
        await _refusals.Flush(_dbs, atTheEnd: false, ct);
        // Once, where the database cannot reach: from its first start with them on, the rows of this site are sealed.
        var first = why == "start" && !(await _anchors.Read(ct)).Anchors.Any(anchor => anchor.Why == SealLaying.Anchor);
        return await _anchors.Append(act.Db, first ? SealLaying.Anchor : why, ct);
    }

    /// <summary>
    /// Deletes the records older than the setting <c>Audit:KeepYears</c>, from the oldest end only, leaving a signed cut from which the
    /// chain still verifies. Without the setting, and when nothing is old enough, it does nothing. The newest record always stays.
    /// </summary>
    public async Task<CutResult> Cut(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.KeepAuditTrail, ct);
        if (_settings.KeepYears <= 0)
        {
            return new CutResult(0, 0, null);
        }

        var before = _clock.UtcNow().AddYears(-_settings.KeepYears);
        await act.Lock("audit-cut");
        // The first that must stay: what is before it goes, even if a clock once ran backwards.
        var keep =
            await act.Db.AuditRecords.Where(row => row.AtUtc >= before).MinAsync(row => (long?)row.Sequence, ct)
            ?? await act.Db.AuditRecords.MaxAsync(row => (long?)row.Sequence, ct)
            ?? 0;
        var last = await act.Db.AuditRecords.AsNoTracking().SingleOrDefaultAsync(row => row.Sequence == keep - 1, ct);
        if (last is null)
        {
            return new CutResult(0, 0, before);
        }

        act.Db.AuditCuts.Add(AuditCut.After(last, _clock.UtcNow(), _chain));
        await act.Save();
        var deleted = await act.Db.AuditRecords.Where(row => row.Sequence <= last.Sequence).ExecuteDeleteAsync(ct);
        await act.Commit(
            "audit.cut",
            "audit",
            "trail",
            after: new
            {
                through = last.Sequence,
                deleted,
                last.Hash,
            }
        );
        await _anchors.Append(act.Db, "cut", ct);
        return new CutResult(deleted, last.Sequence, before);
    }

    /// <summary>
    /// Seals every row anew, as it stands: for a row that was mended in the database with good reason. What the proof said before, and the
    /// reason, stand in the trail for good; whether the rows are right is then on whoever asked for it.
    /// </summary>
    /// <exception cref="Refusal">Not permitted; no reason.</exception>
    public async Task<LaidSeals> SealAnew(Actor actor, string? why, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.KeepAuditTrail, ct);
        var db = act.Db;
        var reason = Text.Required(why, "Reason", 500);
        await act.Lock("seals-laid");
        var before = await new RowsAreSealed(_chain).Check(db, ct);
        var laid = await SealLaying.Lay(db, actor, reason, ct, Text.Cut(before.Detail, FoundMax));
        await act.Commit();
        await _anchors.Append(db, SealLaying.Anchor, ct);
        return laid;
    }

    /// <summary>Whether the key of this server signed this trail; false means that a key file was lost or servers have different keys.</summary>
    public async Task<bool> KeyFits(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.KeepAuditTrail, ct);
        // A record whose outcome is none cannot even be read: the proof names it.
        AuditOutcome[] known = Enum.GetValues<AuditOutcome>();
        var records = act.Db.AuditRecords.AsNoTracking().Where(row => known.Contains(row.Outcome));
        var newest = await records.OrderByDescending(row => row.Sequence).Take(20).ToListAsync(ct);
        // A few altered records are the proof's business; a key that fits none of them is the wrong key.
        return newest.Count == 0 || newest.Exists(record => _chain.Sign(record) == record.Hash);
    }
}
