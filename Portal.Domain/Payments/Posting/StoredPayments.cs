using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;

namespace Portal.Domain.Payments;

/// <summary>Answers what the fees ask about payments.</summary>
internal sealed class StoredPayments : PaymentSource
{
    internal override async Task<FeeTarget?> Account(PortalDb db, string merchantNo, CancellationToken ct) =>
        await db
            .GatewayAccounts.AsNoTracking()
            .Where(row => row.MerchantNo == merchantNo && row.MerchantId != null)
            .OrderBy(row => row.Id)
            .Select(row => new FeeTarget(FeeScope.Account, row.MerchantId, row.Id))
            .FirstOrDefaultAsync(ct);

    internal override Task<Dictionary<long, string>> Numbers(PortalDb db, long[] accountIds, CancellationToken ct) =>
        db
            .GatewayAccounts.Where(account => accountIds.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.MerchantNo, ct);

    internal override Task<bool> AnyCharged(PortalDb db, long? merchantId, DateTime sinceUtc, CancellationToken ct) =>
        db
            .Fees.Where(fee => merchantId == null || fee.MerchantId == merchantId)
            .Join(db.Payments, fee => fee.PaymentId, payment => payment.Id, (fee, payment) => payment.PaidUtc)
            .AnyAsync(paid => paid >= sinceUtc, ct);

    internal override IAsyncEnumerable<PricedPayment> OfDay(PortalDb db, DateOnly day, string currency, long[] merchants) =>
        (
            from payment in db.Payments.AsNoTracking()
            where EF.Parameter(merchants).Contains(payment.MerchantId) && payment.BusinessDay == day && payment.Currency == currency
            join fee in db.Fees on payment.Id equals fee.PaymentId
            orderby payment.PaidUtc, payment.Id
            select new PricedPayment(
                payment.MerchantId,
                payment.GatewayAccountId,
                payment.Channel,
                payment.PaidUtc,
                payment.GrossMinor,
                payment.RefundedMinor,
                fee.RuleId,
                fee.AmountMinor,
                fee.WaivedMinor,
                fee.VolumeBeforeMinor
            )
        ).AsAsyncEnumerable();
}
