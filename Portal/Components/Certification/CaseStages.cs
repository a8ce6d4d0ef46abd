using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>The five stages above the page, derived from the case, never ticked by hand.</summary>
public static class CaseStages
{
    public static IReadOnlyList<DocumentView> Current(CaseView row) =>
        [.. row.Documents.GroupBy(one => one.Kind).Select(kind => kind.MaxBy(one => one.Revision)!)];

    public static IReadOnlyList<Stage> Of(CertificationView view, TimeZoneInfo zone)
    {
        var row = view.Current;
        return [Identity(row, zone), Documents(row), Fee(view, row), Review(row, zone), Certified(view)];
    }

    private static Stage Identity(CaseView? row, TimeZoneInfo zone) =>
        row switch
        {
            null => new(CertificationTexts.StageIdentity, CertificationTexts.NoteToFill, StageState.NeedsYou),
            { SubmittedUtc: { } at } => new(
                CertificationTexts.StageIdentity,
                Fmt.Text(CertificationTexts.NoteGiven, Fmt.Instant(at, zone)),
                StageState.Done
            ),
            { HasIdentityNumber: true, HasMobile: true } => new(
                CertificationTexts.StageIdentity,
                CertificationTexts.NoteFilled,
                StageState.Done
            ),
            _ => new(CertificationTexts.StageIdentity, CertificationTexts.NoteToFill, StageState.NeedsYou),
        };

    private static Stage Documents(CaseView? row)
    {
        if (row is null)
        {
            return new(CertificationTexts.StageDocuments, null, StageState.ToCome);
        }

        var current = Current(row);
        var accepted = current.Count(one => one.State == DocumentState.Accepted);
        var required = DocumentRules.All.Count(DocumentRules.IsRequired);
        var there = current.Count(one => DocumentRules.IsRequired(one.Kind));
        return row.State switch
        {
            CaseState.Draft or CaseState.FeeDue => new(
                CertificationTexts.StageDocuments,
                Fmt.Text(CertificationTexts.NoteUploaded, Fmt.Count(there), Fmt.Count(required)),
                there == required ? StageState.Done : StageState.NeedsYou
            ),
            CaseState.Submitted or CaseState.InReview => new(
                CertificationTexts.StageDocuments,
                CertificationTexts.DocumentWaiting,
                StageState.Now
            ),
            CaseState.NeedsInfo => new(
                CertificationTexts.StageDocuments,
                Fmt.Text(CertificationTexts.NoteAccepted, Fmt.Count(accepted), Fmt.Count(current.Count)),
                current.Any(one => one.State == DocumentState.Replace) ? StageState.NeedsYou : StageState.Now
            ),
            CaseState.Approved => new(
                CertificationTexts.StageDocuments,
                Fmt.Text(CertificationTexts.NoteAccepted, Fmt.Count(accepted), Fmt.Count(current.Count)),
                StageState.Done
            ),
            CaseState.Rejected or CaseState.Withdrawn or CaseState.Expired => new(
                CertificationTexts.StageDocuments,
                null,
                StageState.Waiting
            ),
        };
    }

    private static Stage Fee(CertificationView view, CaseView? row)
    {
        var title = CertificationTexts.StageFee;
        var amount = Fmt.Money(view.Fee.Amount);
        if (row?.Receipt is { } receipt)
        {
            return new(
                title,
                Fmt.Text(receipt.Waived.IsZero ? CertificationTexts.NotePaid : CertificationTexts.NoteWaived, amount),
                StageState.Done
            );
        }

        return new(title, amount, row?.State == CaseState.FeeDue ? StageState.NeedsYou : StageState.ToCome);
    }

    private static Stage Review(CaseView? row, TimeZoneInfo zone) =>
        row?.State switch
        {
            CaseState.Submitted => new(
                CertificationTexts.StageReview,
                row.SlaDueUtc is { } due ? Fmt.Text(CertificationTexts.NoteDueBy, Fmt.Instant(due, zone)) : null,
                StageState.Waiting
            ),
            CaseState.InReview => new(CertificationTexts.StageReview, CertificationTexts.NoteReviewing, StageState.Now),
            CaseState.NeedsInfo => new(CertificationTexts.StageReview, CertificationTexts.NotePaused, StageState.Waiting),
            CaseState.Approved => new(CertificationTexts.StageReview, CertificationTexts.StateApproved, StageState.Done),
            CaseState.Rejected or CaseState.Expired or CaseState.Withdrawn => new(
                CertificationTexts.StageReview,
                CaseLabels.Of(row.State),
                StageState.NeedsYou
            ),
            CaseState.Draft or CaseState.FeeDue or null => new(CertificationTexts.StageReview, null, StageState.ToCome),
        };

    private static Stage Certified(CertificationView view) =>
        view.Account is { State: Domain.Accounts.AccountState.Certified, CertifiedUntil: { } until }
            ? new(CertificationTexts.StageCertified, Fmt.Text(CertificationTexts.NoteUntil, Fmt.Day(until)), StageState.Done)
            : new(CertificationTexts.StageCertified, CertificationTexts.NoteBadge, StageState.ToCome);
}
