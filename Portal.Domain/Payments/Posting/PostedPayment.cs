using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What of a payment decides its fee.</summary>
public readonly record struct PostedPayment(
    long Id,
    long MerchantId,
    long GatewayAccountId,
    Channel Channel,
    string Currency,
    DateTime PaidUtc,
    DateOnly BusinessDay,
    long GrossMinor
);

/// <summary>
/// Decides the fees of payments in the transaction that posts them, which saves reading them again. What cannot be decided yet is left to
/// the job, which decides what has none. Made by the module that knows the fees.
/// </summary>
public interface IChargeSlices
{
    /// <summary>For one run of posting; what it reads of the rules is kept for that long.</summary>
    ISliceCharges Open();
}

public interface ISliceCharges
{
    /// <summary>Charges new payments of a bill that is locked, and moves its watermark; or leaves both alone.</summary>
    Task Charge(PortalDb db, Bill bill, IReadOnlyList<PostedPayment> payments, CancellationToken ct);
}
