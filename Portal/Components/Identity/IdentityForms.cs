using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Posts that have no page of their own. Reading a form makes each check its antiforgery token.</summary>
internal static class IdentityForms
{
    public static void MapIdentityForms(this WebApplication app)
    {
        app.MapPost(
            Urls.SignOut,
            async (SignInCookies cookies, IFormCollection _, CancellationToken ct) =>
            {
                await cookies.Leave(ct);
                return Results.LocalRedirect(Urls.SignIn + "?said=out");
            }
        );
        app.MapPost(
            Urls.SignOutEverywhere,
            async (SignInCookies cookies, SessionService sessions, HttpContext http, IFormCollection _, CancellationToken ct) =>
            {
                if (ActorOf.Request(http) is { Kind: ActorKind.User } actor)
                {
                    await sessions.EndAll(actor, exceptThis: true, ct);
                }

                await cookies.Leave(ct);
                return Results.LocalRedirect(Urls.SignIn + "?said=everywhere");
            }
        );
    }
}
