namespace Portal.Domain.Payments;

/// <summary>What a movement of a gateway account is, in our words; the gateway's own words stand beside it.</summary>
public enum MovementKind
{
    Payment,
    Refund,
    Fee,
    FeeReturn,

    /// <summary>From the gateway to our bank account.</summary>
    Withdrawal,

    /// <summary>From our bank account to the gateway.</summary>
    TopUp,
    Transfer,

    /// <summary>Words we do not know: imported and shown, never guessed at.</summary>
    Other,
}

/// <summary>What the books did with a movement.</summary>
public enum MovementPosting
{
    /// <summary>Nothing: the trade bill posted it, and this is the gateway's other view of it.</summary>
    None,
    InTransit,
    ChannelFee,

    /// <summary>Nobody's yet: it waits for a person.</summary>
    Suspense,

    /// <summary>It waited, and a person gave it to a merchant.</summary>
    Merchant,
}

/// <summary>
/// One movement of an account at a gateway, as its fund bill lists it, once (unique index). Trade bills say what was sold, movements say what
/// happened to the money: reconciliation holds one against the other.
/// </summary>
internal sealed class GatewayMovement
{
    public const int WordsCharsMax = 120;
    public const int NoteCharsMax = 256;

    private GatewayMovement() { }

    public long Id { get; private set; }
    public string Provider { get; private set; } = string.Empty;

    /// <summary>The account it happened on: the merchant number at the gateway.</summary>
    public string MerchantNo { get; private set; } = string.Empty;
    public string MovementId { get; private set; } = string.Empty;

    /// <summary>The gateway's number of the business behind it: transaction, refund or payout.</summary>
    public string BusinessRef { get; private set; } = string.Empty;

    /// <summary>The merchant's own order or refund number.</summary>
    public string OrderNo { get; private set; } = string.Empty;
    public MovementKind Kind { get; private set; }

    /// <summary>What the gateway calls it.</summary>
    public string Words { get; private set; } = string.Empty;
    public string Note { get; private set; } = string.Empty;

    /// <summary>Money in is positive, money out negative.</summary>
    public long AmountMinor { get; private set; }

    /// <summary>The fee that is part of the amount, where the gateway books both as one (a refund net of its fee); never added to it.</summary>
    public long FeeInsideMinor { get; private set; }

    /// <summary>The account's balance after it, where the bill says so.</summary>
    public long? BalanceMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateTime OccurredUtc { get; private set; }

    /// <summary>The day it belongs to, in the settlement zone.</summary>
    public DateOnly BusinessDay { get; private set; }
    public long BillId { get; private set; }
    public int Line { get; private set; }
    public MovementPosting Posting { get; private set; }
    public long? EntryId { get; private set; }

    /// <summary>A person said that this amount in suspense is a merchant's.</summary>
    internal void GivenAway() => Posting = MovementPosting.Merchant;

    internal static readonly string[] Columns =
    [
        "Id",
        "Provider",
        "MerchantNo",
        "MovementId",
        "BusinessRef",
        "OrderNo",
        "Kind",
        "Words",
        "Note",
        "AmountMinor",
        "FeeInsideMinor",
        "BalanceMinor",
        "Currency",
        "OccurredUtc",
        "BusinessDay",
        "BillId",
        "Line",
        "Posting",
        "EntryId",
    ];
}

/// <summary>One movement as a bill's reader found it. Amounts are minor units; money in is positive.</summary>
public sealed record MovementRow
{
    public required int Line { get; init; }
    public required string MerchantNo { get; init; }
    public required string MovementId { get; init; }
    public string BusinessRef { get; init; } = string.Empty;
    public string OrderNo { get; init; } = string.Empty;
    public required MovementKind Kind { get; init; }
    public required string Words { get; init; }
    public string Note { get; init; } = string.Empty;
    public required long AmountMinor { get; init; }
    public long FeeInsideMinor { get; init; }
    public long? BalanceMinor { get; init; }
    public required DateTime OccurredUtc { get; init; }
}
