using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Domain.Identity;

namespace Portal.Hosting;

/// <summary>Puts the name people see into the cookie: timelines and the audit trail say "Zhao Min", not an address.</summary>
internal sealed class PersonClaims(UserManager<PortalUser> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    public const string DisplayName = "portal:name";

    /// <summary>The session's key, and the number of the cookie issued for it.</summary>
    public const string Session = "portal:session";
    public const string Ticket = "portal:ticket";

    /// <summary>What a cookie without a session acts in: none that exists, so the Gate refuses it.</summary>
    public const string NoSession = "none";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        return identity;
    }
}
