using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A held bill is taken as it is: its rows are the truth, and they are posted.</summary>
internal sealed class BillAcceptApproval : MoneyActApproval
{
    public const string KindName = "bill-accept";

    public override string Name => KindName;
    public override Permit Propose => Permit.DecideHeldBills;
    public override Permit Decide => Permit.ApproveHeldBills;

    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var bill = await db.Bills.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        var owner = await db
            .GatewayAccounts.Where(row => row.Provider == bill.Provider && row.MerchantNo == bill.MerchantNo)
            .Select(row => row.MerchantId)
            .SingleOrDefaultAsync(ct);
        return new Dictionary<string, string?>
        {
            ["bill"] = BillService.Key(bill.Id),
            ["fileName"] = bill.FileName,
            ["checksum"] = bill.Sha256,
            ["ofDay"] = bill.BillDay?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["gatewayAccount"] = $"{bill.Provider}:{bill.MerchantNo}",
            ["numberOwner"] = await NameOf(db, owner, ct),
            ["heldReason"] = bill.Held?.ToString(),
            ["payments"] = Whole(bill.Payments),
            ["gross"] = Whole(bill.GrossMinor),
            ["refundCount"] = Whole(bill.Refunds),
            ["refundSum"] = Whole(bill.RefundMinor),
            ["movements"] = Whole(bill.Movements),
            ["differs"] = string.Join(
                '\n',
                bill.Differences.Select(one => FormattableString.Invariant($"{one.Figure}\t{one.RowsMinor}\t{one.SummaryMinor}"))
            ),
            ["rowsAdded"] = Whole(bill.Changes?.Added),
            ["rowsGone"] = Whole(bill.Changes?.Gone),
            ["rowsChanged"] = Whole(bill.Changes?.Changed),
            ["currency"] = bill.Currency,
            ["stands"] = Flag(bill.State == BillState.Held),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        var bill = await db.Bills.SingleAsync(row => row.Id == act.TargetId, ct);
        await Accept(db, act, bill, by, nowUtc, ct);
    }

    /// <summary>All that the bill would post. Movements have no sum of their own, so a bill with some is never small.</summary>
    internal static Stake StakeOf(Bill bill) =>
        bill.Movements > 0
            ? new Stake(null, bill.Currency)
            : Stake.Of([
                new Money(bill.GrossMinor, Kernel.Currency.Of(bill.Currency)),
                new Money(bill.RefundMinor, Kernel.Currency.Of(bill.Currency)),
            ]);

    /// <summary>A revision says what changed since another bill: only where that one is in the books is it true.</summary>
    /// <exception cref="Refusal">The bill it was compared with waits itself, or was rejected.</exception>
    internal static async Task DemandPosted(PortalDb db, Bill bill, CancellationToken ct)
    {
        var posted =
            bill.RevisesId is not { } before
            || await db.Bills.AnyAsync(row => row.Id == before && (row.State == BillState.Posting || row.State == BillState.Posted), ct);
        Refusal.Unless(posted, PaymentsRefusals.BillRevisesUnposted, BillService.Key(bill.RevisesId ?? 0));
    }

    /// <summary>Does it, in the caller's transaction; a work row of the same posts it.</summary>
    internal static async Task Accept(PortalDb db, MoneyAct act, Bill bill, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        await DemandPosted(db, bill, ct);
        bill.Accept(by, nowUtc);
        db.WorkItems.Add(WorkItem.For(BillService.PostWork, bill.Id, nowUtc, nowUtc));
        db.Audit(
            by,
            "bill.accepted",
            "bill",
            BillService.Key(bill.Id),
            after: new { bill.Held, approval = act.ApprovalNumber },
            why: act.Why
        );
        await db.SaveChangesAsync(ct);
    }
}
