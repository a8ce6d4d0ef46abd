using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.People;

/// <summary>Invitations that nobody has accepted yet: send again, take back.</summary>
public sealed partial class InvitationsCard
{
    private Page<InvitationRow>? page;
    private string? said;

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Inject]
    public required InvitationService Invitations { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    /// <summary>Reads the list anew, after one was sent.</summary>
    public async Task Read()
    {
        await Load(async me => page = new Page<InvitationRow>(await Invitations.Open(me, Merchant, Gone), null, null));
        StateHasChanged();
    }

    protected override Task OnInitializedAsync() => Read();

    private static string StateWord(InvitationState state) =>
        state switch
        {
            InvitationState.Open => PeopleTexts.InvitationState_Open,
            InvitationState.Expired => PeopleTexts.InvitationState_Expired,
            InvitationState.Accepted => PeopleTexts.InvitationState_Accepted,
            InvitationState.Revoked => PeopleTexts.InvitationState_Revoked,
        };

    private Task Resend(InvitationRow row) => Do(me => Invitations.Resend(me, Merchant, row.Id, Gone), PeopleTexts.SentAgain, row);

    private Task Revoke(InvitationRow row) => Do(me => Invitations.Revoke(me, Merchant, row.Id, Gone), PeopleTexts.TakenBack, row);

    private async Task Do(Func<Actor, Task> act, string sentence, InvitationRow row)
    {
        said = await Act(act) ? Fmt.Text(sentence, row.Email) : null;
        await Read();
    }
}
