using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>
/// The days of one badge, by the policies: how long before its end it may be renewed, and how long after it the badge stays, which is what is in
/// force as its last day ends.
/// </summary>
internal readonly record struct BadgeDays(int Renewal, int Grace)
{
    public static BadgeDays Of(PolicySet policies, DateOnly? until, SettlementZone zone, DateTime nowUtc) =>
        new(
            policies.At(CertificationPolicies.RenewalDays, nowUtc),
            policies.At(CertificationPolicies.CertificateGraceDays, until is { } end ? zone.EndOf(end) : nowUtc)
        );
}

/// <summary>The badge's calendar: how long it holds, a window to renew before its end, days of grace after it.</summary>
internal static class BadgeRules
{
    /// <summary>
    /// The phase of an account's badge: its state says whether followers see it, its year how long. A state that already lost the badge is
    /// never told that it still has it.
    /// </summary>
    public static BadgePhase Of(AccountState state, DateOnly? until, DateOnly today, BadgeDays days) =>
        (state, Of(until, today, days)) switch
        {
            (_, BadgePhase.None) => BadgePhase.None,
            (AccountState.Certified, var phase) => phase,
            (AccountState.Restricted or AccountState.Suspended or AccountState.Closed, not BadgePhase.Lapsed) => BadgePhase.Withheld,
            _ => BadgePhase.Lapsed,
        };

    public static BadgePhase Of(DateOnly? until, DateOnly today, BadgeDays days) =>
        until switch
        {
            null => BadgePhase.None,
            { } end when today > end.AddDays(days.Grace) => BadgePhase.Lapsed,
            { } end when today > end => BadgePhase.Grace,
            { } end when today >= end.AddDays(-days.Renewal) => BadgePhase.RenewalWindow,
            _ => BadgePhase.Valid,
        };

    /// <summary>So many months from today; who renews early loses no day of those they have.</summary>
    public static DateOnly NextEnd(DateOnly? until, DateOnly today, int months) =>
        (until is { } end && end > today ? end : today).AddMonths(months);
}
