namespace Portal.Domain.Settlement;

/// <summary>The agreed rates, to find the one in force on a day.</summary>
internal sealed class VatRateHistory(IEnumerable<VatRate> agreed)
{
    private readonly VatRate[] _rates = [.. agreed.OrderByDescending(rate => rate.FromDay).ThenByDescending(rate => rate.Id)];

    /// <summary>Null before the first rate: such days are not taxed.</summary>
    public VatRate? On(DateOnly day) => Array.Find(_rates, rate => rate.FromDay <= day);

    /// <summary>Newest first; of several for one day the one that counts before those it took the place of.</summary>
    public IReadOnlyList<VatRate> All => _rates;
}
