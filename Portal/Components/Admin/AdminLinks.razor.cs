using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>Accounts that count as one person's: linked at once, unlinked with a second administrator.</summary>
public sealed partial class AdminLinks
{
    private Page<PersonLinkRow>? page;
    private PersonLinkRow? ending;
    private bool adding;
    private bool mayLink;
    private string one = string.Empty;
    private string other = string.Empty;
    private string why = string.Empty;
    private string? said;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required PersonLinkService Service { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            mayLink = (await People.Me(me, Gone)).May(Permit.LinkAccounts);
            page = await Service.List(me, new PageAsk(Before: Before, After: After), Gone);
        });

    private void Open()
    {
        Close();
        adding = true;
    }

    private void Ask(PersonLinkRow row)
    {
        Close();
        ending = row;
    }

    private void Close()
    {
        (adding, ending, said, Problem) = (false, null, null, null);
        (one, other, why) = (string.Empty, string.Empty, string.Empty);
    }

    private async Task Link()
    {
        if (await Act(me => Service.Link(me, one, other, why, Gone)))
        {
            var text = Fmt.Text(AdminTexts.LinksSaid, one.Trim(), other.Trim());
            Close();
            said = text;
            await Read();
        }
    }

    private async Task Unlink()
    {
        string? approval = null;
        if (
            await Act(async me => approval = await Service.ProposeUnlink(me, ending!.Id, why, Guid.NewGuid().ToString("N"), Gone))
            && approval is not null
        )
        {
            LeadOn(Urls.Approval(approval));
        }
    }

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
