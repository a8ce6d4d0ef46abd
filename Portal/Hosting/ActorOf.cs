using System.Globalization;
using System.Security.Claims;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>The one place where a signed-in principal becomes an <see cref="Actor"/>.</summary>
public static class ActorOf
{
    public static Actor Principal(ClaimsPrincipal? user, string? from = null) =>
        user?.Identity?.IsAuthenticated == true
        && long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Actor.User(id, user.FindFirstValue(PersonClaims.DisplayName) ?? user.Identity.Name ?? string.Empty, from)
            : Actor.Anonymous;

    public static Actor Request(HttpContext context) => Principal(context.User, context.Connection.RemoteIpAddress?.ToString());
}
