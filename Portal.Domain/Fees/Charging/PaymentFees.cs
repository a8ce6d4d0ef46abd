using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>
/// Decides what payments cost their merchants and what refunds give back, in the transaction of whoever brings them; the unique indexes on
/// Fees say the last word. Which payments and refunds these are, and how far a bill has got, the module of the payments knows.
/// </summary>
internal sealed class PaymentFees(LedgerPoster poster)
{
    /// <summary>Charges payments that nobody has charged yet; those of nobody are not among them.</summary>
    public Task Charge(
        PortalDb db,
        long billId,
        IReadOnlyList<ChargeablePayment> payments,
        FeeRuleSet rules,
        TierVolumes? volumes,
        CancellationToken ct
    )
    {
        var decided = new DecidedFees(billId, returned: false, payments.Count);
        foreach (var payment in payments)
        {
            decided.Add(Charge(payment, rules, volumes));
        }

        return decided.Post(db, poster, ct);
    }

    /// <summary>Gives back what refunds give back, and charges for handling them where a rule says so.</summary>
    public async Task Return(
        PortalDb db,
        long billId,
        IReadOnlyList<ChargeableRefund> refunds,
        FeeRuleSet rules,
        FeeRuleSet handling,
        CancellationToken ct
    )
    {
        var decided = new DecidedFees(billId, returned: true, refunds.Count);
        var handled = new List<DecidedServiceFee>();
        foreach (var refund in refunds)
        {
            decided.Add(GiveBack(refund, rules));
            if (!handling.IsEmpty && Handle(refund, handling, decided.Key) is { } fee)
            {
                handled.Add(fee);
            }
        }

        await decided.Post(db, poster, ct);
        await DecidedServiceFee.Post(db, poster, handled, ct);
    }

    /// <summary>Those of a row of payments that have their fee: a bill may be looked through again when rows of it come out of suspense.</summary>
    public static async Task<HashSet<long>> Charged(PortalDb db, long first, long last, CancellationToken ct) =>
        [
            .. await db
                .Fees.Where(fee => fee.PaymentId >= first && fee.PaymentId <= last)
                .Select(fee => fee.PaymentId!.Value)
                .ToListAsync(ct),
        ];

    /// <summary>The same of refunds.</summary>
    public static async Task<HashSet<long>> Returned(PortalDb db, long first, long last, CancellationToken ct) =>
        [.. await db.Fees.Where(fee => fee.RefundId >= first && fee.RefundId <= last).Select(fee => fee.RefundId!.Value).ToListAsync(ct)];

    private static Fee Charge(in ChargeablePayment payment, FeeRuleSet rules, TierVolumes? volumes)
    {
        var of = new FeeCase(payment.MerchantId, payment.GatewayAccountId, payment.Channel, payment.Currency);
        var rule = rules.InForce(of, payment.PaidUtc);
        long? before = rule?.Tiers is null ? null : volumes?.Before(payment.Id) ?? 0;
        var fee = rule is null ? 0 : FeeArithmetic.Charge(rule.Terms, payment.GrossMinor, before ?? 0);
        var waiver = fee == 0 ? null : rules.WaiverInForce(of, payment.PaidUtc);
        var waived = waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, fee);
        return Fee.Of(payment, new ChargedFee(rule?.Id, payment.GrossMinor, fee, before, waiver?.Id, waived));
    }

    private static Fee GiveBack(ChargeableRefund refund, FeeRuleSet rules)
    {
        var fee = refund.Fee ?? new ChargedFee(null, 0, 0, null, null, 0);
        var (back, waivedBack) = (0L, 0L);
        if (fee.RuleId is { } rule && fee.AmountMinor > 0)
        {
            var terms = rules.Of(rule).Terms;
            var volume = fee.VolumeBeforeMinor ?? 0;
            back = FeeArithmetic.Return(terms, fee.GrossMinor, fee.AmountMinor, refund.RefundedBeforeMinor, refund.AmountMinor, volume);
            if (fee.WaivedMinor > 0)
            {
                var before = FeeArithmetic.Return(terms, fee.GrossMinor, fee.AmountMinor, 0, refund.RefundedBeforeMinor, volume);
                waivedBack = FeeArithmetic.WaivedBack(fee.AmountMinor, fee.WaivedMinor, before, back);
            }
        }

        return Fee.Of(refund, fee with { AmountMinor = back, WaivedMinor = waivedBack });
    }

    private static DecidedServiceFee? Handle(ChargeableRefund refund, FeeRuleSet handling, string key)
    {
        var of = new FeeCase(refund.MerchantId, refund.GatewayAccountId, refund.Channel, refund.Currency);
        if (handling.InForce(of, refund.OccurredUtc) is not { } rule)
        {
            return null;
        }

        var fee = FeeArithmetic.Charge(rule.Terms, refund.AmountMinor);
        var entry = string.Create(
            CultureInfo.InvariantCulture,
            $"refund-fee:{key}:{refund.BusinessDay:yyyyMMdd}:{refund.MerchantId}:{refund.Currency}"
        );
        var kind = FeeKind.RefundHandling;
        return new DecidedServiceFee(kind, refund.MerchantId, refund.Currency, refund.BusinessDay, refund.OccurredUtc, entry)
        {
            RefundId = refund.Id,
            BaseMinor = refund.AmountMinor,
        }.Priced(rule, handling.WaiverInForce(of, refund.OccurredUtc), fee);
    }
}
