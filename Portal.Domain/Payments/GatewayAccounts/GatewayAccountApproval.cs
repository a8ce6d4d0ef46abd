using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A merchant number gets an owner: what waits for it in suspense becomes theirs, and what comes from now on.</summary>
internal sealed class GatewayAccountApproval(TimeProvider clock) : MoneyActApproval
{
    public const string KindName = "gateway-account";

    public override string Name => KindName;
    public override Permit Propose => Permit.ManageGatewayAccounts;
    public override Permit Decide => Permit.ApproveGatewayAccounts;

    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var account = await db.GatewayAccounts.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        var stake = await ExceptionAssignApproval.StakeOf(db, account, ct);
        return new Dictionary<string, string?>
        {
            ["merchantName"] = await NameOf(db, act.MerchantId, ct),
            ["gatewayAccount"] = $"{account.Provider}:{account.MerchantNo}",
            ["numberOwner"] = await NameOf(db, account.MerchantId, ct),
            ["amount"] = Whole(stake.Minor),
            ["currency"] = stake.Currency,
            ["stands"] = Flag(account.MerchantId is null),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        var account = await GatewayAccount.InTurn(db, act.TargetId, ct);
        await Assign(db, act, account, by, ct);
    }

    /// <summary>Does it, in the caller's transaction; what waits for the number follows in slices.</summary>
    internal async Task Assign(PortalDb db, MoneyAct act, GatewayAccount account, Actor by, CancellationToken ct)
    {
        account.Assign(act.MerchantId!.Value);
        await ExceptionAssignApproval.NumberSettled(db, act, account, by, ct);
        await ExceptionService.ClearLater(db, account.Id, clock.UtcNow(), ct);
        db.Audit(
            by,
            "gateway-account.added",
            "gateway-account",
            $"{account.Provider}:{account.MerchantNo}",
            account.MerchantId,
            after: new { act.AmountMinor, approval = act.ApprovalNumber },
            why: act.Why
        );
        await db.SaveChangesAsync(ct);
    }
}
