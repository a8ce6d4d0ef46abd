using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Domain.Identity;
using Portal.Hosting;
using Portal.Options;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Posts that have no page of their own. Reading a form makes each check its antiforgery token.</summary>
internal static class IdentityForms
{
    public static void MapIdentityForms(this WebApplication app)
    {
        app.MapPost(
            Urls.SignOut,
            async (SignInManager<PortalUser> cookies, IFormCollection _) =>
            {
                await cookies.SignOutAsync();
                return Results.LocalRedirect(Urls.SignIn + "?said=out");
            }
        );
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            app.MapPost(
                Urls.DemoSignIn,
                async ([FromForm] string role, SignInDesk desk, HttpContext http, CancellationToken ct) =>
                    await desk.EnterDemo(role, ActorOf.Request(http).From, ct) is { } me
                        ? Results.LocalRedirect(Landing.Of(me))
                        : Results.NotFound()
            );
        }
    }
}
