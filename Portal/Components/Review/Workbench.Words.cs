using Portal.Components.Certification;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Review;

public sealed partial class Workbench
{
    private (string Title, string Note) Verdict(CaseWorkView sheet)
    {
        if (IsOver)
        {
            return (Fmt.Text(CertificationTexts.AlreadyOver, CaseLabels.Of(sheet.Row.State)), string.Empty);
        }

        if (sheet.Pending is { } pending)
        {
            return (
                pending.IsMine ? CertificationTexts.PendingMine : Fmt.Text(CertificationTexts.PendingOther, pending.ByName),
                string.Empty
            );
        }

        if (sheet.IsOwnOrganisation)
        {
            return (CertificationTexts.DecideNotHeld, CertificationTexts.OwnOrganisationNote);
        }

        if (!sheet.IsMine)
        {
            var note = sheet.Row.HeldBy is { } other ? Fmt.Text(CertificationTexts.ClaimedBy, other) : CertificationTexts.ClaimHint;
            return (CertificationTexts.DecideNotHeld, note);
        }

        var total = Fmt.Count(sheet.Checklist.Count);
        var open = sheet.Checklist.Count - sheet.Answered;
        return sheet.MayApprove
            ? (Fmt.Text(CertificationTexts.DecideReady, total), CertificationTexts.DecideReadyNote)
            : (
                Fmt.Text(CertificationTexts.DecideOpen, Fmt.Count(sheet.Failed), Fmt.Count(open)),
                sheet.Differing > 0 ? Fmt.Text(CertificationTexts.DifferShort, Fmt.Count(sheet.Differing))
                : sheet.Unread > 0 ? Fmt.Text(CertificationTexts.UnreadShort, Fmt.Count(sheet.Unread))
                : Fmt.Text(CertificationTexts.DecideNeeds, total)
            );
    }
}
