using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>Closings worked out and not yet stored, with all that was read for them.</summary>
internal sealed record WorkedOut(
    IReadOnlyList<Closing> Made,
    ClosingFacts Facts,
    IReadOnlyList<OpenItem> Open,
    IReadOnlyDictionary<long, long> Postings
)
{
    /// <summary>Some of them: any beginning of the list can be stored by itself, and the rest is then worked out anew.</summary>
    public WorkedOut Part(int from, int count) => count == Made.Count ? this : this with { Made = [.. Made.Skip(from).Take(count)] };

    public long[] Merchants => [.. Made.Select(item => item.Statement.MerchantId).Distinct()];

    /// <summary>
    /// From which entry on each account has something open once these are stored: its first item that is left, or else what comes after them.
    /// A mark holds only if the account has the postings that were read and those of the closings themselves.
    /// </summary>
    public List<OpenMark> Marks(long lastEntryId)
    {
        var taken = Made.SelectMany(item => item.Items).Select(item => (item.EntryId, item.AccountId)).ToHashSet();
        var left = Open.Where(item => !taken.Contains((item.EntryId, item.AccountId)))
            .GroupBy(item => item.AccountId)
            .ToDictionary(group => group.Key, group => group.Min(item => item.EntryId));
        return
        [
            .. Made.GroupBy(item => item.Items[0].AccountId)
                .Where(group => Postings.ContainsKey(group.Key))
                .Select(group => new OpenMark(
                    group.Key,
                    left.GetValueOrDefault(group.Key, lastEntryId + 1),
                    Postings[group.Key] + group.Sum(item => item.HoldsReserve ? 2 : 1)
                )),
        ];
    }
}
