using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>One policy: what it is, where its standard comes from, and everything it ever was. What is to come may be withdrawn here.</summary>
public sealed partial class AdminPolicy
{
    private PolicyHistory? history;
    private PolicyEntry? leaving;
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

    private void Ask() => (open, Problem, said, approval) = (true, null, string.Empty, null);

    private void Show(bool shown) => open = shown;

    private void Keep(bool shown) => leaving = shown ? leaving : null;

    private async Task Save(PolicyForm form)
    {
        // The same click twice proposes once; another click is another proposal.
        var key = Guid.NewGuid().ToString("N");
        PolicyOutcome? outcome = null;
        if (await Act(async me => outcome = await Policies.Change(me, form, key, Gone)))
        {
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
        var entry = leaving;
        (leaving, said, approval) = (null, string.Empty, null);
        if (entry is not null && await Act(me => Policies.Withdraw(me, entry.Id, Gone)))
        {
            said = PoliciesTexts.Withdrawn;
            history = await Policies.History(await Me(), Key, Gone);
        }
    }
}
