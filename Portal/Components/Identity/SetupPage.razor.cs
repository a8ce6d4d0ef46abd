using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>A new site's first administrator, by the one-time code of its log. Not there once there is one.</summary>
public sealed partial class SetupPage
{
    private bool open;
    private bool unnoted;

    [SupplyParameterFromForm(FormName = "setup", Name = "Form")]
    private SetupForm? Posted { get; set; }

    private SetupForm Form => Posted ??= new();

    [Inject]
    public required SetupService Setup { get; init; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    [Inject]
    public required UserManager<PortalUser> Users { get; init; }

    [Inject]
    public required AuditKeepingService Trail { get; init; }

    protected override async Task OnInitializedAsync()
    {
        open = await Setup.IsOpen(Actor, Gone);
        if (!open)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task Submit()
    {
        var made = await Act(async () =>
        {
            Limits.Try(Actor.From, await Numbers.Read(SignInCounts.Of, Gone));
            var form = new FormCheck();
            var code = form.Of(() => Typed(Form.Code, "Code"));
            var name = form.Of(() => Typed(Form.DisplayName, "DisplayName"));
            var email = form.Of(() => Typed(Form.Email, "Email"));
            var password = form.Of(() => Typed(Form.Password, "Password"));
            form.Demand();
            var id = await Setup.Use(Actor, code, new FirstAdministrator(email, name, password, Culture), Gone);
            var user = await Users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture));
            await Cookies.LetWait(user!, remember: false);
        });
        if (made)
        {
            Limits.Right(Actor.From);
            unnoted = !await Note();
        }

        // The way in is used up: what could not be noted is said, and leads on from here.
        open = !unnoted && open;
        if (made && !unnoted)
        {
            Navigation.NavigateTo(Urls.Enrol);
        }
    }

    /// <summary>The first acts of a site are the ones that must not be cut off unseen before the night's anchor.</summary>
    private async Task<bool> Note()
    {
        try
        {
            await Trail.Anchor(Domain.Kernel.Actor.System("audit"), "setup", Gone);
            return true;
        }
        catch (Refusal refusal) when (refusal.Code == AuditKeepingService.AnchorRefused)
        {
            return false;
        }
    }

    private sealed class SetupForm
    {
        public string? Code { get; set; }
        public string? DisplayName { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
    }
}
