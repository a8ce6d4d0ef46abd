namespace Portal.Domain.Banking;

/// <summary>Why a payout cannot leave yet.</summary>
public enum PayoutHurdle
{
    NoAccount,
    HolderDiffers,

    /// <summary>Somebody stopped the payouts of this merchant.</summary>
    Stopped,

    /// <summary>Some hours after the bank account was changed.</summary>
    OnHold,
    Taken,
    OtherCurrency,
}
