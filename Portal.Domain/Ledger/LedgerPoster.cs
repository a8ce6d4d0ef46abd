using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Ledger;

/// <summary>
/// The only writer of the ledger. Collaborators call it inside their own transaction; it never saves or commits. Entries, postings and the
/// kept balances move together.
/// </summary>
public sealed class LedgerPoster(TimeProvider clock)
{
    /// <summary>Posts one entry and returns its id. A key that is already posted fails on the unique index (I-02).</summary>
    internal async Task<long> Post(PortalDb db, JournalEntry entry, CancellationToken ct) => (await PostMany(db, [entry], ct))[0];

    /// <summary>Posts entries in order in the caller's transaction, set-based; returns their ids.</summary>
    internal async Task<long[]> PostMany(PortalDb db, IReadOnlyList<JournalEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var accounts = await AccountIds(db, entries.SelectMany(entry => entry.Lines), ct);
        var now = clock.UtcNow();
        var posted = entries.Select(entry => LedgerEntry.Of(entry, now)).ToList();
        await Bulk.Number(db, posted, ct);
        var postings = new List<Posting>(entries.Count * 2);
        var moved = new SortedDictionary<long, Moved>();
        var days = new SortedDictionary<(long Account, DateOnly Day), Moved>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, id) = (entries[i], posted[i].Id);
            for (var line = 0; line < entry.Lines.Count; line++)
            {
                var (code, amount) = entry.Lines[line];
                var account = accounts[(code.Value, amount.Currency.Code)];
                postings.Add(Posting.Of(id, line + 1, account, amount.MinorUnits));
                Add(moved, account, amount.MinorUnits, id);
                Add(days, (account, entry.BusinessDay), amount.MinorUnits, id);
            }
        }

        await Bulk.Insert(db, posted, ct);
        await Bulk.Insert(db, postings, ct);
        await MoveBalances(db, moved, ct);
        await MoveDays(db, days, ct);
        return [.. posted.Select(entry => entry.Id)];
    }

    /// <summary>What an account moves by; ids rise, so its first entry here is its lowest.</summary>
    private readonly record struct Moved(long Sum, long Debit, long Count, long FirstEntryId, long LastEntryId)
    {
        public Moved And(long minor, long entryId) => new(Sum + minor, Debit + Math.Max(minor, 0), Count + 1, FirstEntryId, entryId);
    }

    private static void Add<TKey>(SortedDictionary<TKey, Moved> moved, TKey key, long minor, long entryId)
        where TKey : notnull =>
        moved[key] = moved.TryGetValue(key, out var before)
            ? before.And(minor, entryId)
            : new Moved(minor, Math.Max(minor, 0), 1, entryId, entryId);

    /// <summary>In account order on every server, so that two transactions never wait for each other in a ring.</summary>
    private static Task MoveBalances(PortalDb db, SortedDictionary<long, Moved> moved, CancellationToken ct) =>
        Upsert<LedgerBalance>
            .On(db, row => row.AccountId)
            .With(Merge.Add, row => row.BalanceMinor)
            .With(Merge.Add, row => row.DebitMinor)
            .With(Merge.Add, row => row.Postings)
            .With(Merge.Least, row => row.OpenFromEntryId)
            .Put(
                [
                    .. moved.Select(one =>
                        LedgerBalance.Of(one.Key, one.Value.Sum, one.Value.Debit, one.Value.Count, one.Value.FirstEntryId)
                    ),
                ],
                ct
            );

    /// <summary>After the balances, whose rows it holds by then: nobody else moves the days of these accounts.</summary>
    private static Task MoveDays(PortalDb db, SortedDictionary<(long Account, DateOnly Day), Moved> moved, CancellationToken ct) =>
        Upsert<LedgerDay>
            .On(db, row => new { row.AccountId, row.BusinessDay })
            .With(Merge.Add, row => row.DebitMinor)
            .With(Merge.Add, row => row.CreditMinor)
            .With(Merge.Add, row => row.Postings)
            .With(Merge.Least, row => row.FirstEntryId)
            .With(Merge.Greatest, row => row.LastEntryId)
            .Put(
                [
                    .. moved.Select(one =>
                        LedgerDay.Of(
                            one.Key.Account,
                            one.Key.Day,
                            one.Value.Debit,
                            one.Value.Debit - one.Value.Sum,
                            one.Value.Count,
                            (one.Value.FirstEntryId, one.Value.LastEntryId)
                        )
                    ),
                ],
                ct
            );

    /// <summary>
    /// Raises the marks of accounts whose earlier entries are all taken up. One that has got a posting since it was read keeps its mark: the
    /// next closing raises it. In the transaction that has just posted to these accounts, so their rows are ours.
    /// </summary>
    internal static Task RaiseMarks(PortalDb db, IReadOnlyCollection<OpenMark> marks, CancellationToken ct)
    {
        string[] columns = ["Account", "From", "Postings"];
        string[] types = ["bigint", "bigint", "bigint"];
        var rows = JsonRows.Of(
            marks,
            static (to, mark) =>
            {
                to.Add(mark.AccountId);
                to.Add(mark.FromEntryId);
                to.Add(mark.Postings);
            }
        );
        var sql = $"""
            UPDATE "LedgerBalances" AS b SET "OpenFromEntryId" = m."From" FROM {Dialect.Of(db).Rows("m", columns, types)}
            WHERE b."AccountId" = m."Account" AND b."Postings" = m."Postings"
            """;
        return db.Database.ExecuteSqlRawAsync(sql, [rows], ct);
    }

    /// <summary>The kept balance of an account, debit positive; zero when it has never been used.</summary>
    internal static async Task<Money> Balance(PortalDb db, LedgerCode code, Currency currency, CancellationToken ct)
    {
        var minor = await db
            .LedgerAccounts.Where(account => account.Code == code.Value && account.Currency == currency.Code)
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .SingleOrDefaultAsync(ct);
        return new Money(minor, currency);
    }

    /// <summary>The entry that takes <paramref name="original"/> back, line by line.</summary>
    internal static async Task<JournalEntry> Reversal(PortalDb db, long original, DateOnly day, string why, CancellationToken ct)
    {
        var lines = await db
            .Postings.Where(posting => posting.EntryId == original)
            .OrderBy(posting => posting.Line)
            .Join(
                db.LedgerAccounts,
                posting => posting.AccountId,
                account => account.Id,
                (posting, account) =>
                    new
                    {
                        account.Code,
                        account.Currency,
                        posting.AmountMinor,
                    }
            )
            .ToListAsync(ct);
        var turned = lines.Select(line => new JournalLine(
            new LedgerCode(line.Code),
            new Money(checked(-line.AmountMinor), Currency.Of(line.Currency))
        ));
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"reversal:{original}");
        return JournalEntry.Of(key, EntryKind.Reversal, day, [.. turned]) with { Reverses = original, Memo = why };
    }

    /// <summary>The accounts of these lines; one that has never been used is made.</summary>
    private static async Task<Dictionary<(string Code, string Currency), long>> AccountIds(
        PortalDb db,
        IEnumerable<JournalLine> lines,
        CancellationToken ct
    )
    {
        var wanted = lines.Select(line => (line.Account.Value, line.Amount.Currency.Code)).ToHashSet();
        var found = await Find(db, wanted, ct);
        if (found.Count == wanted.Count)
        {
            return found;
        }

        await Upsert<LedgerAccount>
            .On(db, account => new { account.Code, account.Currency })
            .Put(
                [
                    .. wanted
                        .Where(account => !found.ContainsKey(account))
                        .Order()
                        .Select(account => LedgerAccount.Of(new LedgerCode(account.Value), account.Code)),
                ],
                ct
            );
        return await Find(db, wanted, ct);
    }

    private static async Task<Dictionary<(string Code, string Currency), long>> Find(
        PortalDb db,
        HashSet<(string Code, string Currency)> wanted,
        CancellationToken ct
    )
    {
        var codes = wanted.Select(account => account.Code).Distinct().ToArray();
        var rows = await db
            .LedgerAccounts.AsNoTracking()
            .Where(account => EF.Parameter(codes).Contains(account.Code))
            .Select(account => new
            {
                account.Id,
                account.Code,
                account.Currency,
            })
            .ToListAsync(ct);
        return rows.Where(row => wanted.Contains((row.Code, row.Currency))).ToDictionary(row => (row.Code, row.Currency), row => row.Id);
    }
}
