using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Another rate of VAT: another person of finance agrees, and it is in force from its day.</summary>
internal sealed class VatRateApproval(SettlementZone zone) : IApprovalHandler
{
    public const string KindName = "vat-rate";

    public string Name => KindName;
    public Permit Propose => Permit.ManageFees;
    public Permit Decide => Permit.ApproveFees;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var row = await db.VatRates.AsNoTracking().SingleOrDefaultAsync(rate => rate.Id == subjectId, ct);
        return row is not { State: VatRateState.Waiting } ? null : VatRate.Content(row.FromDay, row.PartsPerMillion);
    }

    /// <summary>Looks again whether the day is still to come: what is closed was taxed by the rate of its time.</summary>
    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(VatPosting.LockName, ct);
        var row = await db.VatRates.SingleAsync(rate => rate.Id == approval.SubjectId, ct);
        await RefuseThePast(db, row.FromDay, zone.DayOf(nowUtc), ct);
        var before = (await VatCalculator.Rates(db, ct)).On(row.FromDay);
        row.Agree(checker, approval.Number, nowUtc);
        db.Audit(
            checker,
            "vat-rate.agreed",
            "vat-rate",
            Things.VatRate.Of(row.Id),
            null,
            new { before?.FromDay, before?.PartsPerMillion },
            new { row.FromDay, row.PartsPerMillion },
            approval.Number
        );
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.VatRates.SingleAsync(rate => rate.Id == approval.SubjectId, ct);
        row.Drop();
    }

    internal static async Task RefuseThePast(PortalDb db, DateOnly from, DateOnly today, CancellationToken ct)
    {
        if (from < today || await db.VatLines.AnyAsync(line => line.Day >= from, ct))
        {
            throw new Refusal(VatRefusals.StartsInThePast, from).On(nameof(VatRate.FromDay));
        }
    }
}
