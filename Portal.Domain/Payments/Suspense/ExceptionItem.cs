using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A well-formed row of a bill that needs a person. Its money, where it moved, stands in suspense.</summary>
internal sealed class ExceptionItem : IVersioned
{
    private ExceptionItem() { }

    internal static ExceptionItem Raise(
        ExceptionKind kind,
        Bill bill,
        int line,
        GatewayAccount account,
        (string Reference, long AmountMinor) of,
        DateOnly day,
        DateTime nowUtc
    ) =>
        new()
        {
            Kind = kind,
            BillId = bill.Id,
            Line = line,
            GatewayAccountId = account.Id,
            Reference = of.Reference,
            AmountMinor = of.AmountMinor,
            Currency = bill.Currency,
            BusinessDay = day,
            RaisedUtc = nowUtc,
        };

    public long Id { get; private set; }
    public ExceptionKind Kind { get; private set; }
    public long BillId { get; private set; }
    public int Line { get; private set; }
    public long GatewayAccountId { get; private set; }

    /// <summary>The gateway's transaction or refund id.</summary>
    public string Reference { get; private set; } = string.Empty;
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateOnly BusinessDay { get; private set; }
    public DateTime RaisedUtc { get; private set; }
    public DateTime? ResolvedUtc { get; private set; }
    public string? ResolvedBy { get; private set; }
    public string? ResolvedWhy { get; private set; }

    /// <summary>Who looks after it.</summary>
    public long? OwnerId { get; private set; }
    public string? OwnerName { get; private set; }
    public DateTime? TakenUtc { get; private set; }
    public int Version { get; private set; }

    /// <summary>Its money stands in suspense until somebody says whose it is.</summary>
    public bool Waits =>
        Kind
            is ExceptionKind.UnknownMerchant
                or ExceptionKind.UnknownPayment
                or ExceptionKind.RefundAbovePayment
                or ExceptionKind.UnknownMovement;

    internal void Take(long userId, string name, DateTime nowUtc)
    {
        Refusal.Unless(ResolvedUtc is null, PaymentsRefusals.ExceptionResolved);
        (OwnerId, OwnerName, TakenUtc) = (userId, name, nowUtc);
    }

    internal void LeaveIt()
    {
        Refusal.Unless(ResolvedUtc is null, PaymentsRefusals.ExceptionResolved);
        (OwnerId, OwnerName, TakenUtc) = (null, null, null);
    }

    /// <summary>Its refund found its payment, which is nobody's yet: from now on it is the merchant that is unknown.</summary>
    internal void AwaitMerchant() => Kind = ExceptionKind.UnknownMerchant;

    /// <summary>Its number has an owner now; the payment it refunds is still unknown.</summary>
    internal void AwaitPayment() => Kind = ExceptionKind.UnknownPayment;

    internal void Resolve(string by, string why, DateTime nowUtc)
    {
        Refusal.Unless(ResolvedUtc is null, PaymentsRefusals.ExceptionResolved);
        (ResolvedBy, ResolvedWhy, ResolvedUtc) = (by, why, nowUtc);
    }

    /// <summary>Settled by the product itself, or with what a person decided about something else; see <see cref="OwnWord"/>.</summary>
    internal static readonly string PaymentArrived = OwnWord.Of("payment-arrived");
    internal static readonly string PaymentAssigned = OwnWord.Of("payment-assigned");
    internal static readonly string NumberClaimed = OwnWord.Of("gateway-account");
}
