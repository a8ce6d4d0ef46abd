using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Somebody between their password and their second factor.</summary>
public sealed record HalfSignedIn(PortalUser User, Actor Actor, bool Remember);

/// <summary>
/// The one place that issues the cookie. A sign-in becomes a session first; who still owes a second factor gets a cookie of a quarter of an
/// hour that opens the second step and nothing else.
/// </summary>
public sealed class SignInCookies(SignInManager<PortalUser> cookies, SessionService sessions, IHttpContextAccessor accessor)
{
    public const string HalfScheme = "Portal.Half";
    public static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(15);
    private const string RememberClaim = "portal:remember";
    private const string StampClaim = "portal:stamp";

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Cookies are issued in a request.");

    private string? From => Http.Connection.RemoteIpAddress?.ToString();

    /// <summary>Signs in. Whatever session this browser had is over.</summary>
    public async Task<Actor> Admit(PortalUser user, SignInWay way, bool remember, CancellationToken ct)
    {
        await Leave(ct);
        var agent = Http.Request.Headers.UserAgent.ToString();
        var ticket = await sessions.Start(Actor.Visitor(From), new NewSession(user.Id, way, agent, remember), ct);
        await Issue(user, ticket.Key, ticket.Ticket, remember, new DateTimeOffset(ticket.ExpiresUtc));
        await Http.SignOutAsync(HalfScheme);
        return Actor.User(user.Id, user.DisplayName, From, ticket.Key);
    }

    /// <summary>A new cookie for the same session, after a confirmation or a new password; the old one is refused.</summary>
    public async Task Renew(Actor actor, int? ticket = null)
    {
        var current = await Http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var number = ticket ?? int.Parse(current.Principal!.FindFirstValue(PersonClaims.Ticket)!, CultureInfo.InvariantCulture);
        var user = await cookies.UserManager.FindByIdAsync(actor.UserId.ToString(CultureInfo.InvariantCulture));
        var properties = current.Properties!;
        await Issue(user!, actor.Session!, number, properties.IsPersistent, properties.ExpiresUtc);
    }

    /// <summary>Ends this browser's session, if it has one.</summary>
    public async Task Leave(CancellationToken ct)
    {
        var actor = ActorOf.Request(Http);
        if (actor.Session is { } key)
        {
            await sessions.Left(actor, key, ct);
        }

        await cookies.SignOutAsync();
    }

    /// <summary>Remembers for a quarter of an hour that this person has shown their password.</summary>
    public Task LetWait(PortalUser user, bool remember)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new(PersonClaims.DisplayName, user.DisplayName),
            new(RememberClaim, remember ? "1" : "0"),
            new(StampClaim, user.SecurityStamp ?? string.Empty),
        ];
        return Http.SignInAsync(HalfScheme, new ClaimsPrincipal(new ClaimsIdentity(claims, HalfScheme)));
    }

    /// <summary>Who waits for their second step; null when nobody does, or the quarter of an hour is over, or their password changed meanwhile.</summary>
    public async Task<HalfSignedIn?> Waiting()
    {
        var half = await Http.AuthenticateAsync(HalfScheme);
        if (half.Principal is not { } principal || ActorOf.IdOf(principal) is not { } id)
        {
            return null;
        }

        var user = await cookies.UserManager.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture));
        return user is null || user.SecurityStamp != principal.FindFirstValue(StampClaim)
            ? null
            : new HalfSignedIn(user, ActorOf.AtTheDoor(principal, From), principal.FindFirstValue(RememberClaim) == "1");
    }

    private Task Issue(PortalUser user, string key, int ticket, bool remember, DateTimeOffset? expires) =>
        cookies.SignInWithClaimsAsync(
            user,
            new AuthenticationProperties { IsPersistent = remember, ExpiresUtc = expires },
            [new Claim(PersonClaims.Session, key), new Claim(PersonClaims.Ticket, ticket.ToString(CultureInfo.InvariantCulture))]
        );
}
