using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>A new site's first administrator, by the one-time code of its log. Not there once there is one.</summary>
public sealed partial class SetupPage
{
    private bool open;

    [SupplyParameterFromForm(FormName = "setup", Name = "Form")]
    private SetupForm? Posted { get; set; }

    private SetupForm Form => Posted ??= new();

    [Inject]
    public required SetupService Setup { get; init; }

    [Inject]
    public required Door Door { get; init; }

    [Inject]
    public required UserManager<PortalUser> Users { get; init; }

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
            Limits.Try(Actor.From);
            var form = new FormCheck();
            var code = form.Of(() => Typed(Form.Code, "Code"));
            var name = form.Of(() => Typed(Form.DisplayName, "DisplayName"));
            var email = form.Of(() => Typed(Form.Email, "Email"));
            var password = form.Of(() => Typed(Form.Password, "Password"));
            form.Demand();
            var id = await Setup.Use(Actor, code, new FirstAdministrator(email, name, password, Culture), Gone);
            var user = await Users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture));
            await Door.LetWait(user!, remember: false);
        });
        if (made)
        {
            Limits.Right(Actor.From);
            Navigation.NavigateTo(Urls.Enrol);
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
