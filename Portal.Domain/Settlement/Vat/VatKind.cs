namespace Portal.Domain.Settlement;

/// <summary>An invoice line of a statement: one kind of fee, or what is not collected of fees. The line is what VAT is worked out of.</summary>
public enum VatKind
{
    /// <summary>Fees on payments less what refunds gave back of them; below zero when more came back than was charged.</summary>
    PaymentFee,
    RefundFee,
    PayoutFee,
    MonthlyFee,
    CertificationFee,

    /// <summary>What was not collected of fees: a negative line of its own.</summary>
    FeeWaiver,

    /// <summary>Payment fees corrected by an adjustment that two people agreed to.</summary>
    FeeCorrection,
}
