using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Ledger;

/// <summary>
/// The only writer of the ledger. Collaborators call it inside their own transaction; it never saves or commits. Entries, postings and the
/// kept balances move together.
/// </summary>
public sealed class Books(TimeProvider clock)
{
    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;
    private static readonly string[] EntryColumns = ["Id", "Key", "Kind", "BusinessDay", "PostedUtc", "ReversesId", "Memo"];
    private static readonly string[] PostingColumns = ["EntryId", "Line", "AccountId", "AmountMinor"];

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
        var ids = await Bulk.ReserveIds(db, "LedgerEntries", entries.Count, ct);
        var posted = Bulk.Micros(clock.UtcNow());
        var entryRows = new List<object?[]>(entries.Count);
        var postingRows = new List<object?[]>(entries.Count * 2);
        var moved = new SortedDictionary<long, (long Sum, long Debit, long Count)>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            entryRows.Add([ids[i], entry.Key, entry.Kind, entry.BusinessDay, posted, entry.Reverses, entry.Memo]);
            for (var line = 0; line < entry.Lines.Count; line++)
            {
                var (code, amount) = entry.Lines[line];
                var account = accounts[(code.Value, amount.Currency.Code)];
                postingRows.Add([ids[i], line + 1, account, amount.MinorUnits]);
                var (sum, debit, count) = moved.GetValueOrDefault(account);
                moved[account] = (sum + amount.MinorUnits, debit + Math.Max(amount.MinorUnits, 0), count + 1);
            }
        }

        await Bulk.Insert(db, "LedgerEntries", EntryColumns, entryRows, ct);
        await Bulk.Insert(db, "Postings", PostingColumns, postingRows, ct);
        await MoveBalances(db, moved, ct);
        return ids;
    }

    /// <summary>In account order on every server, so that two transactions never wait for each other in a ring.</summary>
    private static async Task MoveBalances(
        PortalDb db,
        SortedDictionary<long, (long Sum, long Debit, long Count)> moved,
        CancellationToken ct
    )
    {
        if (db.Provider == Provider.Postgres)
        {
            var (accounts, sums, debits, counts) = (
                moved.Keys.ToArray(),
                moved.Values.Select(one => one.Sum).ToArray(),
                moved.Values.Select(one => one.Debit).ToArray(),
                moved.Values.Select(one => one.Count).ToArray()
            );
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "LedgerBalances" ("AccountId", "BalanceMinor", "DebitMinor", "Postings")
                SELECT * FROM unnest({accounts}, {sums}, {debits}, {counts})
                ON CONFLICT ("AccountId") DO UPDATE SET
                    "BalanceMinor" = "LedgerBalances"."BalanceMinor" + excluded."BalanceMinor",
                    "DebitMinor" = "LedgerBalances"."DebitMinor" + excluded."DebitMinor",
                    "Postings" = "LedgerBalances"."Postings" + excluded."Postings"
                """,
                ct
            );
            return;
        }

        var rows =
            "["
            + string.Join(
                ',',
                moved.Select(one => string.Create(Invariant, $"[{one.Key},{one.Value.Sum},{one.Value.Debit},{one.Value.Count}]"))
            )
            + "]";
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerBalances" ("AccountId", "BalanceMinor", "DebitMinor", "Postings")
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]') FROM json_each({rows}) WHERE true
            ON CONFLICT ("AccountId") DO UPDATE SET
                "BalanceMinor" = "LedgerBalances"."BalanceMinor" + excluded."BalanceMinor",
                    "DebitMinor" = "LedgerBalances"."DebitMinor" + excluded."DebitMinor",
                "Postings" = "LedgerBalances"."Postings" + excluded."Postings"
            """,
            ct
        );
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
    internal static async Task<JournalEntry> Reversal(
        PortalDb db,
        long original,
        string key,
        DateOnly day,
        string why,
        CancellationToken ct
    )
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
        return JournalEntry.Of(key, "reversal", day, [.. turned]) with { Reverses = original, Memo = why };
    }

    private static async Task<Dictionary<(string Code, string Currency), long>> AccountIds(
        PortalDb db,
        IEnumerable<JournalLine> lines,
        CancellationToken ct
    )
    {
        var wanted = lines.Select(line => (line.Account.Value, line.Amount.Currency.Code)).ToHashSet();
        var found = await Find(db, wanted, ct);
        foreach (var (code, currency) in wanted.Where(account => !found.ContainsKey(account)).Order())
        {
            var account = new LedgerCode(code);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "LedgerAccounts" ("Code", "Kind", "Currency", "MerchantId")
                VALUES ({code}, {account.Kind.ToString()}, {currency}, {account.MerchantId})
                ON CONFLICT ("Code", "Currency") DO NOTHING
                """,
                ct
            );
        }

        return found.Count == wanted.Count ? found : await Find(db, wanted, ct);
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
