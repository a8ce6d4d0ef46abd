using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>One policy: what it is, where its standard comes from, and everything it ever was. What is to come may be withdrawn here.</summary>
public sealed partial class AdminPolicy
{
    // One command until it is done: a second click on the way asks for nothing twice.
    private string formKey = Guid.NewGuid().ToString("N");
    private PolicyHistory? history;
    private PolicyEntry? leaving;
    private bool asked;
    private bool open;
    private bool mayChange;
    private string said = string.Empty;
    private string? approval;

    [Parameter]
    public string Key { get; set; } = string.Empty;

    [Inject]
    public required PolicyService Policies { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string LeavingTitle =>
        leaving is { } entry && history is { } known
            ? Fmt.Text(PoliciesTexts.WithdrawTitle, PolicyLabels.Value(known.Line.Policy, entry.Number))
            : PoliciesTexts.Withdraw;

    private string? LeavingText => leaving?.FromUtc is { } from ? Fmt.Text(PoliciesTexts.WithdrawText, Fmt.Instant(from, Zone.Zone)) : null;

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async actor =>
        {
            history = await Policies.History(actor, Key, Gone);
            mayChange = (await People.Me(actor, Gone)).May(Permit.ManagePolicies);
        });

    private void Ask() => (open, Problem, said, approval, formKey) = (true, null, string.Empty, null, Guid.NewGuid().ToString("N"));

    private void Show(bool shown) => open = shown;

    private void AskToLeave(PolicyEntry entry) => (leaving, asked) = (entry, true);

    private async Task Save(PolicyForm form)
    {
        PolicyOutcome? outcome = null;
        if (await Act(async me => outcome = await Policies.Change(me, form, formKey, Gone)))
        {
            formKey = Guid.NewGuid().ToString("N");
            open = false;
            (said, approval) = (
                PolicySaid.Of(outcome!, PolicyLabels.Name(form.Policy), form.From is not null, Zone.Zone),
                outcome!.Approval
            );
            history = await Policies.History(await Me(), Key, Gone);
        }
    }

    private async Task Withdraw()
    {
        (said, approval) = (string.Empty, null);
        if (leaving is { } entry && await Act(me => Policies.Withdraw(me, entry.Id, Gone)))
        {
            said = PoliciesTexts.Withdrawn;
            history = await Policies.History(await Me(), Key, Gone);
        }
    }
}
