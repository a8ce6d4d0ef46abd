using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>What the end of a badge's year means, in the words of both pages that say it.</summary>
public static class RenewalLabels
{
    /// <param name="ends">The last day of grace.</param>
    public static string Title(BadgePhase phase, DateOnly? until, DateOnly? ends) =>
        phase switch
        {
            BadgePhase.RenewalWindow => Fmt.Text(CertificationTexts.RenewalSoon, Fmt.Day(until)),
            BadgePhase.Grace => Fmt.Text(CertificationTexts.RenewalGrace, Fmt.Day(ends)),
            BadgePhase.Lapsed => Fmt.Text(CertificationTexts.RenewalLapsed, Fmt.Day(until)),
            BadgePhase.None or BadgePhase.Valid or BadgePhase.Withheld => string.Empty,
        };
}
