using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>An entry on a merchant's pending account that no statement has taken up; the amount is the merchant's view of it.</summary>
internal sealed record OpenItem(
    long EntryId,
    long AccountId,
    long MerchantId,
    string Currency,
    string Kind,
    DateOnly Day,
    long AmountMinor
);

/// <summary>A merchant with open items: how many, and the oldest day among them.</summary>
internal sealed record OpenMerchant(long MerchantId, int Entries, DateOnly Oldest);

/// <summary>
/// Reads what is still to be settled straight from the ledger, so that nothing can be forgotten: a posting on a pending account is either in
/// a statement, or open, or the settlement entry itself.
/// </summary>
internal static class OpenItems
{
    public const string SettlementKind = "settlement";
    private const string PendingCodes = "liabilities:merchant:%:pending";

    /// <summary>Merchants with something open up to a day, in order of their ids.</summary>
    public static async Task<List<OpenMerchant>> Merchants(PortalDb db, DateOnly through, CancellationToken ct)
    {
        var rows = await Query(db, through)
            .GroupBy(item => item.MerchantId)
            .Select(group => new
            {
                Merchant = group.Key,
                Count = group.Count(),
                Oldest = group.Min(item => item.Day),
            })
            .OrderBy(row => row.Merchant)
            .ToListAsync(ct);
        return [.. rows.Select(row => new OpenMerchant(row.Merchant, row.Count, row.Oldest))];
    }

    /// <summary>Those of them whose period is over: who is settled by the week waits for its last day.</summary>
    public static async Task<List<OpenMerchant>> Closable(PortalDb db, DateOnly through, CancellationToken ct)
    {
        var open = await Merchants(db, through, ct);
        var terms = await ClosingReader.Terms(db, null, ct);
        var own = open.Where(row => terms.ContainsKey(row.MerchantId)).Select(row => row.MerchantId).ToArray();
        var closed = await db
            .Statements.Where(row => EF.Parameter(own).Contains(row.MerchantId))
            .GroupBy(row => row.MerchantId)
            .Select(group => new { group.Key, Through = group.Max(row => row.PeriodTo) })
            .ToDictionaryAsync(row => row.Key, row => row.Through, ct);
        return
        [
            .. open.Where(row =>
                !terms.TryGetValue(row.MerchantId, out var book)
                || book.PeriodEnd(Later(row.Oldest, closed.TryGetValue(row.MerchantId, out var day) ? day.AddDays(1) : row.Oldest))
                    <= through
            ),
        ];
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    public static async Task<List<OpenItem>> Of(PortalDb db, DateOnly through, IReadOnlyList<long> merchants, CancellationToken ct)
    {
        var ids = merchants.ToArray();
        var rows = await Query(db, through)
            .Where(item => EF.Parameter(ids).Contains(item.MerchantId))
            .OrderBy(item => item.EntryId)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new OpenItem(
                row.EntryId,
                row.AccountId,
                row.MerchantId,
                row.Currency,
                row.Kind,
                row.Day,
                row.AmountMinor
            )),
        ];
    }

    private sealed class Row
    {
        public long EntryId { get; init; }
        public long AccountId { get; init; }
        public long MerchantId { get; init; }
        public string Currency { get; init; } = string.Empty;
        public string Kind { get; init; } = string.Empty;
        public DateOnly Day { get; init; }
        public long AmountMinor { get; init; }
    }

    private static IQueryable<Row> Query(PortalDb db, DateOnly through) =>
        from account in db.LedgerAccounts
        where account.MerchantId != null && EF.Functions.Like(account.Code, PendingCodes)
        join posting in db.Postings on account.Id equals posting.AccountId
        join entry in db.LedgerEntries on posting.EntryId equals entry.Id
        where entry.BusinessDay <= through && entry.Kind != SettlementKind
        where !db.StatementEntries.Any(taken => taken.EntryId == posting.EntryId && taken.AccountId == account.Id)
        select new Row
        {
            EntryId = posting.EntryId,
            AccountId = account.Id,
            MerchantId = account.MerchantId!.Value,
            Currency = account.Currency,
            Kind = entry.Kind,
            Day = entry.BusinessDay,
            // A credit is negative in the books and good for the merchant.
            AmountMinor = -posting.AmountMinor,
        };
}
