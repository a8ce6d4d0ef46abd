namespace Portal.Domain.Fees;

internal static class FeeRuleSequences
{
    /// <summary>Up to and with the first that fails.</summary>
    public static IEnumerable<T> TakeWhileInclusive<T>(this IEnumerable<T> items, Func<T, bool> goesOn)
    {
        foreach (var item in items)
        {
            yield return item;
            if (!goesOn(item))
            {
                yield break;
            }
        }
    }
}
