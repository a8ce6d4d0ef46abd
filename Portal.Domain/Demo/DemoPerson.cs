using Portal.Domain.Identity;

namespace Portal.Domain.Demo;

/// <summary>A person of the demo: who they are, and the button of the demo strip that signs in as them (null: no button).</summary>
public sealed record DemoPerson(string Email, string DisplayName, StaffRole? Staff = null, string? Button = null)
{
    /// <summary>Reads in the wallet and has no desk.</summary>
    public bool IsFollower => this == DemoPeople.Follower;
}
