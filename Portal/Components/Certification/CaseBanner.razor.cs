using Microsoft.AspNetCore.Components;
using Portal.Components.Accounts;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>What to do now and until when, or how it ended.</summary>
public sealed partial class CaseBanner
{
    [Parameter, EditorRequired]
    public required CertificationView View { get; set; }

    [Parameter, EditorRequired]
    public required DateTime Now { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public int ToReplace { get; set; }

    private string AskTitle =>
        ToReplace switch
        {
            0 => CertificationTexts.BannerAnswer,
            1 => CertificationTexts.BannerReplaceOne,
            _ => Fmt.Text(CertificationTexts.BannerReplaceMany, Fmt.Count(ToReplace)),
        };

    // What followers see is said by the account's state, not by how the case once ended.
    private (ChipKind Kind, string Title, string Text) Approved =>
        View.Badge switch
        {
            BadgePhase.Valid or BadgePhase.RenewalWindow => (ChipKind.Success, Until, CertificationTexts.BannerApprovedText),
            BadgePhase.Grace => (
                ChipKind.Warning,
                RenewalLabels.Title(BadgePhase.Grace, View.Account.CertifiedUntil, View.BadgeEnds),
                CertificationTexts.BannerGraceText
            ),
            BadgePhase.Withheld => (
                ChipKind.Warning,
                Until,
                Fmt.Text(CertificationTexts.BannerWithheldText, AccountLabels.Of(View.Account.State))
            ),
            BadgePhase.Lapsed or BadgePhase.None => (
                ChipKind.Warning,
                RenewalLabels.Title(BadgePhase.Lapsed, View.Account.CertifiedUntil, View.BadgeEnds),
                CertificationTexts.BannerLapsedText
            ),
        };

    private string Until => Fmt.Text(CertificationTexts.BannerApproved, Fmt.Day(View.Account.CertifiedUntil));

    private long DaysLeft => View.Case?.ReplyDueUtc is { } due && due > Now ? (long)Math.Ceiling((due - Now).TotalDays) : 0;

    // Remarks about documents stand beside the document; the others are told here.
    private IEnumerable<RemarkView> Others =>
        View.Case!.Remarks.Where(remark =>
            remark.Round == View.Case.Round && DocumentRules.All.All(kind => ChecklistRules.SubjectOf(kind) != remark.Subject)
        );
}
