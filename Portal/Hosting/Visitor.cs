using System.Security.Claims;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Who a request counts as: the person who is signed in, else the place it comes from, as the door counts places.</summary>
/// <param name="Key">Names the visitor among the others; never shown or logged.</param>
internal readonly record struct Visitor(string Key, bool IsStranger)
{
    public static Visitor Of(HttpContext http) => Of(http.User, http.Connection.RemoteIpAddress?.ToString());

    public static Visitor Of(ClaimsPrincipal? user, string? address) =>
        ActorOf.Principal(user) is { Kind: ActorKind.User } person
            ? new Visitor(FormattableString.Invariant($"person:{person.UserId}"), false)
            : new Visitor("place:" + SignInLimits.PlaceOf(address), true);
}
