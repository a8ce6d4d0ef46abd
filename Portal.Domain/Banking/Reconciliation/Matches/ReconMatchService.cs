using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Matching by hand: people choose the lines that belong together, a second person agrees.</summary>
public sealed class ReconMatchService(Acts acts, ApprovalRequests desk, SettlementZone zone, TimeProvider clock)
{
    /// <summary>Letters that a note may have.</summary>
    public const int NoteMax = ReconItem.NoteMax;

    /// <summary>Items that are settled together at most.</summary>
    public const int ItemsMax = ReconMatch.ItemsMax;

    public const int OthersMax = 20;
    public const int SearchCharsMax = 60;

    /// <summary>The open ones that are ranked; a search looks at all.</summary>
    private const int RankedMax = 2_000;

    /// <summary>What a match of these lines would come to. Lines that are no longer open are left out.</summary>
    /// <exception cref="Refusal">None of the lines is open.</exception>
    public async Task<ReconMatchView> Sheet(Actor actor, IReadOnlyList<long> itemIds, string? search, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        var ids = itemIds.Distinct().Take(ReconMatch.ItemsMax + 1).ToArray();
        var items = await Free(act.Db).Where(row => ids.Contains(row.Id)).OrderBy(row => row.Day).ThenBy(row => row.Id).ToListAsync(ct);
        if (items.Count == 0)
        {
            throw Refusal.NotFound();
        }

        var sides = new ReconSides(items[0].Pair, items[0].Currency, items);
        var others = await Others(act.Db, sides, search, ct);
        var today = zone.Today(clock);
        var rows = await ReconRows.Of(act.Db, [.. items, .. others.Take(OthersMax)], today, ct);
        return new ReconMatchView(
            [.. rows.Take(items.Count).Where(row => row.Side == ReconSide.Ours)],
            [.. rows.Take(items.Count).Where(row => row.Side == ReconSide.Theirs)],
            sides.OursMinor,
            sides.TheirsMinor,
            sides.Currency,
            sides.MayBeFee,
            await Hurdle(act.Db, items, ct),
            [.. rows.Skip(items.Count)],
            others.Count > OthersMax
        );
    }

    /// <summary>Proposes that these lines belong together; a second person agrees. Returns the approval's number.</summary>
    /// <exception cref="Refusal">
    /// Fewer than two, too many, of two currencies or comparisons, only ours; one is settled or waits for somebody already; its money has found
    /// its place; the sides differ by more than a fee that is to be booked; no reason.
    /// </exception>
    public async Task<string> Propose(
        Actor actor,
        IReadOnlyList<long> itemIds,
        bool differenceIsFee,
        string? why,
        string key,
        CancellationToken ct
    )
    {
        await using var act = await acts.Staff(actor, Permit.Reconcile, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        await act.Lock(ReconciliationService.LockName);
        var ids = itemIds.Distinct().Take(ReconMatch.ItemsMax + 1).ToArray();
        var items = await act.Db.ReconItems.Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(ct);
        if (items.Count < ids.Length)
        {
            throw Refusal.NotFound();
        }

        foreach (var item in items)
        {
            Refusal.Unless(item.ResolvedUtc is null, BankingRefusals.SettledMeanwhile, item.Reference);
            Refusal.Unless(item.Proposed is null, ApprovalsRefusals.AlreadyWaiting, item.Reference);
        }

        var sides = ReconSides.Of(items);
        if (sides.Pair == ReconPair.Bank)
        {
            (await ReconParts.Of(act.Db, items, ct)).RefuseWhatCannotMove();
        }

        var match = ReconMatch.Propose(sides, sides.FeeFor(differenceIsFee), actor, clock.UtcNow());
        act.Db.ReconMatches.Add(match);
        await act.Save();
        foreach (var item in items)
        {
            item.Propose(ReconAnswer.Matched, match.Id);
        }

        await act.Save();
        var proposal = new Proposal(
            ReconMatchApproval.KindName,
            match.Id,
            match.Number,
            new Dictionary<string, string?>(),
            why ?? string.Empty,
            key
        );
        var approval = await desk.Propose(act.Db, actor, proposal, ct);
        await act.Commit();
        return approval.Number;
    }

    private static IQueryable<ReconItem> Free(PortalDb db) =>
        db.ReconItems.AsNoTracking().Where(row => row.ResolvedUtc == null && row.Proposed == null);

    /// <summary>Why these cannot be matched whatever the sums, said before somebody writes a reason.</summary>
    private static async Task<Refusal?> Hurdle(PortalDb db, IReadOnlyList<ReconItem> items, CancellationToken ct)
    {
        try
        {
            if (ReconSides.Of(items).Pair == ReconPair.Bank)
            {
                (await ReconParts.Of(db, items, ct)).RefuseWhatCannotMove();
            }

            return null;
        }
        catch (Refusal hurdle)
        {
            return hurdle;
        }
    }

    /// <summary>What would close the difference comes first, then what is near in time.</summary>
    private static async Task<List<ReconItem>> Others(PortalDb db, ReconSides sides, string? search, CancellationToken ct)
    {
        var chosen = sides.Items.Select(item => item.Id).ToArray();
        var text = search?.Trim() ?? string.Empty;
        var rows = Free(db)
            .Where(row => row.Pair == sides.Pair && row.Currency == sides.Currency && !chosen.Contains(row.Id))
            .Where(row => text.Length == 0 || row.Reference.Contains(text));
        var found = await rows.OrderByDescending(row => row.Id).Take(RankedMax).ToListAsync(ct);
        var day = sides.Items[0].Day.DayNumber;
        long Left(ReconItem item) =>
            Math.Abs(sides.DifferenceMinor + (item.Side == ReconSide.Theirs ? item.AmountMinor : -item.AmountMinor));
        return
        [
            .. found
                .OrderBy(item => Left(item) != 0)
                .ThenBy(item => Math.Abs(item.Day.DayNumber - day))
                .ThenBy(Left)
                .ThenBy(item => item.Id)
                .Take(OthersMax + 1),
        ];
    }
}
