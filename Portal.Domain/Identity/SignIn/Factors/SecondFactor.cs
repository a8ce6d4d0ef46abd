namespace Portal.Domain.Identity;

/// <summary>What the site asks at its door (demo mode asks less, and says so).</summary>
public sealed class SignInPolicy
{
    /// <summary>Staff and money roles need a second factor. False only in demo mode, whose people have no secrets at all.</summary>
    public bool RequireSecondFactor { get; set; } = true;
}
