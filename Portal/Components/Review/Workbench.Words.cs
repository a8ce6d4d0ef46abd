using Portal.Components.Certification;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Review;

public sealed partial class Workbench
{
    private (string Title, string Note) Verdict(CaseWorkView view)
    {
        if (IsOver)
        {
            return (Fmt.Text(CertificationTexts.AlreadyOver, CaseLabels.Of(view.Row.State)), string.Empty);
        }

        if (view.Pending is { } pending)
        {
            return (
                pending.IsMine ? CertificationTexts.PendingMine : Fmt.Text(CertificationTexts.PendingOther, pending.ByName),
                string.Empty
            );
        }

        if (view.IsOwnOrganisation)
        {
            return (CertificationTexts.DecideNotHeld, CertificationTexts.OwnOrganisationNote);
        }

        if (!view.IsMine)
        {
            var note = view.Row.HeldBy is { } other ? Fmt.Text(CertificationTexts.ClaimedBy, other) : CertificationTexts.ClaimHint;
            return (CertificationTexts.DecideNotHeld, note);
        }

        var total = Fmt.Count(view.Checklist.Count);
        var open = view.Checklist.Count - view.Answered;
        return view.MayApprove
            ? (Fmt.Text(CertificationTexts.DecideReady, total), CertificationTexts.DecideReadyNote)
            : (
                Fmt.Text(CertificationTexts.DecideOpen, Fmt.Count(view.Failed), Fmt.Count(open)),
                view.Differing > 0 ? Fmt.Text(CertificationTexts.DifferShort, Fmt.Count(view.Differing))
                : view.Unread > 0 ? Fmt.Text(CertificationTexts.UnreadShort, Fmt.Count(view.Unread))
                : Fmt.Text(CertificationTexts.DecideNeeds, total)
            );
    }
}
