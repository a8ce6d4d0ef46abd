using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>What waits, what was proposed, what was decided, and one of them with its comparison.</summary>
public sealed class ApprovalListService
{
    private const int HistoryMax = 20;

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly ApprovalChecks _checks;

    internal ApprovalListService(Acts acts, ApprovalRequests desk, ApprovalChecks checks) => (_acts, _desk, _checks) = (acts, desk, checks);

    /// <summary>Every kind that the staff decides: one that is added later has its tab.</summary>
    public IEnumerable<string> StaffKinds => _desk.Kinds.Where(kind => kind.DecidedBy == DecidedBy.Staff).Select(kind => kind.Name);

    /// <summary>The staff's inbox, newest first; of one kind when named.</summary>
    public async Task<Page<ApprovalRow>> List(Actor actor, ApprovalView view, string? kind, PageAsk ask, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewApprovals, ct);
        var rows = view switch
        {
            ApprovalView.ForMe => await ForMe(act.Db, actor, ct),
            ApprovalView.Mine => act.Db.Approvals.Where(row => row.MakerId == actor.UserId),
            ApprovalView.Decided => act.Db.Approvals.Where(row => row.State != ApprovalState.Proposed),
        };
        return await Rows(act.Db, rows.Where(row => kind == null || row.Kind == kind), ask, ct);
    }

    /// <summary>How many wait for this person, for the menu.</summary>
    public async Task<int> Waiting(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewApprovals, ct);
        return await (await ForMe(act.Db, actor, ct)).CountAsync(ct);
    }

    /// <summary>What people of an organisation proposed or have to decide, newest first.</summary>
    public async Task<Page<ApprovalRow>> OfMerchant(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewOrganisationApprovals, ct);
        var own = _desk.Kinds.Where(ApprovalChecks.IsOfOrganisation).Select(kind => kind.Name).ToArray();
        return await Rows(act.Db, act.Db.Approvals.Where(row => row.MerchantId == act.Merchant.Id && own.Contains(row.Kind)), ask, ct);
    }

    /// <summary>One approval with what it would change, and why the reader cannot decide it, if so.</summary>
    /// <exception cref="Refusal">Not found, or not for this person to see.</exception>
    public async Task<ApprovalPage> Read(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Own(actor, Permit.SeeApprovals, ct);
        var approval = await act.Db.Approvals.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct);
        if (approval is null || !await _checks.MaySee(act.Db, actor, approval, ct))
        {
            throw Refusal.NotFound();
        }

        var (before, after) = (Canonical.Read(approval.Before), Canonical.Read(approval.Content));
        var open = approval.State == ApprovalState.Proposed;
        return new ApprovalPage(
            (await Shape(act.Db, [approval], ct))[0],
            approval.Hash,
            approval.Remark,
            [
                .. after
                    .Keys.Union(before.Keys, StringComparer.Ordinal)
                    .Select(field => new ContentLine(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field))),
            ],
            open && approval.MakerId == act.UserId,
            await _checks.HoldsRole(act.Db, actor, approval, ct),
            open ? await _checks.WhyNot(act.Db, actor, approval, ct) : []
        );
    }

    private async Task<IQueryable<Approval>> ForMe(PortalDb db, Actor actor, CancellationToken ct)
    {
        var roles = await db.StaffAssignments.Where(row => row.UserId == actor.UserId).Select(row => row.Role).ToListAsync(ct);
        var kinds = _desk
            .Kinds.Where(kind => kind.DecidedBy == DecidedBy.Staff && Permits.Of(kind.Decide).Staff.Any(roles.Contains))
            .Select(kind => kind.Name)
            .ToArray();
        return db.Approvals.Where(row =>
            row.State == ApprovalState.Proposed && kinds.Contains(row.Kind) && row.MakerId != actor.UserId && row.PersonId != actor.UserId
        );
    }

    /// <summary>The story of one subject, for the page of the thing itself.</summary>
    internal static async Task<IReadOnlyList<ApprovalRow>> History(PortalDb db, IQueryable<Approval> rows, CancellationToken ct) =>
        await Shape(db, await rows.AsNoTracking().OrderByDescending(row => row.Id).Take(HistoryMax).ToListAsync(ct), ct);

    private static async Task<Page<ApprovalRow>> Rows(PortalDb db, IQueryable<Approval> rows, PageAsk ask, CancellationToken ct)
    {
        var page = await rows.AsNoTracking().Keyset(ask, row => row.Id, row => row, ct);
        return new Page<ApprovalRow>(await Shape(db, page.Rows, ct), page.Newer, page.Older, page.Count);
    }

    private static async Task<List<ApprovalRow>> Shape(PortalDb db, IReadOnlyList<Approval> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.MerchantId).OfType<long>().Distinct().ToArray();
        var names = await db
            .Merchants.Where(merchant => ids.Contains(merchant.Id))
            .ToDictionaryAsync(merchant => merchant.Id, merchant => (merchant.Slug, merchant.DisplayName), ct);
        return
        [
            .. rows.Select(row =>
            {
                var (slug, name) = row.MerchantId is { } id ? names[id] : (null, null);
                return new ApprovalRow(
                    row.Id,
                    row.Number,
                    row.Kind,
                    row.Title,
                    slug,
                    name,
                    row.MakerName,
                    row.Reason,
                    row.ProposedUtc,
                    row.ExpiresUtc,
                    row.State,
                    row.DecidedBy,
                    row.DecidedUtc
                );
            }),
        ];
    }
}
