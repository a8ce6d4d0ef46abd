using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>An adjustment: a finance approver agrees, and one entry posts it in the same transaction.</summary>
internal sealed class AdjustmentApproval(LedgerPoster poster, SettlementZone zone) : IApprovalHandler
{
    public const string KindName = "adjustment";

    public string Name => KindName;
    public Permit Propose => Permit.ProposeAdjustments;
    public Permit Decide => Permit.ApproveAdjustments;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var row = await db.Adjustments.AsNoTracking().SingleOrDefaultAsync(adjustment => adjustment.Id == subjectId, ct);
        return row is not { State: AdjustmentState.Waiting }
            ? null
            : row.Content(await SettlementTermsApproval.Slug(db, row.MerchantId, ct));
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.Adjustments.SingleAsync(adjustment => adjustment.Id == approval.SubjectId, ct);
        // Today's day, never an earlier one: what is closed is not touched.
        var entry = await poster.Post(db, row.Entry(zone.DayOf(nowUtc)), ct);
        row.Posted(entry, checker, approval.Number, nowUtc);
        db.Audit(
            checker,
            "adjustment.posted",
            "adjustment",
            row.Number,
            row.MerchantId,
            after: new
            {
                row.AmountMinor,
                reason = row.Reason.ToString(),
                account = row.Account.ToString(),
                row.EntryId,
            },
            why: row.Note
        );
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.Adjustments.SingleAsync(adjustment => adjustment.Id == approval.SubjectId, ct);
        row.Drop(nowUtc);
    }
}
