using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Banking;

/// <summary>How many open differences are how old.</summary>
public sealed record ReconAge(string Bucket, int FromDays, int? ToDays, int Count);

public sealed record ReconOverview(
    IReadOnlyList<ReconDayRow> Days,
    IReadOnlyList<ReconAge> Ages,
    int Open,
    DateOnly Since,
    DateTime? RunUtc
);

/// <summary>
/// Holds our books, the gateways' bills and the bank's statements against each other. A run looks at every line of its window anew and comes
/// to the same result however often it runs; what people wrote beside a difference stays.
/// </summary>
public sealed class ReconciliationService(Acts acts, ApprovalRequests desk, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    /// <summary>Who resolves what resolves itself.</summary>
    internal const string Machine = "reconciliation";

    /// <summary>Runs, answers and matches look at the same lines: one at a time, so that of two answers one wins and the other hears it.</summary>
    internal const string LockName = "reconciliation";

    /// <summary>Lines older than this are no longer looked at anew; what is open of them stays open.</summary>
    private const int WindowDays = 60;
    private const int DaysShown = 14;
    private static readonly (string Name, int From, int? To)[] Buckets = [("0-1", 0, 1), ("2-7", 2, 7), ("8-30", 8, 30), ("30+", 31, null)];

    /// <summary>Looks at every line of the last weeks; returns how many differences are open.</summary>
    public async Task<int> Run(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        var since = zone.Today(clock).AddDays(-WindowDays);
        var open = 0;
        foreach (var pair in Enum.GetValues<ReconPair>())
        {
            open += await Run(actor, pair, since, ct);
        }

        await LetGo(actor, ct);

        return open;
    }

    /// <summary>How the last days came out, and how old what is open has become.</summary>
    public async Task<ReconOverview> Overview(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewReconciliation, ct);
        var today = zone.Today(clock);
        var since = today.AddDays(1 - DaysShown);
        var days = await act
            .Db.ReconDays.AsNoTracking()
            .Where(row => row.Day >= since)
            .OrderByDescending(row => row.Day)
            .ThenBy(row => row.Pair)
            .ToListAsync(ct);
        var waiting = await act
            .Db.ReconItems.Where(row => row.ResolvedUtc == null)
            .Select(row => new OpenDifference(row.Pair, row.Day, row.State))
            .ToListAsync(ct);
        var byDay = waiting.ToLookup(row => (row.Pair, row.Day));
        var earlier = waiting.Where(row => row.Day < since).GroupBy(row => row.Pair).OrderBy(group => group.Key);
        var open = waiting.Select(row => row.Day).ToList();
        return new ReconOverview(
            [
                .. days.Select(row => new ReconDayRow(
                    row.Pair,
                    row.Day,
                    row.OursLines,
                    row.TheirsLines,
                    row.OursMatched + row.TheirsMatched,
                    ByState(byDay[(row.Pair, row.Day)])
                )),
                .. earlier.Select(group => new ReconDayRow(group.Key, null, null, null, null, ByState(group))),
            ],
            [
                .. Buckets.Select(bucket => new ReconAge(
                    bucket.Name,
                    bucket.From,
                    bucket.To,
                    open.Count(day => ReconRows.Age(day, today) is var age && age >= bucket.From && !(age > bucket.To))
                )),
            ],
            open.Count,
            since,
            await act.Db.ReconDays.MaxAsync(row => (DateTime?)row.RunUtc, ct)
        );
    }

    /// <summary>Differences, newest first.</summary>
    public async Task<Page<ReconRow>> Queue(Actor actor, ReconAsk what, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewReconciliation, ct);
        var today = zone.Today(clock);
        DateOnly? newest = what.FromDays is { } from ? today.AddDays(-from) : null;
        DateOnly? oldest = what.ToDays is { } to ? today.AddDays(-to) : null;
        var rows = act
            .Db.ReconItems.AsNoTracking()
            .Where(row => (row.ResolvedUtc != null) == what.Resolved)
            .Where(row => what.State == null || row.State == what.State)
            .Where(row => newest == null || row.Day <= newest)
            .Where(row => oldest == null || row.Day >= oldest)
            .Where(row => what.Pair == null || row.Pair == what.Pair)
            .Where(row => what.Day == null || row.Day == what.Day)
            .Where(row => what.Until == null || row.Day < what.Until)
            .Where(row => !what.Mine || row.OwnerId == actor.UserId);
        var page = await rows.Keyset(ask, row => row.Id, row => row, ct);
        return new Page<ReconRow>(await ReconRows.Of(act.Db, page.Rows, today, ct), page.Newer, page.Older, await rows.LongCountAsync(ct));
    }

    private sealed record OpenDifference(ReconPair Pair, DateOnly Day, ReconState State);

    private static Dictionary<ReconState, int> ByState(IEnumerable<OpenDifference> open) =>
        open.GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Makes a difference one's own to look after.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task Take(Actor actor, long itemId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        var item = await Open(act.Db, itemId, ct);
        item.Take(actor);
        await act.Commit("recon.taken", "recon", Key(item), after: new { item.Reference, item.State });
    }

    /// <summary>Writes down why a difference is there.</summary>
    /// <exception cref="Refusal">Not found; the note is too long.</exception>
    public async Task Explain(Actor actor, long itemId, ReconReason reason, string? note, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        var item = await Open(act.Db, itemId, ct);
        Refusal.Unless(item.Proposed is null, ApprovalsRefusals.AlreadyWaiting, item.Reference);
        item.Explain(reason, note);
        await act.Commit("recon.explained", "recon", Key(item), after: new { item.Reference, item.Reason }, why: item.Note);
    }

    /// <summary>Proposes to settle a difference by hand; a second person agrees. Returns the approval's number.</summary>
    /// <exception cref="Refusal">Not found; not that kind of line; one waits already; no reason.</exception>
    public async Task<string> Propose(Actor actor, long itemId, ReconAnswer answer, string? why, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        await act.Lock(LockName);
        var item = await Open(act.Db, itemId, ct);
        Refusal.Unless(answer != ReconAnswer.Matched, BankingRefusals.MatchTooFew);
        Refusal.Unless(item.Proposed is null, ApprovalsRefusals.AlreadyWaiting, item.Reference);
        Refusal.Unless(
            answer == ReconAnswer.Explained || item is { RefKind: ReconRef.BankLine, State: ReconState.MissingHere },
            BankingRefusals.NotABankLine,
            item.Reference
        );
        item.Propose(answer);
        await act.Save();
        var approval = await desk.Propose(
            act.Db,
            actor,
            new Proposal(
                ReconAnswerApproval.KindName,
                item.Id,
                item.Reference,
                new Dictionary<string, string?>(),
                why ?? string.Empty,
                key
            ),
            ct
        );
        await act.Commit();
        return approval.Number;
    }

    private async Task<int> Run(Actor actor, ReconPair pair, DateOnly since, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Lock(LockName);
        if (pair == ReconPair.Bank && await GatewayWithdrawals.Place(step.Db, poster, zone.Today(clock), ct) > 0)
        {
            await step.Save();
        }

        var facts =
            pair == ReconPair.Bank ? await ReconSources.Bank(step.Db, since, zone, ct) : await ReconSources.Gateway(step.Db, since, ct);
        var agreed = await Agreed(step.Db, pair, ct);
        facts = [.. facts.Select(fact => agreed.Contains((fact.Kind, fact.Id)) ? fact with { Agreed = true } : fact)];
        var findings = Matching.Match(facts);
        Invariant.Hold("I-29", findings.Count == facts.Count, $"{findings.Count} findings of {facts.Count} lines");
        var now = clock.UtcNow();
        await CountDays(step.Db, pair, findings, now, ct);
        var (raised, resolved) = await Raise(step.Db, pair, since, findings, now, ct);
        if (raised + resolved > 0)
        {
            step.Db.Audit(
                actor,
                "recon.run",
                "recon",
                pair.ToString(),
                after: new
                {
                    lines = facts.Count,
                    raised,
                    resolved,
                }
            );
        }

        await step.Save();
        var open = await step.Db.ReconItems.Where(row => row.Pair == pair && row.ResolvedUtc == null).ToListAsync(ct);
        foreach (var item in open)
        {
            item.Suggest(null);
        }

        foreach (var (ours, theirs) in Matching.Suggestions(open))
        {
            ours.Suggest(theirs.Id);
            theirs.Suggest(ours.Id);
        }

        await step.Commit();
        return open.Count;
    }

    private static async Task<HashSet<(ReconRef, long)>> Agreed(PortalDb db, ReconPair pair, CancellationToken ct) =>
        [
            .. (
                await db
                    .ReconItems.Where(row => row.Pair == pair)
                    .Where(row => db.ReconMatches.Any(match => match.Id == row.MatchId && match.State == ReconMatchState.Agreed))
                    .Select(row => new { row.RefKind, row.RefId })
                    .ToListAsync(ct)
            ).Select(row => (row.RefKind, row.RefId)),
        ];

    /// <summary>
    /// The other side of a line arrived while a match with it waited: the proposal falls and the rest is open again. Outside the run's turn:
    /// a decision holds its approval before it asks for the lock.
    /// </summary>
    private async Task LetGo(Actor actor, CancellationToken ct)
    {
        await using var look = await acts.Step(ct);
        var fallen = await look
            .Db.ReconMatches.Where(match => match.State == ReconMatchState.Proposed)
            .Where(match => look.Db.ReconItems.Any(row => row.MatchId == match.Id && row.ResolvedUtc != null))
            .Select(match => match.Id)
            .ToListAsync(ct);
        foreach (var id in fallen)
        {
            await using var step = await acts.Step(ct);
            await step.Begin();
            await desk.Supersede(step.Db, actor, ReconMatchApproval.KindName, id, ct);
            await ReconMatchApproval.Free(step.Db, id, clock.UtcNow(), ct);
            await step.Commit();
        }
    }

    private static async Task CountDays(
        PortalDb db,
        ReconPair pair,
        IReadOnlyList<ReconFinding> findings,
        DateTime now,
        CancellationToken ct
    )
    {
        var known = await db.ReconDays.Where(row => row.Pair == pair).ToDictionaryAsync(row => row.Day, ct);
        foreach (var day in findings.GroupBy(finding => finding.Fact.Day))
        {
            if (!known.TryGetValue(day.Key, out var row))
            {
                db.ReconDays.Add(row = new ReconDay(pair, day.Key));
            }

            row.Count([.. day], now);
        }
    }

    private static async Task<(int Raised, int Resolved)> Raise(
        PortalDb db,
        ReconPair pair,
        DateOnly since,
        IReadOnlyList<ReconFinding> findings,
        DateTime now,
        CancellationToken ct
    )
    {
        var items = await db
            .ReconItems.Where(row => row.Pair == pair && row.Day >= since)
            .ToDictionaryAsync(row => (row.RefKind, row.RefId), ct);
        var (raised, resolved) = (0, 0);
        foreach (var finding in findings)
        {
            var item = items.GetValueOrDefault((finding.Fact.Kind, finding.Fact.Id));
            if (finding.State == ReconState.Matched)
            {
                resolved += item is { ResolvedUtc: null } ? 1 : 0;
                item?.Resolve(Machine, now);
            }
            else if (item is null)
            {
                db.ReconItems.Add(ReconItem.Raise(pair, finding, now));
                raised++;
            }
            else
            {
                item.Look(finding);
            }
        }

        return (raised, resolved);
    }

    internal static string Key(ReconItem item) => FormattableString.Invariant($"RI-{item.Id:D6}");

    private static async Task<ReconItem> Open(PortalDb db, long id, CancellationToken ct) =>
        await db.ReconItems.SingleOrDefaultAsync(row => row.Id == id && row.ResolvedUtc == null, ct) ?? throw Refusal.NotFound();
}
