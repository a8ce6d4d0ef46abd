using Portal.Domain.Accounts;

namespace Portal.Domain.Certification;

/// <summary>The badge's calendar: a year, a window to renew before its end, days of grace after it.</summary>
public static class BadgeRules
{
    /// <summary>How long before its end a badge may be renewed.</summary>
    public const int RenewalDays = 60;

    /// <summary>How long after its year a badge stays.</summary>
    public const int GraceDays = 30;

    /// <summary>
    /// The phase of an account's badge: its state says whether followers see it, its year how long. A state that already lost the badge is
    /// never told that it still has it.
    /// </summary>
    public static BadgePhase Of(AccountState state, DateOnly? until, DateOnly today) =>
        (state, Of(until, today)) switch
        {
            (_, BadgePhase.None) => BadgePhase.None,
            (AccountState.Certified, var phase) => phase,
            (AccountState.Restricted or AccountState.Suspended or AccountState.Closed, not BadgePhase.Lapsed) => BadgePhase.Withheld,
            _ => BadgePhase.Lapsed,
        };

    public static BadgePhase Of(DateOnly? until, DateOnly today) =>
        until switch
        {
            null => BadgePhase.None,
            { } end when today > end.AddDays(GraceDays) => BadgePhase.Lapsed,
            { } end when today > end => BadgePhase.Grace,
            { } end when today >= end.AddDays(-RenewalDays) => BadgePhase.RenewalWindow,
            _ => BadgePhase.Valid,
        };

    /// <summary>A year from today; who renews early loses no day of the year they have.</summary>
    public static DateOnly NextEnd(DateOnly? until, DateOnly today) => (until is { } end && end > today ? end : today).AddYears(1);
}
