using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Domain.Demo;
using Portal.Domain.Identity;
using Portal.Options;
using Portal.Routes;

namespace Portal.Hosting;

internal static class DemoEndpoints
{
    /// <summary>POST /demo/sign-in with <c>role</c> (a button's name): signs in as that person. Exists only in demo mode.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
        {
            return;
        }

        app.MapPost(
            "/demo/sign-in",
            async (HttpContext context, IAntiforgery antiforgery, SignInCookies cookies, UserManager<PortalUser> users) =>
            {
                if (!await antiforgery.IsRequestValidAsync(context))
                {
                    return Results.BadRequest();
                }

                var role = (await context.Request.ReadFormAsync())["role"].ToString();
                var person = DemoSeed.Buttons.SingleOrDefault(one => one.Button == role);
                if (person is null || await users.FindByEmailAsync(person.Email) is not { IsDemo: true } user)
                {
                    return Results.NotFound();
                }

                await cookies.Admit(user, SignInWay.DemoButton, remember: false, context.RequestAborted);
                return Results.LocalRedirect(person.IsFollower ? "/w" : Urls.Home);
            }
        );
    }
}
