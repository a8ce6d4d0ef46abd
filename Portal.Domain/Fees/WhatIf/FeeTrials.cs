using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Prices what nobody has paid yet, by the rules as they are.</summary>
internal static class FeeTrials
{
    private const long AmountMax = 1_000_000_000_000_00;

    public static async Task<FeeTrial> Try(PortalDb db, FeeTrialAsk ask, SettlementZone zone, CancellationToken ct)
    {
        Refusal.Unless(ask.AmountMinor is >= 0 and <= AmountMax, FeesRefusals.AmountRange);
        var merchant = ask.Merchant is { Length: > 0 } slug
            ? await db.Merchants.Where(row => row.Slug == slug).Select(row => (long?)row.Id).SingleOrDefaultAsync(ct)
                ?? throw Refusal.NotFound().On(nameof(ask.Merchant))
            : 0;
        var rules = await FeeRuleSet.Load(db, ask.Kind, ct);
        var of = new FeeCase(merchant, 0, ask.Channel, Currency.Cny.Code);
        if (rules.InForce(of, ask.AtUtc) is not { } rule)
        {
            return new FeeTrial(null, null, null, 0);
        }

        var volume = ask.VolumeMinor ?? await Volume(db, merchant, of.Currency, zone.DayOf(ask.AtUtc), ct);
        var why = ask.Kind == FeeKind.Monthly ? FeeWhy.OfFixed(rule.Terms) : FeeWhy.Of(rule.Terms, ask.AmountMinor, volume);
        var waiver = why.FeeMinor == 0 ? null : rules.WaiverInForce(of, ask.AtUtc);
        return new FeeTrial(
            FeeRuleRef.Of(rule),
            why,
            waiver is null ? null : FeeRuleRef.Of(waiver),
            waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, why.FeeMinor)
        );
    }

    /// <summary>What a merchant took in the month of a day, as far as it is charged.</summary>
    public static Task<long> Volume(PortalDb db, long merchantId, string currency, DateOnly day, CancellationToken ct)
    {
        var month = day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return db
            .FeeVolumes.Where(row => row.MerchantId == merchantId && row.Month == month && row.Currency == currency)
            .SumAsync(row => row.VolumeMinor, ct);
    }
}
