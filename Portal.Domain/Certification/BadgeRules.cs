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
}

/// <summary>The badge's calendar: a year, a window to renew before its end, days of grace after it.</summary>
public static class BadgeRules
{
    /// <summary>How long before its end a badge may be renewed.</summary>
    public const int RenewalDays = 60;

    /// <summary>How long after its year a badge stays.</summary>
    public const int GraceDays = 30;

    public static BadgePhase Of(DateOnly? until, DateOnly today) =>
        until switch
        {
            null => BadgePhase.None,
            { } end when today > end.AddDays(GraceDays) => BadgePhase.Lapsed,
            { } end when today > end => BadgePhase.Grace,
            { } end when today >= end.AddDays(-RenewalDays) => BadgePhase.RenewalWindow,
            _ => BadgePhase.Valid,
        };

    /// <summary>A year from today; who renews early loses no day of the year he has.</summary>
    public static DateOnly NextEnd(DateOnly? until, DateOnly today) => (until is { } end && end > today ? end : today).AddYears(1);
}
