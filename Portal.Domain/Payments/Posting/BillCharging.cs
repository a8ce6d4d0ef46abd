using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;

namespace Portal.Domain.Payments;

/// <summary>
/// Charges payments in the transaction that posts them, which saves reading them again; for one run of posting, which keeps what it reads of
/// the rules for that long. A bill with an older payment without its fee is left to the job (<see cref="BillFees"/>): the watermark may not
/// pass that one.
/// </summary>
internal sealed class BillCharging(PaymentFees fees)
{
    private FeeRuleSet? _rules;

    public async Task Charge(PortalDb db, Bill bill, IReadOnlyList<Payment> payments, CancellationToken ct)
    {
        if (payments.Count == 0)
        {
            return;
        }

        _rules = await FeeRuleSet.Load(db, FeeKind.Payment, ct, _rules);
        var first = payments[0].Id;
        var hasOlder = await db.Payments.AnyAsync(row => row.BillId == bill.Id && row.Id > bill.FeePaymentId && row.Id < first, ct);
        if (_rules.HasTiers || hasOlder)
        {
            return;
        }

        await fees.Charge(db, bill.Id, [.. payments.Where(row => row.MerchantId != Payment.Nobody).Select(Chargeable)], _rules, null, ct);
        bill.FeesThrough(payments[^1].Id, null);
    }

    private static ChargeablePayment Chargeable(Payment row) =>
        new(row.Id, row.MerchantId, row.GatewayAccountId, row.Channel, row.Currency, row.PaidUtc, row.BusinessDay, row.GrossMinor);
}
