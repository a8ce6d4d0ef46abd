using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Routes;

namespace Portal.Hosting;

/// <summary>Every request's cookie is held against its session's row: an ended session is refused at once, whoever kept a copy.</summary>
internal sealed class SessionCookies(SessionService sessions) : CookieAuthenticationEvents
{
    private static readonly object OwesSecondFactor = new();

    public override Task SigningIn(CookieSigningInContext context) =>
        context.Principal?.FindFirst(PersonClaims.Session) is null
            ? throw new InvalidOperationException("A cookie without a session: sign in through the Door.")
            : Task.CompletedTask;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var user = context.Principal;
        var key = user?.FindFirstValue(PersonClaims.Session);
        if (
            user is null
            || key is null
            || !int.TryParse(user.FindFirstValue(PersonClaims.Ticket), CultureInfo.InvariantCulture, out var ticket)
        )
        {
            context.RejectPrincipal();
            return;
        }

        var state = await sessions.Check(ActorOf.Principal(user), key, ticket, null, IsVisit(http), http.RequestAborted);
        var wallet = http.Request.Path.StartsWithSegments(Urls.Wallet, StringComparison.Ordinal);
        if (state == SessionState.Over || (state == SessionState.NeedsSecondFactor && !wallet))
        {
            context.RejectPrincipal();
            if (state == SessionState.NeedsSecondFactor && IsVisit(http))
            {
                await MakeWait(http, user);
            }

            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    /// <summary>To the right door, by a path and never by the Host header: staff and merchants, followers, or the second step.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var to = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(
            context.HttpContext.Items.ContainsKey(OwesSecondFactor) ? Urls.SecondStepTo(to)
            : context.Request.Path.StartsWithSegments(Urls.Wallet, StringComparison.Ordinal) ? Urls.WalletSignIn(to)
            : Urls.SignInTo(to)
        );
        return Task.CompletedTask;
    }

    /// <summary>A session that was enough until its owner was given power over money: they have shown their password, so they wait at the second step.</summary>
    private static async Task MakeWait(HttpContext http, ClaimsPrincipal user)
    {
        var people = http.RequestServices.GetRequiredService<UserManager<PortalUser>>();
        if (await people.GetUserAsync(user) is { } person)
        {
            http.Items[OwesSecondFactor] = true;
            await http.RequestServices.GetRequiredService<SignInCookies>().LetWait(person, remember: false);
        }
    }

    /// <summary>A page, not its pictures or its socket: those do not keep a session from growing idle.</summary>
    private static bool IsVisit(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)
        && !Path.HasExtension(http.Request.Path)
        && !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
}
