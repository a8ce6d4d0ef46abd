using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Approvals;

/// <summary>
/// Where modules bring what needs a second person. Works in the caller's transaction, after the caller has asked the Gate and saved the row
/// it is about.
/// </summary>
public sealed class ApprovalRequests
{
    public const string ExpireWork = "approval.expire";
    public const string ObjectKind = "approval";

    private readonly Dictionary<string, IApprovalHandler> _kinds;
    private readonly TimeProvider _clock;

    internal ApprovalRequests(IEnumerable<IApprovalHandler> kinds, TimeProvider clock) =>
        (_kinds, _clock) = (kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal), clock);

    internal IReadOnlyCollection<IApprovalHandler> Kinds => _kinds.Values;

    internal IApprovalHandler Of(string kind) => _kinds[kind];

    /// <summary>The proposal this command made already, when the click came twice. Asked alone in the command (<see cref="Act.Command"/>).</summary>
    internal static Task<Approval?> Repeated(PortalDb db, Actor maker, string commandKey, CancellationToken ct) =>
        db.Approvals.AsNoTracking().SingleOrDefaultAsync(row => row.MakerId == maker.UserId && row.CommandKey == commandKey, ct);

    /// <exception cref="Refusal">No reason; the subject has a proposal that waits.</exception>
    internal async Task<Approval> Propose(PortalDb db, Actor maker, Proposal proposal, CancellationToken ct)
    {
        if (maker.Kind != ActorKind.User)
        {
            throw Refusal.Denied(Of(proposal.Kind).Propose);
        }

        var now = _clock.UtcNow();
        var content =
            await Of(proposal.Kind).Content(db, proposal.SubjectId, ct)
            ?? throw new InvalidOperationException($"{proposal.Kind} {proposal.SubjectId} has no content to approve.");
        var year = now.Year;
        var serial = await Sequences.Next(db, Things.Approval.SequenceOf(year), ct);
        var number = Things.Approval.Of(year, serial);
        var patience = await db.Policy(OperationsPolicies.ApprovalHours, ct);
        var approval = Approval.Propose(number, proposal, Canonical.Text(content), maker, now, now + patience);
        db.Approvals.Add(approval);
        db.ApprovalHands.Add(new ApprovalHand(proposal.Kind, proposal.SubjectId, maker.UserId, now));
        await db.SaveOr(() => new Refusal(ApprovalsRefusals.AlreadyWaiting, proposal.Title), "IX_Approvals_Kind_SubjectId", ct);

        db.WorkItems.Add(WorkItem.For(ExpireWork, approval.Id, approval.ExpiresUtc, now));
        Record(db, maker, approval, "approval.proposed", approval.Reason);
        await NotifyCheckers(db, maker, approval, ct);
        return approval;
    }

    private async Task NotifyCheckers(PortalDb db, Actor maker, Approval approval, CancellationToken ct)
    {
        var kind = Of(approval.Kind);
        var notification = new Notification(
            NoticeKind.ApprovalWaiting,
            new NoticeThing(ObjectKind, approval.Number),
            $"{NoticeKind.ApprovalWaiting}:{approval.Number}",
            [approval.MakerName, approval.Title]
        );
        var checkers =
            kind.DecidedBy == DecidedBy.Merchant && approval.MerchantId is { } merchant
                ? db.MembersWith(merchant, kind.Decide)
                : db.StaffWith(kind.Decide);
        await db.Notify(notification, checkers, ct, except: maker);
    }

    /// <summary>The content is about to be edited: what waits for agreement with the old one falls.</summary>
    internal Task Supersede(PortalDb db, Actor editor, string kind, long subjectId, CancellationToken ct) =>
        End(db, editor, kind, subjectId, null, ct);

    /// <summary>Its subject was settled another way: nobody need decide about it any more.</summary>
    internal static Task CallOff(PortalDb db, Actor by, string kind, long subjectId, CancellationToken ct) =>
        End(db, by, kind, subjectId, Approval.SettledOtherwise, ct);

    private static async Task End(PortalDb db, Actor by, string kind, long subjectId, string? why, CancellationToken ct)
    {
        var waiting = await db.Approvals.SingleOrDefaultAsync(
            row => row.Kind == kind && row.SubjectId == subjectId && row.State == ApprovalState.Proposed,
            ct
        );
        if (waiting is not null)
        {
            waiting.Supersede(by, db.Time.UtcNow(), why);
            Record(db, by, waiting, "approval.superseded", why);
            await db.SaveChangesAsync(ct);
        }
    }

    internal static void Record(PortalDb db, Actor actor, Approval approval, string action, string? why = null) =>
        db.Audit(
            actor,
            action,
            ObjectKind,
            approval.Number,
            approval.MerchantId,
            after: new
            {
                approval.Kind,
                approval.Title,
                approval.State,
                approval.Hash,
            },
            why: why
        );
}
