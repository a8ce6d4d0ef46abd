namespace Portal.Domain.Payments;

/// <summary>The three cuts of a trade bill a gateway offers.</summary>
public enum BillKind
{
    /// <summary>Payments and refunds.</summary>
    All,

    /// <summary>Payments only.</summary>
    Success,

    /// <summary>Refunds only, dated by the payment; the refund's own times stand beside it.</summary>
    Refund,
}
