using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
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
    }
}
