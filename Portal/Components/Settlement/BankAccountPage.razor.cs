using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>Where a merchant is paid, the change that waits, and what was asked before.</summary>
public sealed partial class BankAccountPage
{
    private BankAccountView? view;
    private BankFormView shown = new();
    private bool mayChange;
    private bool wasWriting;
    private string? done;

    [Parameter]
    public required string Merchant { get; set; }

    /// <summary>1 opens the form.</summary>
    [SupplyParameterFromQuery]
    public string? Change { get; set; }

    [Inject]
    public required BankAccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required ApprovalSettings Settings { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private bool Writing => Change == "1";

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        if (Writing && !wasWriting)
        {
            (shown, Problem, done) = (BankFormView.Of(view?.Waiting, view?.LegalName), null, null);
        }

        wasWriting = Writing;
    }

    private Task Read() =>
        Load(async me =>
        {
            view = await Accounts.View(me, Merchant, Gone);
            mayChange = (await People.Me(me, Gone)).May(Permit.ChangeBankAccount, Merchant);
        });

    private async Task Save()
    {
        var number = string.Empty;
        var saved = await Act(async me =>
            number = view?.Waiting is null
                ? await Accounts.Propose(me, Merchant, shown.Form, shown.Key, Gone)
                : await Accounts.Edit(me, Merchant, shown.Form, shown.Key, Gone)
        );
        if (saved)
        {
            done = Fmt.Text(SettlementTexts.BankProposed, number);
            LeadOn(Urls.BankAccount(Merchant));
        }
    }
}
