using Portal.Domain.Data;

namespace Portal.Domain.Fees;

/// <summary>
/// What the fees ask about payments. The module of the payments answers: it knows the fees and they do not know it, so money goes one way,
/// from payments by fees to the ledger.
/// </summary>
internal abstract class PaymentSource
{
    /// <summary>The account at a gateway with this merchant number that belongs to somebody; null when there is none.</summary>
    internal abstract Task<FeeTarget?> Account(PortalDb db, string merchantNo, CancellationToken ct);

    /// <summary>The merchant numbers of accounts by id.</summary>
    internal abstract Task<Dictionary<long, string>> Numbers(PortalDb db, long[] accountIds, CancellationToken ct);

    /// <summary>Whether a payment made since then has its fee: of one merchant, or of any.</summary>
    internal abstract Task<bool> AnyCharged(PortalDb db, long? merchantId, DateTime sinceUtc, CancellationToken ct);

    /// <summary>A day's payments of these merchants with the fee that was decided for each, in the order of time.</summary>
    internal abstract IAsyncEnumerable<PricedPayment> OfDay(PortalDb db, DateOnly day, string currency, long[] merchants);
}
