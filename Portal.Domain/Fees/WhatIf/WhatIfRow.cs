namespace Portal.Domain.Fees;

/// <summary>One merchant's part of it. What was given back on refunds is taken off, on both sides.</summary>
internal sealed class WhatIfRow
{
    private WhatIfRow() { }

    internal WhatIfRow(long whatIfId, long merchantId) => (WhatIfId, MerchantId) = (whatIfId, merchantId);

    public long WhatIfId { get; private set; }
    public long MerchantId { get; private set; }
    public long Payments { get; private set; }
    public long GrossMinor { get; private set; }
    public long NowMinor { get; private set; }
    public long ThenMinor { get; private set; }

    /// <summary>The month's volume up to the watermark, and of which month.</summary>
    public long VolumeMinor { get; private set; }
    public int VolumeMonth { get; private set; }

    /// <summary>Takes a payment's volume; what the month came to before it.</summary>
    internal long Volume(DateOnly day, long grossMinor)
    {
        var month = (day.Year * 12) + day.Month;
        var before = VolumeMonth == month ? VolumeMinor : 0;
        (VolumeMonth, VolumeMinor) = (month, checked(before + grossMinor));
        return before;
    }

    internal void Add(long grossMinor, long nowMinor, long thenMinor)
    {
        Payments++;
        GrossMinor = checked(GrossMinor + grossMinor);
        NowMinor = checked(NowMinor + nowMinor);
        ThenMinor = checked(ThenMinor + thenMinor);
    }
}
