using Microsoft.AspNetCore.Components;
using Portal.Components.Certification;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>What an account's certification waits for, by when, and the way there. Draws nothing when nothing waits.</summary>
public sealed partial class CertificationNote
{
    [Parameter]
    public CertificationLine? Line { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private string? Text =>
        Line switch
        {
            null => null,
            { Case: CaseState.NeedsInfo } => Fmt.Text(CertificationTexts.CardNeedsInfo, Fmt.Instant(Line.ReplyDueUtc, Zone)),
            { Case: CaseState.Draft or CaseState.FeeDue } => CertificationTexts.CardUnfinished,
            { Case: CaseState.Submitted or CaseState.InReview } => Fmt.Text(
                CertificationTexts.CardWaiting,
                Fmt.Instant(Line.SlaDueUtc, Zone)
            ),
            { NeedsRenewal: true } => RenewalLabels.Title(Line.Badge, Line.CertifiedUntil, Line.BadgeEnds),
            _ => null,
        };
}
