namespace Portal.Domain.Banking;

/// <summary>One payout of a batch as its second person reads it: who is paid, where, how much, and what is unusual about it.</summary>
/// <param name="Holder">As the account has it: the name the bank is told. Null where there is no account.</param>
/// <param name="IsFirst">No transfer to this account has ever been paid.</param>
/// <param name="ChangedUtc">When this account took the place of another one of the merchant; null for its first.</param>
/// <param name="HolderDiffers">The holder is not the legal name; a second person agreed to the account all the same.</param>
/// <param name="LargestBeforeMinor">The largest payout the merchant was paid before, in minor units; null when there was none.</param>
/// <param name="Hurdle">Why it cannot leave now; a batch is proposed without any.</param>
public sealed record BatchPayee(
    string Payout,
    string Merchant,
    string MerchantName,
    string? Holder,
    string? BankCode,
    string? Last4,
    long AmountMinor,
    string Currency,
    bool IsFirst,
    DateTime? ChangedUtc,
    bool HolderDiffers,
    long? LargestBeforeMinor,
    PayoutHurdle? Hurdle
)
{
    private const int LargeTimes = 2;

    /// <summary>More than twice the largest that this merchant was ever paid.</summary>
    public bool IsLarge => LargestBeforeMinor is { } before && AmountMinor > before * LargeTimes;

    public bool IsNotable => Rank < RankOfPlain;

    /// <summary>What asks for a second look comes first: what cannot leave, a changed account not yet used, a first payout, another holder, a large one.</summary>
    internal int Rank =>
        Hurdle is not null ? 0
        : IsFirst && ChangedUtc is not null ? 1
        : IsFirst ? 2
        : HolderDiffers ? 3
        : IsLarge ? 4
        : ChangedUtc is not null ? 5
        : RankOfPlain;

    private const int RankOfPlain = 6;
}
