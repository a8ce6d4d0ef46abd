using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>New terms of settlement: a finance approver agrees, and they hold from their day.</summary>
internal sealed class SettlementTermsApproval(SettlementZone zone) : IApprovalHandler
{
    public const string KindName = "settlement-terms";

    public string Name => KindName;
    public Permit Propose => Permit.ManageSettlementTerms;
    public Permit Decide => Permit.ApproveSettlementTerms;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var row = await db.SettlementTerms.AsNoTracking().SingleOrDefaultAsync(terms => terms.Id == subjectId, ct);
        return row is not { State: TermsState.Waiting }
            ? null
            : SettlementTerms.Content(await Slug(db, row.MerchantId, ct), row.FromDay, row.Terms);
    }

    /// <summary>Looks again whether the day is still to come: a period that is closed was closed by the terms of its time.</summary>
    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.SettlementTerms.SingleAsync(terms => terms.Id == approval.SubjectId, ct);
        Refusal.Unless(row.FromDay >= zone.DayOf(nowUtc), TermsRefusals.StartsInThePast, row.FromDay);
        await PutInForce(db, row, checker, approval.Number, nowUtc, ct);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.SettlementTerms.SingleAsync(terms => terms.Id == approval.SubjectId, ct);
        row.Drop();
    }

    internal static async Task PutInForce(
        PortalDb db,
        SettlementTerms row,
        Actor actor,
        string? approval,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var agreed = db.SettlementTerms.Where(terms => terms.MerchantId == row.MerchantId && terms.State == TermsState.Agreed);
        Refusal.Unless(!await agreed.AnyAsync(terms => terms.FromDay == row.FromDay, ct), TermsRefusals.SameStart, row.FromDay);
        var before = await agreed
            .Where(terms => terms.FromDay < row.FromDay)
            .OrderByDescending(terms => terms.FromDay)
            .FirstOrDefaultAsync(ct);
        row.Agree(actor, approval, nowUtc);
        db.Audit(
            actor,
            "settlement-terms.agreed",
            "settlement-terms",
            FormattableString.Invariant($"TM-{row.Id:D6}"),
            row.MerchantId,
            Facts(before?.Terms ?? CycleTerms.Default, before?.FromDay),
            Facts(row.Terms, row.FromDay),
            approval
        );
    }

    internal static Task<string> Slug(PortalDb db, long merchantId, CancellationToken ct) =>
        db.Merchants.Where(merchant => merchant.Id == merchantId).Select(merchant => merchant.Slug).SingleAsync(ct);

    private static object Facts(CycleTerms terms, DateOnly? from) =>
        new
        {
            from,
            cycle = terms.Cycle.ToString(),
            terms.Anchor,
            terms.DueAfter,
            dueCount = terms.DueCount.ToString(),
            terms.MinimumMinor,
            terms.ReservePartsPerMillion,
            terms.ReserveDays,
        };
}
