using Microsoft.AspNetCore.Mvc;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.People;

/// <summary>Posts that have no page of their own. Reading a form makes each check its antiforgery token.</summary>
internal static class PeopleForms
{
    public static void MapPeopleForms(this WebApplication app)
    {
        app.MapPost(
            Urls.InvitationSignOut,
            async (SignInCookies cookies, [FromForm] string to, CancellationToken ct) =>
            {
                await cookies.Leave(ct);
                return Results.LocalRedirect(LocalUrl.Or(to, Urls.SignIn));
            }
        );
    }
}
