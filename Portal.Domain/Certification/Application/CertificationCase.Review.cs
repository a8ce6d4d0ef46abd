using Portal.Domain.Calendar;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>The reviewer's side of a case: who has it, what they found, what they ask, what they decide.</summary>
internal sealed partial class CertificationCase
{
    /// <summary>Somebody else is at it now.</summary>
    public bool IsHeldByOther(long userId, DateTime nowUtc) =>
        State == CaseState.InReview && ReviewerId is { } holder && holder != userId && (LeasedUntilUtc > nowUtc || Pending is not null);

    public bool IsHeldBy(long userId, DateTime nowUtc) =>
        State == CaseState.InReview && ReviewerId == userId && (LeasedUntilUtc > nowUtc || Pending is not null);

    /// <summary>Takes the case for a while; a case whose holder let their lease run out may be taken over.</summary>
    internal void Claim(Actor by, PolicySet policies, DateTime nowUtc)
    {
        if (IsHeldByOther(by.UserId, nowUtc))
        {
            throw new Refusal(CertificationRefusals.ClaimedByOther, ReviewerName ?? string.Empty);
        }

        Refusal.Unless(Pending is null, CertificationRefusals.DecisionWaits);
        if (State == CaseState.Submitted)
        {
            Move(CaseState.InReview);
            Note(CaseEventKind.ReviewStarted, by, nowUtc);
        }

        Refusal.Unless(State == CaseState.InReview, CertificationRefusals.MoveNotAllowed, State, CaseState.InReview);
        (ReviewerId, ReviewerName, LeasedUntilUtc) = (
            by.UserId,
            by.Name,
            nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc)
        );
    }

    internal void Release(Actor by, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        Move(CaseState.Submitted);
        (ReviewerId, ReviewerName, LeasedUntilUtc) = (null, null, null);
    }

    /// <summary>One line of the checklist. A failed one says why; null takes the answer back.</summary>
    internal void Answer(Actor by, ChecklistItem item, bool? passed, string? note, PolicySet policies, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        LeasedUntilUtc = nowUtc + policies.At(CertificationPolicies.CertificationLeaseMinutes, nowUtc);
        var text = Text.Optional(note, "Note", NoteMax);
        if (passed == false && text.Length == 0)
        {
            throw new Refusal(CertificationRefusals.NoteRequired).On("Note");
        }

        var verdict = _verdicts.SingleOrDefault(row => row.Round == Round && row.Item == item);
        if (verdict is null)
        {
            _verdicts.Add(verdict = new CaseVerdict(MerchantId, Round, item));
        }

        verdict.Answer(passed, text, by, nowUtc);
    }

    /// <summary>
    /// Asks the merchant: a remark per field or document. So often at most, so many days in all, and never less than some working days to
    /// answer, by the policies in force; the time does not end on a day off.
    /// </summary>
    internal void AskForChanges(Actor by, IReadOnlyList<RemarkForm> remarks, BusinessDays days, PolicySet policies, DateTime nowUtc)
    {
        var rounds = policies.At(CertificationPolicies.CertificationRounds, nowUtc);
        DemandHeld(by, nowUtc);
        Refusal.Unless(Round < rounds, CertificationRefusals.RoundsUsedUp, rounds);
        Refusal.Unless(remarks.Count > 0, CertificationRefusals.RemarkRequired);
        Move(CaseState.NeedsInfo);
        foreach (var kind in DocumentRules.All)
        {
            Current(kind)
                ?.Judge(remarks.Any(remark => remark.Subject == ChecklistRules.SubjectOf(kind)) ? DocumentState.Replace : Found(kind));
        }

        // What passed and is not asked about again stays passed: the next round begins with it.
        var kept = _verdicts
            .Where(row => row.Round == Round && row.Passed == true)
            .Where(row => remarks.All(remark => remark.Subject != ChecklistRules.SubjectOf(row.Item)))
            .ToList();
        Round++;
        _verdicts.AddRange(kept.Select(row => row.ForRound(Round)));
        var least = days.Due(nowUtc, policies.At(CertificationPolicies.CertificationReplyWorkingDays, nowUtc));
        var due = ReplyDueUtc ?? days.OnWorkingDay(nowUtc.AddDays(policies.At(CertificationPolicies.CertificationReplyDays, nowUtc)));
        ReplyDueUtc = due < least ? least : due;
        (SlaDueUtc, LeasedUntilUtc) = (null, null);
        foreach (var remark in remarks)
        {
            var text = Text.Required(remark.Text, remark.Subject.ToString(), NoteMax);
            _remarks.Add(new CaseRemark(MerchantId, Round, remark.Subject, text, by, nowUtc));
        }

        Note(CaseEventKind.ChangesRequested, by, nowUtc);
    }

    /// <summary>
    /// Certifies for a year. Only when every line of the checklist passed, and what the machine could not settle was read in the licence.
    /// </summary>
    internal void Approve(Actor by, IReadOnlyList<FactField> mustRead, DateOnly validUntil, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        var open = ChecklistRules.All.Count(item => PassedNow(item) != true);
        Refusal.Unless(open == 0, CertificationRefusals.ChecksOpen, open);
        Refusal.Unless(Differing == 0, CertificationRefusals.ValuesDiffer, Differing);
        foreach (var field in mustRead.Where(field => ReadingNow(field)?.Same != true))
        {
            throw new Refusal(
                field == FactField.CreditCode ? CertificationRefusals.CreditCodeUnread : CertificationRefusals.LegalNameUnread
            );
        }

        Move(CaseState.Approved);
        ValidUntil = validUntil;
        foreach (var kind in DocumentRules.All)
        {
            Current(kind)?.Judge(DocumentState.Accepted);
        }

        Close(nowUtc);
        Note(CaseEventKind.Approved, by, nowUtc);
    }

    internal void Reject(Actor by, RejectReason reason, string? note, DateTime nowUtc)
    {
        DemandHeld(by, nowUtc);
        DecisionNote = Text.Required(note, "Note", NoteMax);
        RejectReason = reason;
        Move(CaseState.Rejected);
        Close(nowUtc);
        Note(CaseEventKind.Rejected, by, nowUtc, reason.ToString());
    }

    /// <summary>The thirty days are over; true when the case moved.</summary>
    internal bool Expire(Actor by, DateTime nowUtc)
    {
        if (State != CaseState.NeedsInfo || nowUtc <= ReplyDueUtc)
        {
            return false;
        }

        Move(CaseState.Expired);
        Close(nowUtc);
        Note(CaseEventKind.Expired, by, nowUtc);
        return true;
    }

    internal bool? PassedNow(ChecklistItem item) => _verdicts.SingleOrDefault(row => row.Round == Round && row.Item == item)?.Passed;

    // Every line about this document passed: accepted for good. Anything open: still being looked at.
    private DocumentState Found(DocumentKind kind) =>
        ChecklistRules.Of(kind).Any() && ChecklistRules.Of(kind).All(item => PassedNow(item) == true)
            ? DocumentState.Accepted
            : DocumentState.Waiting;

    private void DemandHeld(Actor by, DateTime nowUtc)
    {
        if (IsHeldByOther(by.UserId, nowUtc))
        {
            throw new Refusal(CertificationRefusals.ClaimedByOther, ReviewerName ?? string.Empty);
        }

        Refusal.Unless(IsHeldBy(by.UserId, nowUtc), CertificationRefusals.NotClaimed);
        Refusal.Unless(Pending is null, CertificationRefusals.DecisionWaits);
    }
}
