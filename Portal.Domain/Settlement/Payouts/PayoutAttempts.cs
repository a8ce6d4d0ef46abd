using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>Where banking puts the next attempt of a payout that came back: the rows of payouts are settlement's.</summary>
internal static class PayoutAttempts
{
    public static void Add(PortalDb db, Payout next) => db.Payouts.Add(next);
}
