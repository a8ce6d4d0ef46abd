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
}

/// <summary>A well-formed row of a bill that needs a person. Its money, where it moved, stands in suspense.</summary>
public sealed class ExceptionItem
{
    private ExceptionItem() { }

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

    internal static readonly string[] Columns =
    [
        "Id",
        "Kind",
        "BillId",
        "Line",
        "GatewayAccountId",
        "Reference",
        "AmountMinor",
        "Currency",
        "BusinessDay",
        "RaisedUtc",
    ];
}
