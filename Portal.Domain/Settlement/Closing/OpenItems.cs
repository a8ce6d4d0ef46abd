using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

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

/// <summary>A merchant with open items: how many, over how many days, and the oldest of these.</summary>
internal sealed record OpenMerchant(long MerchantId, int Entries, int Days, DateOnly Oldest);

/// <summary>A day of a merchant with open items, and when the first of them came into the books.</summary>
internal sealed record OpenMerchantDay(long MerchantId, DateOnly Day, int Entries, DateTime SinceUtc);

/// <summary>
/// Reads what is still to be settled straight from the ledger, so that nothing can be forgotten: a posting on a pending account is either in
/// a statement, or open, or the settlement entry itself. It begins at each account's mark, before which everything is closed: however many
/// years lie behind a merchant, only what came since is read.
/// </summary>
internal static class OpenItems
{
    internal static readonly string Settlement = EntryKinds.Of(EntryKind.Settlement).Name;
    internal static readonly string Pending = LedgerRole.MerchantPending.ToString();

    /// <summary>Merchants with something open up to a day, in order of their ids.</summary>
    public static async Task<List<OpenMerchant>> Merchants(PortalDb db, DateOnly through, CancellationToken ct) =>
        [
            .. (await Days(db, through, ct))
                .GroupBy(row => row.MerchantId)
                .OrderBy(group => group.Key)
                .Select(group => new OpenMerchant(group.Key, group.Sum(row => row.Entries), group.Count(), group.Min(row => row.Day))),
        ];

    /// <summary>The days of each merchant on which something is open, how many entries, and since when it has been in the books.</summary>
    public static async Task<List<OpenMerchantDay>> Days(PortalDb db, DateOnly through, CancellationToken ct)
    {
        var days = await Query(db)
            .Where(item => item.Day <= through)
            .GroupBy(item => new { item.MerchantId, item.Day })
            .Select(group => new
            {
                group.Key.MerchantId,
                group.Key.Day,
                Count = group.Count(),
                Since = group.Min(item => item.PostedMicros),
            })
            .ToListAsync(ct);
        return days.ConvertAll(row => new OpenMerchantDay(row.MerchantId, row.Day, row.Count, Micros.ToUtc(row.Since)));
    }

    /// <summary>Those of them whose period is over: who is settled by the week waits for its last day.</summary>
    public static async Task<List<OpenMerchant>> Closable(PortalDb db, DateOnly through, CancellationToken ct)
    {
        var open = await Merchants(db, through, ct);
        var terms = await ClosingReader.Terms(db, null, ct);
        var own = open.Where(row => terms.ContainsKey(row.MerchantId)).Select(row => row.MerchantId).ToArray();
        var closed = (await ClosingReader.ClosedThrough(db, own, ct))
            .GroupBy(pair => pair.Key.MerchantId)
            .ToDictionary(group => group.Key, group => group.Max(pair => pair.Value));
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

    /// <summary>How many postings each pending account of these merchants has. Read before the items: a later one makes the counts differ.</summary>
    public static Task<Dictionary<long, long>> Postings(PortalDb db, long[] merchants, CancellationToken ct) =>
        Accounts(db, merchants)
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance)
            .ToDictionaryAsync(balance => balance.AccountId, balance => balance.Postings, ct);

    public static IQueryable<LedgerAccount> Accounts(PortalDb db, long[] merchants) =>
        db.LedgerAccounts.Where(account =>
            account.MerchantId != null
            && EF.Parameter(merchants).Contains(account.MerchantId.Value)
            && account.Role == LedgerRole.MerchantPending
        );

    /// <summary>Everything open of these merchants, whatever its day.</summary>
    public static async Task<List<OpenItem>> Of(PortalDb db, IReadOnlyList<long> merchants, CancellationToken ct)
    {
        var ids = merchants.ToArray();
        var rows = await Query(db).Where(item => EF.Parameter(ids).Contains(item.MerchantId)).OrderBy(item => item.EntryId).ToListAsync(ct);
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

    internal sealed class Row
    {
        public long EntryId { get; init; }
        public long AccountId { get; init; }
        public long MerchantId { get; init; }
        public string Currency { get; init; } = string.Empty;
        public string Kind { get; init; } = string.Empty;
        public DateOnly Day { get; init; }
        public long PostedMicros { get; init; }

        /// <summary>A credit is negative in the books and good for the merchant.</summary>
        public long AmountMinor { get; init; }
    }

    /// <summary>
    /// Account by account, from its mark on. Both databases would rather read all postings when they guess how many lie behind a mark, so each
    /// is told the order.
    /// </summary>
    internal static IQueryable<Row> Query(PortalDb db) =>
        db.Database.SqlQueryRaw<Row>(
            Dialect
                .Of(db)
                .ForEach(
                    new OrderedRead(
                        """a."Id" AS "AccountId", a."MerchantId", a."Currency" """,
                        """ "LedgerAccounts" a CROSS JOIN "LedgerBalances" b """,
                        """a."Role" = {1} AND b."AccountId" = a."Id" """
                    ),
                    new OrderedRead(
                        """
                        p."EntryId", e."Kind", e."BusinessDay" AS "Day", e."PostedUtc" AS "PostedMicros", -p."AmountMinor" AS "AmountMinor"
                        """,
                        """ "Postings" p CROSS JOIN "LedgerEntries" e """,
                        """
                        p."AccountId" = a."Id" AND p."EntryId" >= b."OpenFromEntryId" AND e."Id" = p."EntryId" AND e."Kind" <> {0}
                        AND NOT EXISTS (SELECT 1 FROM "StatementEntries" t WHERE t."EntryId" = p."EntryId" AND t."AccountId" = a."Id")
                        """
                    )
                ),
            Settlement,
            Pending
        );
}
