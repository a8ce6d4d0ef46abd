using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>One day of a what-if: its payments streamed in the order of time, a row a merchant.</summary>
internal static class WhatIfDay
{
    public static async Task Count(PortalDb db, PaymentSource payments, WhatIf run, CancellationToken ct)
    {
        var draft = run.Read();
        var target = await new FeePublisher(payments).Target(db, draft, ct);
        // In force all the time: the question is what the terms would do, not from when.
        var rule = FeeRule.Of(draft with { FromUtc = DateTime.UnixEpoch, ToUtc = null }, target, null, string.Empty, run.AskedUtc);
        var now = await FeeRuleSet.Load(db, FeeKind.Payment, ct);
        var then = await FeeRuleSet.With(db, rule, ct);
        var rows = await db.WhatIfRows.Where(row => row.WhatIfId == run.Id).ToDictionaryAsync(row => row.MerchantId, ct);
        var counts = run.NextDay >= run.FromDay;
        var merchants = await db.Merchants.Select(merchant => merchant.Id).ToArrayAsync(ct);
        await foreach (var paid in payments.OfDay(db, run.NextDay, run.Currency, merchants).WithCancellation(ct))
        {
            if (!rows.TryGetValue(paid.MerchantId, out var row))
            {
                rows[paid.MerchantId] = row = new WhatIfRow(run.Id, paid.MerchantId);
                db.WhatIfRows.Add(row);
            }

            var before = row.Volume(run.NextDay, paid.GrossMinor);
            if (counts)
            {
                row.Add(paid.GrossMinor, Kept(paid, now), Kept(paid, then, run.Currency, before));
            }
        }
    }

    /// <summary>What the merchant pays in the end: the stored fee less its waiver and what refunds give back of both.</summary>
    private static long Kept(PricedPayment paid, FeeRuleSet rules) =>
        paid.RuleId is { } rule ? Kept(rules.Of(rule).Terms, paid, paid.FeeMinor, paid.WaivedMinor, paid.VolumeMinor ?? 0) : 0;

    private static long Kept(PricedPayment paid, FeeRuleSet rules, string currency, long before)
    {
        var of = new FeeCase(paid.MerchantId, paid.GatewayAccountId, paid.Channel, currency);
        if (rules.InForce(of, paid.PaidUtc) is not { } rule)
        {
            return 0;
        }

        var fee = FeeArithmetic.Charge(rule.Terms, paid.GrossMinor, before);
        var waived = rules.WaiverInForce(of, paid.PaidUtc) is { } waiver ? FeeArithmetic.Waived(waiver.Terms, fee) : 0;
        return Kept(rule.Terms, paid, fee, waived, before);
    }

    private static long Kept(FeeTerms terms, PricedPayment paid, long fee, long waived, long volume)
    {
        if (paid.RefundedMinor == 0)
        {
            return fee - waived;
        }

        var back = FeeArithmetic.Return(terms, paid.GrossMinor, fee, 0, paid.RefundedMinor, volume);
        return fee - waived - back + FeeArithmetic.WaivedBack(fee, waived, 0, back);
    }
}
