using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

public enum TermsInForce
{
    Coming,
    InForce,
    Former,
}

/// <summary>A version as pages show it. <see cref="FromDay"/> is null for what holds without any agreement.</summary>
public sealed record TermsRow(
    DateOnly? FromDay,
    CycleTerms Terms,
    TermsInForce InForce,
    string MadeBy,
    string AgreedBy,
    string? ApprovalNumber
);

/// <summary>One organisation in the list of terms.</summary>
public sealed record MerchantTerms(string Merchant, string Name, TermsRow Now, TermsRow? Next, HoldRow? Hold, long ReserveMinor);

/// <summary>Everything agreed with one organisation.</summary>
public sealed record TermsPage(
    string Merchant,
    string Name,
    TermsRow Now,
    IReadOnlyList<TermsRow> Others,
    IReadOnlyList<ApprovalRow> Proposals,
    IReadOnlyList<HoldRow> Holds,
    ReserveView Reserve
);

/// <summary>Settlement terms of organisations: dated versions, proposed by one person of finance and agreed by another.</summary>
public sealed class SettlementTermsService(Acts acts, ApprovalRequests desk, SettlementZone zone, TimeProvider clock)
{
    /// <summary>Organisations by name, with what holds now and what comes next.</summary>
    public async Task<Page<MerchantTerms>> List(Actor actor, bool stopped, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewSettlements, ct);
        var today = zone.Today(clock);
        var merchants = act.Db.Merchants.AsNoTracking();
        if (stopped)
        {
            merchants = merchants.Where(row =>
                act.Db.PayoutHolds.Any(hold =>
                    hold.MerchantId == row.Id && hold.ReleasedUtc == null && (hold.UntilDay == null || hold.UntilDay >= today)
                )
            );
        }

        var page = await merchants.Keyset(ask, row => row.Id, row => row, ct);
        long[] ids = [.. page.Rows.Select(row => row.Id)];
        var terms = await Versions(act.Db, ids, ct);
        var holds = await ClosingReader.Holds(act.Db, ids, today, ct);
        var reserves = await act
            .Db.ReserveBuckets.Where(row => EF.Parameter(ids).Contains(row.MerchantId) && row.ReleasedEntryId == null)
            .GroupBy(row => row.MerchantId)
            .Select(group => new { group.Key, Sum = group.Sum(row => row.AmountMinor) })
            .ToDictionaryAsync(row => row.Key, row => row.Sum, ct);
        return new Page<MerchantTerms>(
            [
                .. page.Rows.Select(row =>
                {
                    var rows = Rows(terms[row.Id], today);
                    return new MerchantTerms(
                        row.Slug,
                        row.DisplayName,
                        rows.Single(version => version.InForce == TermsInForce.InForce),
                        rows.LastOrDefault(version => version.InForce == TermsInForce.Coming),
                        holds.TryGetValue(row.Id, out var hold) ? Row(hold, today) : null,
                        reserves.GetValueOrDefault(row.Id)
                    );
                }),
            ],
            page.Newer,
            page.Older
        );
    }

    /// <summary>One organisation's terms, holds and reserve.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<TermsPage> Page(Actor actor, string slug, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewSettlements, ct);
        var merchant = await Find(act.Db, slug, ct);
        var today = zone.Today(clock);
        var rows = Rows((await Versions(act.Db, [merchant.Id], ct))[merchant.Id], today);
        var approvals = act.Db.Approvals.Where(row => row.Kind == SettlementTermsApproval.KindName && row.MerchantId == merchant.Id);
        var holds = await act
            .Db.PayoutHolds.AsNoTracking()
            .Where(row => row.MerchantId == merchant.Id)
            .OrderByDescending(row => row.Id)
            .Take(PayoutHoldService.ShownMax)
            .ToListAsync(ct);
        var asked = await MoneyActRequests.Asked(act.Db, PayoutReleaseApproval.KindName, [.. holds.Select(row => row.Id)], ct);
        return new TermsPage(
            merchant.Slug,
            merchant.DisplayName,
            rows.Single(row => row.InForce == TermsInForce.InForce),
            [.. rows.Where(row => row.InForce != TermsInForce.InForce)],
            await ApprovalListService.History(act.Db, approvals, ct),
            [.. holds.Select(row => Row(row, today) with { Asked = asked.GetValueOrDefault(row.Id) })],
            await ReserveService.View(act.Db, merchant, ct)
        );
    }

    /// <summary>Proposes terms from a business day on. They hold once another person of finance has agreed; returns the approval's number.</summary>
    /// <exception cref="Refusal">Out of range; begins before today; the same as now; something waits already.</exception>
    public async Task<string> Propose(
        Actor actor,
        string slug,
        DateOnly from,
        CycleTerms terms,
        string reason,
        string key,
        CancellationToken ct
    )
    {
        await using var act = await acts.Staff(actor, Permit.ManageSettlementTerms, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var merchant = await Find(act.Db, slug, ct);
        if (from < zone.Today(clock))
        {
            throw new Refusal(TermsRefusals.StartsInThePast, from).On(nameof(SettlementTerms.FromDay));
        }

        var row = SettlementTerms.Propose(merchant.Id, from, terms, actor.Name, clock.UtcNow());
        var book = (await ClosingReader.Terms(act.Db, [merchant.Id], ct)).GetValueOrDefault(merchant.Id, TermsHistory.None);
        Refusal.Unless(book.On(from) != row.Terms, TermsRefusals.Unchanged);
        await Save(act.Db, row, merchant, ct);
        var before = SettlementTerms.Content(merchant.Slug, null, book.On(from));
        var proposal = new Proposal(SettlementTermsApproval.KindName, row.Id, merchant.DisplayName, before, reason, key, merchant.Id);
        var approval = await desk.Propose(act.Db, actor, proposal, ct);
        await act.Commit();
        return approval.Number;
    }

    /// <summary>Puts terms in force without a second person: the operator's shell and the seeder, before anything is closed by others.</summary>
    /// <exception cref="Refusal">Out of range; a period of that time is closed.</exception>
    public async Task Install(Actor actor, string slug, DateOnly from, CycleTerms terms, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.InstallSettlementTerms, ct);
        var merchant = await Find(act.Db, slug, ct);
        await act.Begin();
        Refusal.Unless(
            !await act.Db.Statements.Of(merchant).AnyAsync(row => row.PeriodTo >= from, ct),
            TermsRefusals.StartsInThePast,
            from
        );
        var now = clock.UtcNow();
        var row = SettlementTerms.Propose(merchant.Id, from, terms, actor.Name, now);
        await Save(act.Db, row, merchant, ct);
        await SettlementTermsApproval.PutInForce(act.Db, row, actor, null, now, ct);
        await act.Commit();
    }

    internal static async Task<Merchant> Find(PortalDb db, string slug, CancellationToken ct) =>
        await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct) ?? throw Refusal.NotFound();

    internal static HoldRow Row(PayoutHold row, DateOnly today) =>
        new(
            row.Id,
            row.Reason,
            row.UntilDay,
            row.HeldBy,
            row.HeldUtc,
            row.ReleasedBy,
            row.ReleasedUtc,
            row.ReleaseNote,
            row.HoldsOn(today)
        );

    private static async Task Save(PortalDb db, SettlementTerms row, Merchant merchant, CancellationToken ct)
    {
        db.SettlementTerms.Add(row);
        await db.SaveOr(
            () => new Refusal(ApprovalsRefusals.AlreadyWaiting, merchant.DisplayName),
            "IX_SettlementTerms_MerchantId_State",
            ct
        );
    }

    private static async Task<Dictionary<long, List<SettlementTerms>>> Versions(PortalDb db, long[] merchants, CancellationToken ct)
    {
        var rows = await db
            .SettlementTerms.AsNoTracking()
            .Where(row => EF.Parameter(merchants).Contains(row.MerchantId) && row.State == TermsState.Agreed)
            .ToListAsync(ct);
        return merchants.ToDictionary(id => id, id => rows.Where(row => row.MerchantId == id).ToList());
    }

    /// <summary>Newest first, the default under them all; exactly one is in force.</summary>
    private static List<TermsRow> Rows(List<SettlementTerms> versions, DateOnly today)
    {
        var inForce = versions.Where(row => row.FromDay <= today).MaxBy(row => row.FromDay);
        List<TermsRow> rows =
        [
            .. versions
                .OrderByDescending(row => row.FromDay)
                .Select(row => new TermsRow(
                    row.FromDay,
                    row.Terms,
                    row == inForce ? TermsInForce.InForce
                        : row.FromDay > today ? TermsInForce.Coming
                        : TermsInForce.Former,
                    row.MadeBy,
                    row.AgreedBy,
                    row.ApprovalNumber
                )),
        ];
        rows.Add(new TermsRow(null, CycleTerms.Default, inForce is null ? TermsInForce.InForce : TermsInForce.Former, "", "", null));
        return rows;
    }
}
