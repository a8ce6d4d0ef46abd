namespace Portal.Domain.Identity;

/// <summary>Who besides members and staff a permit is open to.</summary>
internal enum Openness
{
    /// <summary>Only the roles that the row names.</summary>
    Named,

    /// <summary>Every signed-in person, for what is their own.</summary>
    SignedIn,

    /// <summary>Everybody.</summary>
    Anyone,
}
