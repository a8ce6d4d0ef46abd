namespace Portal.Domain.Kernel;

/// <summary>
/// The policies as they are at each instant: what was agreed, in order, over the standards of the catalogue. Read in the context of the act
/// that goes by it, so that no server goes by an older one than another.
/// </summary>
public sealed class PolicySet
{
    private readonly ILookup<string, DatedNumber> _agreed;

    /// <param name="agreed">In the order in which they were agreed to: of two from the same instant the later one holds.</param>
    internal PolicySet(IEnumerable<(string Key, DatedNumber Value)> agreed) => _agreed = agreed.ToLookup(one => one.Key, one => one.Value);

    /// <summary>Nothing was ever changed.</summary>
    public static PolicySet Standard { get; } = new([]);

    public T At<T>(Policy<T> policy, DateTime utc) => policy.Read(NumberAt(policy, utc));

    public int NumberAt(Policy policy, DateTime utc) => InForce(policy, utc)?.Number ?? policy.Facts.Standard;

    /// <summary>What holds then and since when; null while it is the standard.</summary>
    internal DatedNumber? InForce(Policy policy, DateTime utc)
    {
        DatedNumber? found = null;
        foreach (var value in _agreed[policy.Key])
        {
            if (value.FromUtc <= utc && (found is null || value.FromUtc >= found.Value.FromUtc))
            {
                found = value;
            }
        }

        return found;
    }

    /// <summary>The greatest that ever was agreed to: what was taken under it is no fault later.</summary>
    public int MostEver(Policy policy) => _agreed[policy.Key].Select(value => value.Number).Append(policy.Facts.Standard).Max();
}
