using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
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
    private bool asksToRemove;
    private bool leaving;
    private bool another = true;
    private string? said;
    private string? name;
    private string moneyReason = string.Empty;
    private string formKey = Guid.NewGuid().ToString("N");
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
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required RoleGrantService Grants { get; init; }

    /// <summary>An invitation carries no role that takes a second person: those are given to who is there.</summary>
    private List<RoleName> Invitable => [.. team!.Grantable.Where(role => !team.Guarded.Contains(role.Key))];

    private Colleague? Chosen => team?.Members.FirstOrDefault(one => one.UserId == Person && one.MayChange);

    // The roles' form says its own refusal beside the ticks.
    private Refusal? Shown =>
        Problem?.Code == IdentityRefusals.RoleMissing || Problem?.Field == nameof(ApprovalRow.Reason) ? null : Problem;

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
            another =
                team.Grantable.Any(role => team.Guarded.Contains(role.Key)) is false || await Grants.TakesAnotherOwner(me, Merchant, Gone);
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

    /// <summary>Ticked roles that take a second person.</summary>
    private RoleKey[] NewMoney(Colleague one) =>
        [.. ticked.Where(key => team!.Guarded.Contains(key)).Except(one.Roles.Select(role => role.Key))];

    private async Task SaveRoles()
    {
        said = null;
        if (Chosen is not { } one)
        {
            return;
        }

        string? number = null;
        var saved = await Act(async me =>
            number = await Grants.SetRoles(me, Merchant, one.UserId, [.. ticked], moneyReason, formKey, Gone)
        );
        if (saved)
        {
            said = Fmt.Text(number is null ? PeopleTexts.RolesSaved : PeopleTexts.RoleProposed, one.DisplayName, number);
            (moneyReason, formKey) = (string.Empty, Guid.NewGuid().ToString("N"));
            LeadOn(Urls.Members(Merchant));
        }
    }

    private void AskToRemove(Colleague one) => (removing, asksToRemove) = (one, true);

    private async Task Remove()
    {
        said = null;
        if (removing is { } one && await Act(me => Members.Remove(me, Merchant, one.UserId, Gone)))
        {
            said = Fmt.Text(PeopleTexts.Removed, one.DisplayName);
            await Read();
        }
    }

    private async Task LeaveNow()
    {
        if (await Act(me => Members.Leave(me, Merchant, Gone)))
        {
            LeadOn(Urls.Home, forceLoad: true);
        }
    }
}
