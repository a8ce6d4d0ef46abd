using System.Globalization;
using System.Security.Claims;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>The one place where a signed-in principal becomes an <see cref="Actor"/>.</summary>
public static class ActorOf
{
    public static Actor Principal(ClaimsPrincipal? user, string? from = null) =>
        user?.Identity?.IsAuthenticated == true && IdOf(user) is { } id
            ? Actor.User(id, NameOf(user), from, user.FindFirstValue(PersonClaims.Session) ?? PersonClaims.NoSession)
            : Actor.Visitor(from);

    public static Actor Request(HttpContext context) => Principal(context.User, context.Connection.RemoteIpAddress?.ToString());

    /// <summary>Somebody who has shown their password at the door and nothing else: no session, so only first enrolment is open to them.</summary>
    public static Actor AtTheDoor(ClaimsPrincipal half, string? from) =>
        IdOf(half) is { } id ? Actor.User(id, NameOf(half), from) : Actor.Visitor(from);

    public static long? IdOf(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : null;

    private static string NameOf(ClaimsPrincipal user) =>
        user.FindFirstValue(PersonClaims.DisplayName) ?? user.Identity?.Name ?? string.Empty;
}
