namespace Portal.Domain.Certification;

/// <summary>Where a badge is in its year.</summary>
public enum BadgePhase
{
    /// <summary>Never certified.</summary>
    None,
    Valid,

    /// <summary>The end is near: a renewal may be handed in.</summary>
    RenewalWindow,

    /// <summary>The year is over; the badge stays for some days while a renewal is under way.</summary>
    Grace,
    Lapsed,

    /// <summary>Certified, and not shown while the account is restricted, suspended or closed.</summary>
    Withheld,
}
