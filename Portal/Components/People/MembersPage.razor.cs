using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.People;

/// <summary>Who belongs to the organisation and as what; inviting, changing roles, removing, leaving.</summary>
public sealed partial class MembersPage
{
    private readonly HashSet<RoleKey> ticked = [];
    private Team? team;
    private Page<Colleague>? page;
    private InvitationsCard? invitations;
    private Colleague? removing;
    private Colleague? target;
    private bool leaving;
    private string? said;
    private string? name;
    private long ticksOf;
    private int inviteRound;

    [Parameter]
    public required string Merchant { get; set; }

    /// <summary>The form of inviting is open.</summary>
    [SupplyParameterFromQuery]
    public bool Invite { get; set; }

    /// <summary>Whose roles are being changed.</summary>
    [SupplyParameterFromQuery]
    public long? Person { get; set; }

    [CascadingParameter]
    public Me? Reader { get; set; }

    [Inject]
    public required MembershipService Members { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Colleague? Chosen => team?.Members.FirstOrDefault(one => one.UserId == Person && one.MayChange);

    // The roles' form says its own refusal beside the ticks.
    private Refusal? Shown => Problem?.Code == IdentityRefusals.RoleMissing ? null : Problem;

    protected override async Task OnParametersSetAsync()
    {
        name = Reader?.Organisations.FirstOrDefault(one => one.Slug == Merchant)?.DisplayName ?? Reader?.View?.DisplayName ?? Merchant;
        await Read();
        if (Chosen is { } one && ticksOf != one.UserId)
        {
            ticked.Clear();
            ticked.UnionWith(one.Roles.Select(role => role.Key));
        }

        ticksOf = Chosen?.UserId ?? 0;
    }

    private Task Read() =>
        Load(async me =>
        {
            team = await Members.Team(me, Merchant, Gone);
            page = new Page<Colleague>(team.Members, null, null, team.Members.Count);
        });

    private async Task Invited(string email)
    {
        said = Fmt.Text(PeopleTexts.InvitationSent, email);
        inviteRound++;
        if (invitations is not null)
        {
            await invitations.Read();
        }
    }

    private async Task SaveRoles()
    {
        said = null;
        var one = Chosen;
        if (one is not null && await Act(me => Members.SetRoles(me, Merchant, one.UserId, [.. ticked], Gone)))
        {
            said = Fmt.Text(PeopleTexts.RolesSaved, one.DisplayName);
            Navigation.NavigateTo(Urls.Members(Merchant));
        }
    }

    private void CloseRemoving(bool open)
    {
        target = removing;
        removing = open ? removing : null;
    }

    private async Task Remove()
    {
        said = null;
        if (target is { } one && await Act(me => Members.Remove(me, Merchant, one.UserId, Gone)))
        {
            said = Fmt.Text(PeopleTexts.Removed, one.DisplayName);
            await Read();
        }
    }

    private async Task LeaveNow()
    {
        if (await Act(me => Members.Leave(me, Merchant, Gone)))
        {
            Navigation.NavigateTo(Urls.Home, forceLoad: true);
        }
    }
}
