using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>
/// A stretch of days in which an account has so many broadcasts. <see cref="Key"/> names it in the reservation's unique index;
/// <see cref="Until"/> is the first day after it.
/// </summary>
public sealed record QuotaPeriod(string Key, int Slots, DateOnly From, DateOnly Until)
{
    public bool IsDay => Until == From.AddDays(1);
}

/// <summary>A subscription account broadcasts so often a business day, a service account so often a calendar month, in the settlement zone.</summary>
public static class QuotaRules
{
    /// <summary>The period of an instant, with the slots that are in force then.</summary>
    public static QuotaPeriod PeriodOf(AccountType type, DateTime utc, SettlementZone zone, PolicySet policies) =>
        PeriodOf(type, zone.DayOf(utc), policies.At(PolicyOf(type), utc));

    public static Policy<int> PolicyOf(AccountType type) =>
        type switch
        {
            AccountType.Subscription => MessagingPolicies.SubscriptionBroadcastsADay,
            AccountType.Service => MessagingPolicies.ServiceBroadcastsAMonth,
        };

    public static QuotaPeriod PeriodOf(AccountType type, DateOnly day, int slots)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        return type switch
        {
            AccountType.Subscription => new QuotaPeriod(
                "D" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                slots,
                day,
                day.AddDays(1)
            ),
            AccountType.Service => new QuotaPeriod(
                "M" + month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                slots,
                month,
                month.AddMonths(1)
            ),
        };
    }

    /// <summary>The lowest slot of the period nobody holds, counted from 1; null when all are taken.</summary>
    public static int? FreeSlot(QuotaPeriod period, IReadOnlyCollection<int> taken)
    {
        for (var slot = 1; slot <= period.Slots; slot++)
        {
            if (!taken.Contains(slot))
            {
                return slot;
            }
        }

        return null;
    }
}
