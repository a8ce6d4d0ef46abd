using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>
/// A person says that the bank did not pay a transfer: its money is owed again and leaves once more. Were it not so, it would be paid twice.
/// </summary>
internal sealed class TransferRefusedApproval(TransferMoney money) : MoneyActApproval
{
    public const string KindName = "transfer-refused";

    public override string Name => KindName;
    public override Permit Propose => Permit.SendPayouts;
    public override Permit Decide => Permit.ApproveRefusedTransfers;

    private protected override async Task<IReadOnlyDictionary<string, string?>> Facts(PortalDb db, MoneyAct act, CancellationToken ct)
    {
        var transfer = await db.BankTransfers.AsNoTracking().SingleAsync(row => row.Id == act.TargetId, ct);
        return new Dictionary<string, string?>
        {
            ["merchantName"] = await NameOf(db, transfer.MerchantId, ct),
            ["reference"] = transfer.EndToEndId,
            ["holder"] = transfer.Payee,
            ["bank"] = transfer.BankCode,
            ["number"] = transfer.Last4,
            ["amount"] = Whole(transfer.AmountMinor),
            ["currency"] = transfer.Currency,
            ["stands"] = Flag(transfer.State == TransferState.Unknown),
        };
    }

    private protected override async Task Do(PortalDb db, MoneyAct act, Actor by, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(BankImportService.LockName, ct);
        var transfer = await db.BankTransfers.SingleAsync(row => row.Id == act.TargetId, ct);
        await Refuse(db, act, transfer, by, ct);
    }

    /// <summary>Does it, in the caller's transaction and turn.</summary>
    internal async Task Refuse(PortalDb db, MoneyAct act, BankTransfer transfer, Actor by, CancellationToken ct)
    {
        Refusal.Unless(transfer.State == TransferState.Unknown, BankingRefusals.NotUnknown, transfer.EndToEndId);
        transfer.Hear("RJCT", "NARR", act.Why, null);
        await money.Fail(db, by, transfer, ct);
        db.Audit(
            by,
            "bank-transfer.answered",
            "payout",
            transfer.EndToEndId,
            transfer.MerchantId,
            after: new { answer = BankAnswer.Refused, approval = act.ApprovalNumber },
            why: act.Why
        );
        await db.SaveChangesAsync(ct);
    }
}
