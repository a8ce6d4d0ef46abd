using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>What a pack would change, value by value with its source, and loading it.</summary>
public sealed partial class AdminPolicyPack
{
    private PackPreview? preview;
    private bool mayChange;
    private string from = string.Empty;
    private string reason = string.Empty;
    private string said = string.Empty;
    private string? approval;

    [Parameter]
    public string Name { get; set; } = string.Empty;

    [Inject]
    public required PolicyService Policies { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private string Differences =>
        preview is not { Differences: > 0 and var count, Lines: { } lines }
            ? PoliciesTexts.PackSame
            : Fmt.Text(PoliciesTexts.PackLead, Fmt.Count(count), Fmt.Count(lines.Count));

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async actor =>
        {
            preview = await Policies.Preview(actor, Name, Gone);
            mayChange = (await People.Me(actor, Gone)).May(Permit.ManagePolicies);
        });

    private async Task LoadPack()
    {
        (said, approval) = (string.Empty, null);
        var key = Guid.NewGuid().ToString("N");
        var local = PolicyWhen.Read(from);
        PolicyOutcome? outcome = null;
        if (await Act(async me => outcome = await Policies.Load(me, Name, local, reason, key, Gone)))
        {
            (said, approval) = (PolicySaid.Of(outcome!, PolicyLabels.Pack(Name), local is not null, Zone.Zone), outcome!.Approval);
            preview = await Policies.Preview(await Me(), Name, Gone);
        }
    }
}
