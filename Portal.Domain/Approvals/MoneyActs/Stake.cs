using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>What an act is about in money: minor units and their currency. No amount means that it cannot be said, and is never small.</summary>
internal readonly record struct Stake(long? Minor, string Currency)
{
    /// <summary>The sum of amounts without their signs; unknown where two currencies meet.</summary>
    public static Stake Of(IEnumerable<Money> amounts)
    {
        var sums = amounts
            .Where(amount => !amount.IsZero)
            .GroupBy(amount => amount.Currency.Code, StringComparer.Ordinal)
            .Select(group => (Currency: group.Key, Minor: group.Sum(amount => Math.Abs(amount.MinorUnits))))
            .ToList();
        return sums switch
        {
            [] => new Stake(0, Kernel.Currency.Cny.Code),
            [var only] => new Stake(only.Minor, only.Currency),
            _ => new Stake(null, Kernel.Currency.Cny.Code),
        };
    }
}
