using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Certification;

public sealed partial class ReviewService
{
    public const string DecideWork = "certification.decide";
    private const int RacesMax = 5;

    /// <summary>
    /// Decides a case. The decision is kept now and is effective when its undo window is over; until then the merchant sees nothing of it.
    /// Returns when that is.
    /// </summary>
    /// <exception cref="Refusal">Whatever would refuse the decision now.</exception>
    public async Task<DateTime> Decide(Actor actor, string number, DecisionForm decision, CancellationToken ct)
    {
        await Rehearse(actor, number, decision, ct);
        await using var act = await _acts.Staff(actor, Permit.ReviewCases, CaseLoader.LockName(number), ct);
        var row = await Load(act.Db, number, ct);
        var now = _clock.UtcNow();
        var kept = row.Keep(decision, actor, await act.Db.Policies(ct), now);
        act.Audit("certification.decided", "case", number, after: new { decision.Kind, kept.EffectiveUtc }, merchantId: row.MerchantId);
        await act.Save();
        // The work is about this decision, not about the case: one that was undone can never be carried out in place of the next.
        act.Db.WorkItems.Add(WorkItem.For(DecideWork, kept.Id, kept.EffectiveUtc, now));
        await act.Commit();
        return kept.EffectiveUtc;
    }

    /// <summary>Takes one's own decision back while its window is open; the case lies on the table as before.</summary>
    /// <exception cref="Refusal">The window is over: the decision stands.</exception>
    public async Task Undo(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ReviewCases, ct);
        var row = await Load(act.Db, number, ct);
        var undone = row.Undo(actor, await act.Db.Policies(ct), _clock.UtcNow());
        await act.Commit("certification.decision-undone", "case", number, before: new { undone.Kind }, merchantId: row.MerchantId);
    }

    /// <summary>
    /// Carries a decision out once its window is over, in the name of who decided. True when nothing is left to do; run twice, it does
    /// nothing the second time. A case that the merchant withdrew meanwhile stays withdrawn.
    /// </summary>
    public async Task<bool> CarryOut(Actor actor, long decisionId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.ApplyDecisions, ct);
        for (var race = 1; ; race++)
        {
            try
            {
                return await CarryOut(decisionId, ct);
            }
            catch (Refusal refusal) when ((refusal.Code == KernelRefusals.Conflict || refusal.IsLostRace) && race < RacesMax)
            {
                // Somebody touched the case at the same moment: look again.
            }
            catch (Refusal refusal) when (refusal.Code != KernelRefusals.Conflict && !refusal.IsLostRace)
            {
                await Drop(actor, decisionId, refusal.Code, ct);
                return true;
            }
        }
    }

    /// <summary>Holds what the document says against the application: the same, or what it says there; null takes the answer back.</summary>
    public Task Read(Actor actor, string number, FactField field, bool? same, string? says, CancellationToken ct) =>
        Change(
            actor,
            number,
            async (db, row, now) =>
            {
                db.Audit(actor, "certification.field-read", "case", number, row.MerchantId, after: new { field, same });
                var text = same == false ? Text.Required(says, field.ToString(), ReadingRules.SaysMax) : string.Empty;
                var agrees = same == false && ReadingRules.Agree(_desk.Claimed(row, field), text);
                var kept = agrees || same != false ? string.Empty : _desk.Keep(field, text);
                row.Read(actor, field, agrees ? true : same, kept, await db.Policies(ct), now);
            },
            ct
        );

    // The same rules as later, on a case that is thrown away: what cannot be done is said before anything is kept.
    private async Task Rehearse(Actor actor, string number, DecisionForm decision, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ReviewCases, ct);
        var row = await Load(act.Db, number, ct);
        await DemandStranger(act.Db, actor, row, ct);
        await Apply(act.Db, actor, row, decision, _clock.UtcNow(), ct);
    }

    private async Task<bool> CarryOut(long decisionId, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        var row = await Of(step.Db, decisionId, ct);
        var decision = row.Decisions.Single(one => one.Id == decisionId);
        var now = _clock.UtcNow();
        if (decision.State != DecisionState.Waiting || now < decision.EffectiveUtc)
        {
            return decision.State != DecisionState.Waiting;
        }

        row.Release(decision, DecisionState.Effective, await step.Db.Policies(ct), now);
        var by = Actor.User(decision.ByUserId, decision.ByName, "job");
        // Who was linked to the organisation's people while the decision waited does not decide either.
        await DemandStranger(step.Db, by, row, ct);
        await Apply(step.Db, by, row, decision.Form, now, ct);
        await step.Commit();
        return true;
    }

    private async Task Drop(Actor actor, long decisionId, string code, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        var row = await Of(step.Db, decisionId, ct);
        var refused = row.Decisions.Single(one => one.Id == decisionId);
        row.Release(refused, DecisionState.Refused, await step.Db.Policies(ct), _clock.UtcNow(), code);
        step.Db.Audit(actor, "certification.decision-refused", "case", row.Number, row.MerchantId, why: code);
        await step.Commit();
    }

    private Task Apply(PortalDb db, Actor by, CertificationCase row, DecisionForm decision, DateTime now, CancellationToken ct)
    {
        switch (decision.Kind)
        {
            case DecisionKind.Approve:
                return Approve(db, by, row, now, ct);
            case DecisionKind.RequestChanges:
                return RequestChanges(db, by, row, decision.Remarks ?? [], now, ct);
            default:
                Refusal.Unless(decision.Reason is not null, CertificationRefusals.ReasonRequired);
                return Reject(db, by, row, decision.Reason!.Value, decision.Note, now, ct);
        }
    }

    private async Task Approve(PortalDb db, Actor by, CertificationCase row, DateTime now, CancellationToken ct)
    {
        var account = await AccountService.Load(db, row.AccountId, ct);
        var until = BadgeRules.NextEnd(
            account.CertifiedUntil,
            _zone.DayOf(now),
            await db.Policy(CertificationPolicies.CertificateMonths, ct)
        );
        var owner = await db.Merchants.SingleAsync(one => one.Id == row.MerchantId, ct);
        var checks = await _desk.Check(db, row, account, owner, ct);
        row.Approve(by, CheckRules.MustRead(checks), until, now);
        var before = new { account.State };
        account.Certify(row.LegalName, until, by, row.Number, now);
        var certified = new { account.State, until };
        db.Audit(by, "account.certified", "account", account.Number, row.MerchantId, before, certified, row.Number);
        db.Audit(by, "certification.approved", "case", row.Number, row.MerchantId, after: new { account.Number, until });
        await CaseNotices.Notify(db, row, NoticeKind.CertificationApproved, ct, until);
        // As the last day ends it is known how many days of grace follow.
        await Schedule(db, CertificationService.LapseWork, row.Id, _zone.EndOf(until), now, ct);
    }

    private async Task RequestChanges(
        PortalDb db,
        Actor by,
        CertificationCase row,
        IReadOnlyList<RemarkForm> remarks,
        DateTime now,
        CancellationToken ct
    )
    {
        row.AskForChanges(by, remarks, await _desk.Days(db, ct), await db.Policies(ct), now);
        // Only what they ask about is let go: the name, the category, or neither.
        var account = await AccountService.Load(db, row.AccountId, ct);
        account.HoldProfile(
            name: remarks.All(remark => remark.Subject != RemarkSubject.AccountName),
            category: remarks.All(remark => remark.Subject != RemarkSubject.Category)
        );
        var facts = new { row.Round, Subjects = remarks.Select(remark => remark.Subject.ToString()).Distinct().ToArray() };
        db.Audit(by, "certification.changes-requested", "case", row.Number, row.MerchantId, after: facts);
        await CaseNotices.Notify(db, row, NoticeKind.CertificationChanges, ct, _zone.DayOf(row.ReplyDueUtc!.Value));
        await Schedule(db, CertificationService.ExpireWork, row.Id, row.ReplyDueUtc!.Value.AddSeconds(1), now, ct);
    }

    private static async Task Reject(
        PortalDb db,
        Actor by,
        CertificationCase row,
        RejectReason reason,
        string? note,
        DateTime now,
        CancellationToken ct
    )
    {
        row.Reject(by, reason, note, now);
        db.Audit(by, "certification.rejected", "case", row.Number, row.MerchantId, after: new { reason }, why: row.DecisionNote);
        (await AccountService.Load(db, row.AccountId, ct)).HoldProfile(name: false, category: false);
        await CaseNotices.Notify(db, row, NoticeKind.CertificationRejected, ct, row.DecisionNote!);
    }

    private static async Task<CertificationCase> Of(PortalDb db, long decisionId, CancellationToken ct) =>
        await CaseLoader.Whole(db).SingleOrDefaultAsync(row => row.Decisions.Any(one => one.Id == decisionId), ct)
        ?? throw Refusal.NotFound();
}
