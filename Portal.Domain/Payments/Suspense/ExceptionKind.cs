namespace Portal.Domain.Payments;

public enum ExceptionKind
{
    /// <summary>The merchant number is nobody's: the money is in suspense.</summary>
    UnknownMerchant,

    /// <summary>A refund of a payment we have never seen: in suspense.</summary>
    UnknownPayment,

    /// <summary>A refund larger than what is left of its payment: in suspense.</summary>
    RefundAbovePayment,

    /// <summary>The gateway says the refund failed: nothing was posted.</summary>
    RefundFailed,

    /// <summary>A row we know already, now with other figures: nothing was posted.</summary>
    RowDiffers,

    /// <summary>A row of an earlier bill that its revision no longer has: nothing was taken back.</summary>
    RowGone,

    /// <summary>The gateway moved money for a reason we do not know: in suspense.</summary>
    UnknownMovement,
}
