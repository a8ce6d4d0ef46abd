using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Overview;

/// <summary>The way to the first payment; when one step is left, only that one.</summary>
public sealed partial class OnboardingCard
{
    [Parameter, EditorRequired]
    public required Onboarding Onboarding { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    private string Title => OneLeft ? Fmt.Text(OverviewTexts.OneLeft, All.First(step => !step.Done).Name) : OverviewTexts.Onboarding;

    private bool OneLeft => Onboarding.Done == Onboarding.Steps.Count - 1;

    private IEnumerable<(string Name, string Note, bool Done, string? Url, Permit Needs)> Steps =>
        OneLeft ? All.Where(step => !step.Done) : All;

    private IEnumerable<(string Name, string Note, bool Done, string? Url, Permit Needs)> All =>
        [
            (OverviewTexts.Step_Organisation, OverviewTexts.StepOrganisationNote, true, null, Permit.ManageMerchant),
            (
                OverviewTexts.Step_Account,
                OverviewTexts.StepAccountNote,
                Onboarding.FirstAccount is not null,
                Urls.NewAccount(Merchant),
                Permit.RegisterAccounts
            ),
            (
                OverviewTexts.Step_Certified,
                OverviewTexts.StepCertifiedNote,
                Onboarding.HasCertified,
                Onboarding.FirstAccount is { } handle ? Urls.Certification(Merchant, handle) : null,
                Permit.ApplyForCertification
            ),
            (
                OverviewTexts.Step_Message,
                OverviewTexts.StepMessageNote,
                Onboarding.HasSent,
                Onboarding.FirstAccount is null ? null : Urls.NewMessage(Merchant),
                Permit.WriteMessages
            ),
            (OverviewTexts.Step_Follower, OverviewTexts.StepFollowerNote, Onboarding.HasFollower, null, Permit.ViewFollowers),
            (OverviewTexts.Step_Payment, OverviewTexts.StepPaymentNote, Onboarding.HasPayment, null, Permit.ViewPayments),
        ];
}
