using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Reports;

public sealed record EntryView(
    long Id,
    string Key,
    string Kind,
    DateOnly BusinessDay,
    DateTime PostedUtc,
    string? Memo,
    long? Reverses,
    long? ReversedBy,
    IReadOnlyList<PostingRow> Postings,
    EntrySource? Source,
    IReadOnlyList<CarriedRow> Carried,
    int CarriedCount
)
{
    public bool Balances => Postings.GroupBy(line => line.Amount.Currency).All(group => group.Sum(line => line.Amount.MinorUnits) == 0);
}
