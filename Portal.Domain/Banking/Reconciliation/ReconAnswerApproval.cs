using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Banking;

/// <summary>A difference is settled by hand: a second person agrees, and money in suspense goes where it belongs.</summary>
internal sealed class ReconAnswerApproval(LedgerPoster poster, SettlementZone zone, TimeProvider clock) : IApprovalHandler
{
    public const string KindName = "recon-answer";

    public string Name => KindName;
    public Permit Propose => Permit.Reconcile;
    public Permit Decide => Permit.ApproveMatches;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var item = await db.ReconItems.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, ct);
        return item is { ResolvedUtc: null, Proposed: not null } ? item.Content() : null;
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(ReconciliationService.LockName, ct);
        var item = await db.ReconItems.SingleAsync(row => row.Id == approval.SubjectId, ct);
        if (item.Proposed is ReconAnswer.IsBankFee or ReconAnswer.IsWithdrawal)
        {
            await Place(db, item, ct);
        }

        item.Resolve(checker.Name, nowUtc);
        db.Audit(
            checker,
            "recon.settled",
            "recon",
            ReconciliationService.Key(item),
            after: new
            {
                item.Reference,
                item.Proposed,
                item.AmountMinor,
            },
            why: approval.Number
        );
        await db.SaveChangesAsync(ct);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        var item = await db.ReconItems.SingleAsync(row => row.Id == approval.SubjectId, ct);
        item.TakeBack();
    }

    private async Task Place(PortalDb db, ReconItem item, CancellationToken ct)
    {
        var line = await db.BankLines.SingleAsync(row => row.Id == item.RefId, ct);
        var (kind, account) =
            item.Proposed == ReconAnswer.IsBankFee
                ? (BankLineKind.BankFee, LedgerCode.BankFee)
                : (BankLineKind.Withdrawal, LedgerCode.InTransitGateway);
        line.Place(kind);
        await poster.Post(db, GatewayWithdrawals.Placed(line, account, zone.Today(clock)), ct);
    }
}
