using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A stop of payouts is lifted: all that the books owe the merchant can leave again.</summary>
internal sealed class PayoutReleaseApproval(TimeProvider clock) : MoneyActApproval
{
    public const string KindName = "payout-release";

    public override string Name => KindName;
    public override Permit Propose => Permit.HoldPayouts;
    public override Permit Decide => Permit.ApproveReleases;

    /// <summary>The amount is that of when it was asked: what comes in meanwhile is owed all the same, and makes it no other decision.</summary>
    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var hold = await db.PayoutHolds.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        return new Dictionary<string, string?>
        {
            ["merchantName"] = await NameOf(db, hold.MerchantId, ct),
            ["hold"] = PayoutHoldService.Number(hold),
            ["heldWhy"] = hold.Reason,
            ["heldBy"] = hold.HeldBy,
            ["until"] = hold.UntilDay?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["owed"] = Whole(act.AmountMinor),
            ["currency"] = act.Currency,
            ["stands"] = Flag(hold.ReleasedUtc is null),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire("settlement", ct);
        var hold = await db.PayoutHolds.SingleAsync(row => row.Id == act.TargetId, ct);
        await Release(db, act, hold, by, ct);
    }

    /// <summary>What the merchant is owed in the books in any currency, settled or not: pending, available and payable.</summary>
    internal static async Task<Stake> StakeOf(PortalDb db, long merchantId, CancellationToken ct)
    {
        string[] codes =
        [
            LedgerCode.MerchantPending(merchantId).Value,
            LedgerCode.MerchantAvailable(merchantId).Value,
            LedgerCode.MerchantPayable(merchantId).Value,
        ];
        var rows = await db
            .LedgerAccounts.Where(account => EF.Parameter(codes).Contains(account.Code))
            .Join(
                db.LedgerBalances,
                account => account.Id,
                balance => balance.AccountId,
                (account, balance) => new { account.Currency, balance.BalanceMinor }
            )
            .ToListAsync(ct);
        // A credit is negative in the books. Who owes us is owed nothing.
        var owed = rows.GroupBy(row => row.Currency)
            .Select(group => new Money(Math.Max(0, -group.Sum(row => row.BalanceMinor)), Currency.Of(group.Key)));
        return Stake.Of(owed);
    }

    /// <summary>Does it, in the caller's transaction and turn.</summary>
    internal async Task Release(PortalDb db, MoneyAct act, PayoutHold hold, Actor by, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleAsync(row => row.Id == hold.MerchantId, ct);
        hold.Release(by, act.Why, clock.UtcNow());
        db.Audit(
            by,
            "payouts.released",
            PayoutHoldService.ObjectKind,
            PayoutHoldService.Number(hold),
            merchant.Id,
            after: new { act.AmountMinor, approval = act.ApprovalNumber },
            why: hold.ReleaseNote
        );
        await PayoutHoldService.Notify(db, Notifications.NoticeKind.PayoutsReleased, hold, merchant, hold.ReleaseNote!, ct);
        await db.SaveChangesAsync(ct);
    }
}
