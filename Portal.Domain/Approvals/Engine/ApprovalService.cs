using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Approvals;

/// <summary>
/// The second person's side. A decision and its effect are one transaction: under any race one person decides and the effect happens once,
/// and whoever is killed in between has done nothing.
/// </summary>
public sealed class ApprovalService
{
    public const string ExpireWork = ApprovalRequests.ExpireWork;

    /// <summary>Letters that a reason, and what the decider says, may have.</summary>
    public const int ReasonMax = Approval.ReasonMax;
    public const int RemarkMax = Approval.RemarkMax;

    private readonly Acts _acts;
    private readonly ApprovalRequests _desk;
    private readonly ApprovalChecks _checks;
    private readonly IEnumerable<IStepUp> _stepUps;
    private readonly TimeProvider _clock;

    internal ApprovalService(Acts acts, ApprovalRequests desk, ApprovalChecks checks, IEnumerable<IStepUp> stepUps, TimeProvider clock) =>
        (_acts, _desk, _checks, _stepUps, _clock) = (acts, desk, checks, stepUps, clock);

    /// <summary>Agrees to what the page showed, named by its hash; the effect happens with it. A second click of the same person changes nothing.</summary>
    /// <exception cref="Refusal">
    /// Not for this person (own proposal, linked account, had a hand in it, conflict of interest, role too new); decided meanwhile; too late;
    /// the content is not what was proposed, or not what was shown.
    /// </exception>
    public async Task Approve(Actor actor, string number, string hash, string? remark, CancellationToken ct)
    {
        await using var act = await _acts.Own(actor, Permit.DecideApprovals, ct);
        await JudgeBefore(act.Db, actor, number, ct);
        await act.Begin();
        var (approval, kind) = await Find(act.Db.Approvals, act.Db, actor, number, ct);
        if (approval.State == ApprovalState.Approved && approval.DecidedById == act.UserId)
        {
            return;
        }

        await Judge(act.Db, actor, approval, ct);
        var now = _clock.UtcNow();
        await RefuseStale(act, actor, approval, kind, now, ct);
        Refusal.Unless(hash == approval.Hash, ApprovalsRefusals.ShownOther);
        approval.Approve(actor, remark, now);
        act.Db.ApprovalEffects.Add(new ApprovalEffect(approval, now));
        await SaveOnce(act.Db, approval, ct);
        await kind.Apply(act.Db, approval, actor, now, ct);
        await Finish(act.Db, actor, approval, "approval.approved", ct);
        await act.Commit();
    }

    /// <summary>Says no, with a remark the maker reads.</summary>
    /// <exception cref="Refusal">As for approving; no remark.</exception>
    public async Task Reject(Actor actor, string number, string remark, CancellationToken ct)
    {
        await using var act = await _acts.Own(actor, Permit.DecideApprovals, ct);
        await JudgeBefore(act.Db, actor, number, ct);
        await act.Begin();
        var (approval, kind) = await Find(act.Db.Approvals, act.Db, actor, number, ct);
        if (approval.State == ApprovalState.Rejected && approval.DecidedById == act.UserId)
        {
            return;
        }

        await Judge(act.Db, actor, approval, ct);
        var now = _clock.UtcNow();
        await RefuseStale(act, actor, approval, kind, now, ct);
        approval.Reject(actor, remark, now);
        await SaveOnce(act.Db, approval, ct);
        await kind.Drop(act.Db, approval, now, ct);
        await Finish(act.Db, actor, approval, "approval.rejected", ct);
        await act.Commit();
    }

    /// <summary>Takes back what the actor proposed themselves.</summary>
    /// <exception cref="Refusal">Somebody else's proposal, or decided already.</exception>
    public async Task Withdraw(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Own(actor, Permit.DecideApprovals, ct);
        var (before, _) = await Find(act.Db.Approvals.AsNoTracking(), act.Db, actor, number, ct);
        Refusal.Unless(before.MakerId == act.UserId, ApprovalsRefusals.NotYours, before.MakerName);
        await act.Begin();
        var (approval, kind) = await Find(act.Db.Approvals, act.Db, actor, number, ct);
        if (approval.State == ApprovalState.Withdrawn)
        {
            return;
        }

        var now = _clock.UtcNow();
        approval.Withdraw(actor, now);
        await SaveOnce(act.Db, approval, ct);
        await kind.Drop(act.Db, approval, now, ct);
        ApprovalRequests.Record(act.Db, actor, approval, "approval.withdrawn");
        await act.Commit();
    }

    /// <summary>The work item's hour has come: what still waits is over.</summary>
    public async Task Expire(Actor actor, long approvalId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.ExpireApprovals, ct);
        await act.Begin();
        var approval = await act.Db.Approvals.SingleAsync(row => row.Id == approvalId, ct);
        var now = _clock.UtcNow();
        if (approval.State != ApprovalState.Proposed || !approval.IsOver(now))
        {
            return;
        }

        await End(act.Db, actor, approval, _desk.Of(approval.Kind), ApprovalState.Expired, now, ct);
        await act.Commit();
    }

    private async Task<(Approval Approval, IApprovalHandler Kind)> Find(
        IQueryable<Approval> approvals,
        PortalDb db,
        Actor actor,
        string number,
        CancellationToken ct
    )
    {
        var approval = await approvals.SingleOrDefaultAsync(row => row.Number == number, ct);
        return approval is not null && await _checks.MaySee(db, actor, approval, ct)
            ? (approval, _desk.Of(approval.Kind))
            : throw Refusal.NotFound();
    }

    /// <summary>Whoever may not decide makes nobody wait: asked before the transaction, and again inside it.</summary>
    private async Task JudgeBefore(PortalDb db, Actor actor, string number, CancellationToken ct)
    {
        var (approval, _) = await Find(db.Approvals.AsNoTracking(), db, actor, number, ct);
        // The second click of who has decided is no refusal.
        if (approval.DecidedById != actor.UserId)
        {
            await Judge(db, actor, approval, ct);
        }
    }

    private async Task Judge(PortalDb db, Actor actor, Approval approval, CancellationToken ct)
    {
        if (await _checks.WhyNot(db, actor, approval, ct) is [var reason, ..])
        {
            throw reason;
        }

        foreach (var stepUp in _stepUps)
        {
            await stepUp.Require(db, actor, ct);
        }
    }

    /// <summary>Decided, too late, or changed since: the last two end the proposal before they refuse.</summary>
    private async Task RefuseStale(Act act, Actor actor, Approval approval, IApprovalHandler kind, DateTime now, CancellationToken ct)
    {
        Refusal.Unless(approval.State == ApprovalState.Proposed, ApprovalsRefusals.AlreadyDecided, approval.Number);
        if (approval.IsOver(now))
        {
            await End(act.Db, actor, approval, kind, ApprovalState.Expired, now, ct);
            await act.Commit();
            throw new Refusal(ApprovalsRefusals.Expired, approval.ExpiresUtc);
        }

        var content = await kind.Content(act.Db, approval.SubjectId, ct);
        if (content is null || Canonical.Hash(approval.Kind, approval.SubjectId, Canonical.Text(content)) != approval.Hash)
        {
            await End(act.Db, actor, approval, kind, ApprovalState.Superseded, now, ct);
            await act.Commit();
            throw new Refusal(ApprovalsRefusals.ContentChanged);
        }
    }

    private async Task End(
        PortalDb db,
        Actor actor,
        Approval approval,
        IApprovalHandler kind,
        ApprovalState state,
        DateTime now,
        CancellationToken ct
    )
    {
        var (act, action) =
            state == ApprovalState.Expired
                ? ((Action)(() => approval.Expire(actor, now)), "approval.expired")
                : (() => approval.Supersede(actor, now), "approval.superseded");
        act();
        await SaveOnce(db, approval, ct);
        if (await kind.Content(db, approval.SubjectId, ct) is not null)
        {
            await kind.Drop(db, approval, now, ct);
        }

        await Finish(db, actor, approval, action, ct);
    }

    /// <summary>Wins the race or loses it, before anything follows from it.</summary>
    private static Task SaveOnce(PortalDb db, Approval approval, CancellationToken ct) =>
        db.SaveOr(() => new Refusal(ApprovalsRefusals.AlreadyDecided, approval.Number), null, ct);

    private static async Task Finish(PortalDb db, Actor actor, Approval approval, string action, CancellationToken ct)
    {
        ApprovalRequests.Record(db, actor, approval, action, approval.Remark);
        var notification = new Notification(
            NoticeKind.ApprovalDecided,
            new NoticeThing(ApprovalRequests.ObjectKind, approval.Number),
            $"{NoticeKind.ApprovalDecided}:{approval.Number}",
            [actor.Name, approval.Title, NoticeArg.Word(approval.State)]
        );
        await db.Notify(notification, [approval.MakerId], ct);
        await db.SaveChangesAsync(ct);
    }
}
