using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;

namespace Portal.Components.Admin.Policies;

/// <summary>Every number that the operator decides: what holds, since when, what comes next; and where it is changed.</summary>
public sealed partial class AdminPolicies
{
    private IReadOnlyList<PolicyLine>? lines;
    private PolicyLine? asked;
    private bool open;
    private bool mayChange;
    private string find = string.Empty;
    private string said = string.Empty;
    private string? approval;

    [Inject]
    public required PolicyService Policies { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private IReadOnlyList<IGrouping<PolicyGroup, PolicyLine>> Found =>
        [.. (lines ?? []).Where(line => Matches(line, (find ?? string.Empty).Trim())).GroupBy(line => line.Policy.Facts.Group)];

    protected override Task OnInitializedAsync() => Read();

    private static bool Matches(PolicyLine line, string words) =>
        PolicyLabels.Of(line.Policy).Contains(words, StringComparison.CurrentCultureIgnoreCase)
        || PolicyLabels.Text(line.Policy).Contains(words, StringComparison.CurrentCultureIgnoreCase)
        || line.Policy.Key.Contains(words, StringComparison.OrdinalIgnoreCase);

    private Task Read() =>
        Load(async actor =>
        {
            lines = await Policies.List(actor, Gone);
            mayChange = (await People.Me(actor, Gone)).May(Permit.ManagePolicies);
        });

    private void Ask(PolicyLine line) => (asked, open, Problem, said, approval) = (line, true, null, string.Empty, null);

    private void Show(bool shown) => open = shown;

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
            lines = await Policies.List(await Me(), Gone);
        }
    }
}
