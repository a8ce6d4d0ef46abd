using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

public static class ScheduleRules
{
    private const int EveningHour = 20;

    /// <summary>This evening on the wall, or tomorrow's when it is nearly over.</summary>
    public static DateTime NextEvening(DateTime nowUtc, SettlementZone zone)
    {
        var local = zone.LocalOf(nowUtc);
        var evening = local.Date.AddHours(EveningHour);
        return local.AddMinutes(5) < evening ? evening : evening.AddDays(1);
    }

    /// <summary>Only a live or certified account may publish; a lapsed, restricted, suspended or closed one may not.</summary>
    public static bool MayPublish(AccountState state) => state is AccountState.Live or AccountState.Certified;

    /// <summary>
    /// The instant of a wall-clock time in the settlement zone. A time that the clocks skip is refused; of a time that comes twice the
    /// first is meant.
    /// </summary>
    public static DateTime ToUtc(DateTime local, SettlementZone zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        Refusal.Unless(!zone.Zone.IsInvalidTime(wall), MessagingRefusals.TimeSkipped);
        var offset = zone.Zone.IsAmbiguousTime(wall) ? zone.Zone.GetAmbiguousTimeOffsets(wall).Max() : zone.Zone.GetUtcOffset(wall);
        return DateTime.SpecifyKind(wall - offset, DateTimeKind.Utc);
    }

    /// <summary>When a message will go: the time picked, or after the cancel window when none is. Refuses the past and the far future.</summary>
    public static DateTime DueOf(DateTime? planUtc, PolicySet policies, DateTime nowUtc)
    {
        if (planUtc is not { } plan)
        {
            return nowUtc + policies.At(MessagingPolicies.MessageCancelSeconds, nowUtc);
        }

        if (plan <= nowUtc)
        {
            throw new Refusal(MessagingRefusals.TimePast).On(nameof(Message.PlanUtc));
        }

        var ahead = policies.At(MessagingPolicies.MessageDaysAhead, nowUtc);
        return plan <= nowUtc.AddDays(ahead) ? plan : throw new Refusal(MessagingRefusals.TimeTooFar, ahead).On(nameof(Message.PlanUtc));
    }
}
