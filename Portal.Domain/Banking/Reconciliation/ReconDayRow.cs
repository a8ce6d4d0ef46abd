namespace Portal.Domain.Banking;

/// <summary>
/// A day of one pair: how many lines and how many of them matched, as the last run found them, and the differences that are still open. What is
/// open of earlier days stands in a row without a day, so that the rows add up to all that is open.
/// </summary>
public sealed record ReconDayRow(
    ReconPair Pair,
    DateOnly? Day,
    int? OursLines,
    int? TheirsLines,
    int? Matched,
    IReadOnlyDictionary<ReconState, int> Open
)
{
    public int OpenOf(ReconState state) => Open.GetValueOrDefault(state);
}
