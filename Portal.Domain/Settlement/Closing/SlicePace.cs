using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>
/// How much goes into one transaction. What a transaction takes grows with its statements and entries; the budget follows what the last ones
/// took, well below the limit, because everybody else waits meanwhile.
/// </summary>
internal sealed class SlicePace
{
    /// <summary>A statement's own rows (its entries and postings, lines, payout) against one entry that it takes up.</summary>
    internal const int StatementWeight = 15;

    /// <summary>Below this a transaction is mostly its own beginning and end, and shrinking it further holds nobody up less.</summary>
    private const int BudgetMin = 400;
    private const int BudgetMax = 20_000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(15);

    internal int Budget { get; private set; } = 600;

    /// <summary>The next merchants; at least one.</summary>
    public long[] Slice(List<OpenMerchant> open, int from)
    {
        var slice = new List<long>();
        var weight = 0;
        for (var at = from; at < open.Count; at++)
        {
            weight += (open[at].Days * StatementWeight) + open[at].Entries;
            if (slice.Count > 0 && weight > Budget)
            {
                break;
            }

            slice.Add(open[at].MerchantId);
        }

        return [.. slice];
    }

    /// <summary>How many of these statements fit; at least one. A merchant who has waited a year is not closed in one transaction.</summary>
    public int Fitting(IReadOnlyList<Closing> made, int from = 0)
    {
        var weight = 0;
        for (var at = from; at < made.Count; at++)
        {
            weight += StatementWeight + made[at].Items.Count;
            if (at > from && weight > Budget)
            {
                return at - from;
            }
        }

        return made.Count - from;
    }

    public void Took(TimeSpan time)
    {
        Telemetry.CloseHeld.Record(time.TotalSeconds);
        var wanted =
            time > Aim ? (int)(Budget * Math.Max(Aim / time, 0.5))
            : time < Aim / 2 ? Budget * 2
            : Budget + (Budget / 8);
        Budget = Math.Clamp(wanted, BudgetMin, BudgetMax);
    }
}
