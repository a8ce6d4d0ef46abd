using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Money is to leave: a second person agrees to the payouts, their amounts and the accounts they go to.</summary>
internal sealed class PayoutBatchApproval(TimeProvider clock) : IApprovalHandler
{
    public const string KindName = "payout-batch";

    public string Name => KindName;
    public Permit Propose => Permit.ProposePayouts;
    public Permit Decide => Permit.ApprovePayouts;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, ct);
        if (batch is not { State: BatchState.Proposed })
        {
            return null;
        }

        var account = await db.OperatorAccounts.AsNoTracking().SingleAsync(row => row.Id == batch.AccountId, ct);
        var payouts = await db.Payouts.AsNoTracking().Where(row => row.BatchId == batch.Id).ToListAsync(ct);
        var plan = await PayoutPlan.Of(db, payouts, account.Currency, clock.UtcNow(), ct);
        return new Dictionary<string, string?>
        {
            ["batch"] = batch.Number,
            ["number"] = account.Last4,
            ["day"] = batch.ExecutionDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["payouts"] = plan.Lines.Count.ToString(CultureInfo.InvariantCulture),
            ["total"] = plan.TotalMinor.ToString(CultureInfo.InvariantCulture),
            ["currency"] = account.Currency,
            ["seal"] = plan.Hash,
        };
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.SingleAsync(row => row.Id == approval.SubjectId, ct);
        await Approve(db, batch, checker, checker.Name, nowUtc, ct);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.SingleAsync(row => row.Id == approval.SubjectId, ct);
        await Release(db, batch, ct);
    }

    /// <summary>From here on it leaves: the file is written by a work row of the same transaction.</summary>
    /// <param name="by">Whose act it is, also where no second person was needed.</param>
    /// <param name="agreed">Who agreed, as the batch shows it: the second person, or the site's policy.</param>
    internal static async Task Approve(PortalDb db, PayoutBatch batch, Actor by, string agreed, DateTime nowUtc, CancellationToken ct)
    {
        batch.Approve(agreed, nowUtc);
        foreach (var payout in await db.Payouts.Where(row => row.BatchId == batch.Id).ToListAsync(ct))
        {
            payout.Reach(Settlement.PayoutState.Approved, nowUtc);
        }

        db.WorkItems.Add(WorkItem.For(PayoutFileService.WriteWork, batch.Id, nowUtc, nowUtc));
        db.Audit(
            by,
            "payout-batch.approved",
            "payout-batch",
            batch.Number,
            after: new
            {
                batch.Payouts,
                batch.TotalMinor,
                batch.Plan,
                Alone = agreed != by.Name,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    internal static async Task Release(PortalDb db, PayoutBatch batch, CancellationToken ct)
    {
        batch.Drop();
        foreach (var payout in await db.Payouts.Where(row => row.BatchId == batch.Id).ToListAsync(ct))
        {
            payout.LetGo();
        }
    }
}
