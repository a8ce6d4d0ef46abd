using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>
/// A stretch of days in which an account has so many broadcasts. <see cref="Key"/> names it in the reservation's unique index;
/// <see cref="Until"/> is the first day after it.
/// </summary>
public sealed record QuotaPeriod(string Key, int Slots, DateOnly From, DateOnly Until);

/// <summary>A subscription account broadcasts once a business day, a service account four times a calendar month, in the settlement zone.</summary>
public static class QuotaRules
{
    public const int SubscriptionSlotsADay = 1;
    public const int ServiceSlotsAMonth = 4;

    public static QuotaPeriod PeriodOf(AccountType type, DateTime utc, SettlementZone zone) => PeriodOf(type, zone.DayOf(utc));

    public static QuotaPeriod PeriodOf(AccountType type, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        return type switch
        {
            AccountType.Subscription => new QuotaPeriod(
                "D" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                SubscriptionSlotsADay,
                day,
                day.AddDays(1)
            ),
            AccountType.Service => new QuotaPeriod(
                "M" + month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                ServiceSlotsAMonth,
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
