using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>Why a payout waits, as its merchant reads it.</summary>
internal enum PayoutHoldReason
{
    AccountChanged,
}

/// <summary>A change of where a merchant is paid: a finance approver agrees, the owners are told, and payouts wait for two days.</summary>
internal sealed class BankAccountApproval(ApprovalSettings settings) : IApprovalHandler
{
    public const string KindName = "bank-account";

    public string Name => KindName;
    public Permit Propose => Permit.ChangeBankAccount;
    public Permit Decide => Permit.ApproveBankAccounts;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var row = await db.BankAccounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == subjectId, ct);
        return row is { State: BankAccountState.Waiting } ? row.Content() : null;
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.BankAccounts.SingleAsync(account => account.Id == approval.SubjectId, ct);
        await PutInForce(db, row, checker, approval.Number, nowUtc, ct);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var row = await db.BankAccounts.SingleAsync(account => account.Id == approval.SubjectId, ct);
        row.Drop(nowUtc);
    }

    internal async Task PutInForce(PortalDb db, BankAccount row, Actor actor, string? why, DateTime nowUtc, CancellationToken ct)
    {
        var old = await db.BankAccounts.SingleOrDefaultAsync(
            account => account.MerchantId == row.MerchantId && account.State == BankAccountState.InForce,
            ct
        );
        var hold = old is null ? (DateTime?)null : nowUtc + settings.BankHold;
        old?.End(nowUtc);
        // One account is in force at a time: the old one leaves before the new one comes.
        await db.SaveChangesAsync(ct);
        row.PutInForce(nowUtc, hold);
        if (hold is { } until)
        {
            await Hold(db, row.MerchantId, until, ct);
        }

        await Notify(db, actor, row, hold ?? nowUtc, ct);
        db.Audit(
            actor,
            "bank-account.changed",
            "bank-account",
            string.Create(CultureInfo.InvariantCulture, $"BA-{row.Id:D6}"),
            row.MerchantId,
            old is null ? null : Facts(old),
            Facts(row),
            why
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Money that was on its way to the old account waits as well: somebody may have meant it to go to the new one.</summary>
    private static async Task Hold(PortalDb db, long merchantId, DateTime untilUtc, CancellationToken ct)
    {
        foreach (
            var payout in await db
                .Payouts.Where(row => row.MerchantId == merchantId)
                .Where(row => row.State == PayoutState.Proposed || row.State == PayoutState.Approved)
                .ToListAsync(ct)
        )
        {
            payout.Hold(untilUtc);
            var facts = await db
                .Statements.Where(row => row.Id == payout.StatementId)
                .Join(db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => new { row.Number, merchant.Slug })
                .SingleAsync(ct);
            var notification = new Notification(
                NoticeKind.PayoutHeld,
                new NoticeThing("statement", facts.Number, facts.Slug),
                string.Create(CultureInfo.InvariantCulture, $"{NoticeKind.PayoutHeld}:{payout.Number}:{untilUtc:yyyyMMddHHmm}"),
                payout.Number,
                new Money(payout.AmountMinor, Currency.Of(payout.Currency)),
                NoticeArg.Word(PayoutHoldReason.AccountChanged)
            );
            await db.Notify(notification, db.OwnersOf(merchantId), ct);
        }
    }

    private static async Task Notify(PortalDb db, Actor by, BankAccount row, DateTime fromUtc, CancellationToken ct)
    {
        var merchant = await db.Merchants.SingleAsync(one => one.Id == row.MerchantId, ct);
        await db.Notify(BankNotices.Changed(merchant, by, row, fromUtc), db.OwnersOf(row.MerchantId), ct);
    }

    private static object Facts(BankAccount row) =>
        new
        {
            row.Holder,
            row.BankCode,
            row.Last4,
            row.HoldUntilUtc,
        };
}
