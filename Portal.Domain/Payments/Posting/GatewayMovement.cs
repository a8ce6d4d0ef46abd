namespace Portal.Domain.Payments;

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

    internal static GatewayMovement Of(Bill bill, MovementRow row, DateOnly day, MovementPosting posting, long? entryId) =>
        new()
        {
            Provider = bill.Provider,
            MerchantNo = row.MerchantNo,
            MovementId = row.MovementId,
            BusinessRef = row.BusinessRef,
            OrderNo = row.OrderNo,
            Kind = row.Kind,
            Words = row.Words,
            Note = row.Note,
            AmountMinor = row.AmountMinor,
            FeeInsideMinor = row.FeeInsideMinor,
            BalanceMinor = row.BalanceMinor,
            Currency = bill.Currency,
            OccurredUtc = row.OccurredUtc,
            BusinessDay = day,
            BillId = bill.Id,
            Line = row.Line,
            Posting = posting,
            EntryId = entryId,
        };

    /// <summary>A person said that this amount in suspense is a merchant's.</summary>
    internal void GivenAway() => Posting = MovementPosting.Merchant;
}
