using Portal.Domain.Data;

namespace Portal.Domain.Fees;

/// <summary>
/// What a merchant took in a calendar month by one bill, written when the bill's payments have their fees: the volume that tiers go by.
/// Refunds do not lessen it.
/// </summary>
internal sealed class FeeVolume : IOfMerchant
{
    private FeeVolume() { }

    public long MerchantId { get; private set; }

    /// <summary>yyyy-MM of the settlement zone.</summary>
    public string Month { get; private set; } = string.Empty;
    public string Currency { get; private set; } = string.Empty;
    public long BillId { get; private set; }
    public long VolumeMinor { get; private set; }

    internal static FeeVolume Of(long billId, (long MerchantId, string Month, string Currency) of, long volumeMinor) =>
        new()
        {
            MerchantId = of.MerchantId,
            Month = of.Month,
            Currency = of.Currency,
            BillId = billId,
            VolumeMinor = volumeMinor,
        };
}
