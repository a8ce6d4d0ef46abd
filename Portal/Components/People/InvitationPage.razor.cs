using Microsoft.AspNetCore.Components;
using Portal.Components.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.People;

/// <summary>
/// The end of a mailed invitation: accept as who one is, sign in first, or make the account and join in one step. It asks for a click: mail
/// scanners open links, and a look must not use one up.
/// </summary>
public sealed partial class InvitationPage
{
    private InvitationView? view;
    private Me? me;

    [SupplyParameterFromQuery(Name = "token")]
    private string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "join", Name = "Form")]
    private JoinForm? Posted { get; set; }

    [Inject]
    public required InvitationService Invitations { get; init; }

    [Inject]
    public required SignInService SignIns { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private JoinForm Form => Posted ??= new();

    private string Title => view is null ? PeopleTexts.InvitationNotThere : Fmt.Text(PeopleTexts.InvitationTitle, view.Organisation);

    private bool IsInvited => me is not null && string.Equals(me.Email, view?.Email, StringComparison.OrdinalIgnoreCase);

    private string Over =>
        view?.State == InvitationState.Expired ? IdentityTexts.Identity_InvitationExpired : IdentityTexts.Identity_InvitationUsed;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            view = await Invitations.Read(Actor, Token ?? string.Empty, Gone);
            me = Actor.Kind == ActorKind.User ? await People.Me(Actor, Gone) : null;
        }
        catch (Refusal)
        {
            // An unknown link and a locked reader see the same page.
            view = null;
        }
    }

    private async Task Accept()
    {
        var slug = string.Empty;
        if (await Act(async () => slug = await Invitations.Accept(Actor, Token ?? string.Empty, Gone)))
        {
            Navigation.NavigateTo(Urls.Merchant(slug));
        }
    }

    private async Task Join()
    {
        var slug = string.Empty;
        var password = Form.Password ?? string.Empty;
        var joined = await Act(async () =>
        {
            var form = new FormCheck();
            var name = form.Of(() => Typed(Form.DisplayName, "DisplayName"));
            form.Of(() => Typed(password, "Password"));
            form.Demand();
            slug = await Invitations.SignUp(Actor, Token ?? string.Empty, name, password, Culture, Gone);
        });
        if (joined)
        {
            Me? entered = null;
            var known = await Act(async () => entered = await SignIns.Enter(view!.Email, password, false, Actor.From, Gone));
            var to = Urls.Merchant(slug);
            Navigation.NavigateTo(
                !known ? Urls.SignInTo(to)
                : entered is null ? Urls.SecondStepTo(to)
                : to
            );
        }
    }

    private sealed class JoinForm
    {
        public string? DisplayName { get; set; }
        public string? Password { get; set; }
    }
}
