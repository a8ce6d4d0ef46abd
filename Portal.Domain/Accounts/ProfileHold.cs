namespace Portal.Domain.Accounts;

/// <summary>Whether a part of the profile may be changed, or what keeps it as it is.</summary>
public enum ProfileHold
{
    None,

    /// <summary>It is being certified, and the reviewer has not asked about it.</summary>
    InReview,

    /// <summary>It was certified, and the badge is there or comes back.</summary>
    Certified,
}
