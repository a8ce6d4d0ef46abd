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
        var moved = new SortedDictionary<long, Moved>();
        var days = new SortedDictionary<(long Account, DateOnly Day), Moved>();
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            entryRows.Add([ids[i], entry.Key, EntryKinds.Of(entry.Kind).Name, entry.BusinessDay, posted, entry.Reverses, entry.Memo]);
            for (var line = 0; line < entry.Lines.Count; line++)
            {
                var (code, amount) = entry.Lines[line];
                var account = accounts[(code.Value, amount.Currency.Code)];
                postingRows.Add([ids[i], line + 1, account, amount.MinorUnits]);
                Add(moved, account, amount.MinorUnits, ids[i]);
                Add(days, (account, entry.BusinessDay), amount.MinorUnits, ids[i]);
            }
        }

        await Bulk.Insert(db, "LedgerEntries", EntryColumns, entryRows, ct);
        await Bulk.Insert(db, "Postings", PostingColumns, postingRows, ct);
        await MoveBalances(db, moved, ct);
        await MoveDays(db, days, ct);
        return ids;
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
    private static async Task MoveBalances(PortalDb db, SortedDictionary<long, Moved> moved, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            var (accounts, sums, debits, counts, firsts) = (
                moved.Keys.ToArray(),
                moved.Values.Select(one => one.Sum).ToArray(),
                moved.Values.Select(one => one.Debit).ToArray(),
                moved.Values.Select(one => one.Count).ToArray(),
                moved.Values.Select(one => one.FirstEntryId).ToArray()
            );
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "LedgerBalances" ("AccountId", "BalanceMinor", "DebitMinor", "Postings", "OpenFromEntryId")
                SELECT * FROM unnest({accounts}, {sums}, {debits}, {counts}, {firsts})
                ON CONFLICT ("AccountId") DO UPDATE SET
                    "BalanceMinor" = "LedgerBalances"."BalanceMinor" + excluded."BalanceMinor",
                    "DebitMinor" = "LedgerBalances"."DebitMinor" + excluded."DebitMinor",
                    "Postings" = "LedgerBalances"."Postings" + excluded."Postings",
                    "OpenFromEntryId" = LEAST("LedgerBalances"."OpenFromEntryId", excluded."OpenFromEntryId")
                """,
                ct
            );
            return;
        }

        var rows = Rows(
            moved,
            one => string.Create(Invariant, $"[{one.Key},{one.Value.Sum},{one.Value.Debit},{one.Value.Count},{one.Value.FirstEntryId}]")
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerBalances" ("AccountId", "BalanceMinor", "DebitMinor", "Postings", "OpenFromEntryId")
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
                json_extract(value, '$[4]') FROM json_each({rows}) WHERE true
            ON CONFLICT ("AccountId") DO UPDATE SET
                "BalanceMinor" = "LedgerBalances"."BalanceMinor" + excluded."BalanceMinor",
                "DebitMinor" = "LedgerBalances"."DebitMinor" + excluded."DebitMinor",
                "Postings" = "LedgerBalances"."Postings" + excluded."Postings",
                "OpenFromEntryId" = MIN("LedgerBalances"."OpenFromEntryId", excluded."OpenFromEntryId")
            """,
            ct
        );
    }

    /// <summary>After the balances, whose rows it holds by then: nobody else moves the days of these accounts.</summary>
    private static async Task MoveDays(PortalDb db, SortedDictionary<(long Account, DateOnly Day), Moved> moved, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            var (accounts, days, debits, credits, counts, firsts, lasts) = (
                moved.Keys.Select(key => key.Account).ToArray(),
                moved.Keys.Select(key => key.Day).ToArray(),
                moved.Values.Select(one => one.Debit).ToArray(),
                moved.Values.Select(one => one.Debit - one.Sum).ToArray(),
                moved.Values.Select(one => one.Count).ToArray(),
                moved.Values.Select(one => one.FirstEntryId).ToArray(),
                moved.Values.Select(one => one.LastEntryId).ToArray()
            );
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "LedgerDays" ("AccountId", "BusinessDay", "DebitMinor", "CreditMinor", "Postings", "FirstEntryId", "LastEntryId")
                SELECT * FROM unnest({accounts}, {days}, {debits}, {credits}, {counts}, {firsts}, {lasts})
                ON CONFLICT ("AccountId", "BusinessDay") DO UPDATE SET
                    "DebitMinor" = "LedgerDays"."DebitMinor" + excluded."DebitMinor",
                    "CreditMinor" = "LedgerDays"."CreditMinor" + excluded."CreditMinor",
                    "Postings" = "LedgerDays"."Postings" + excluded."Postings",
                    "FirstEntryId" = LEAST("LedgerDays"."FirstEntryId", excluded."FirstEntryId"),
                    "LastEntryId" = GREATEST("LedgerDays"."LastEntryId", excluded."LastEntryId")
                """,
                ct
            );
            return;
        }

        var rows = Rows(
            moved,
            one =>
                string.Create(
                    Invariant,
                    $"[{one.Key.Account},\"{one.Key.Day:yyyy-MM-dd}\",{one.Value.Debit},{one.Value.Debit - one.Value.Sum},{one.Value.Count},{one.Value.FirstEntryId},{one.Value.LastEntryId}]"
                )
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "LedgerDays" ("AccountId", "BusinessDay", "DebitMinor", "CreditMinor", "Postings", "FirstEntryId", "LastEntryId")
            SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'),
                json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]') FROM json_each({rows}) WHERE true
            ON CONFLICT ("AccountId", "BusinessDay") DO UPDATE SET
                "DebitMinor" = "LedgerDays"."DebitMinor" + excluded."DebitMinor",
                "CreditMinor" = "LedgerDays"."CreditMinor" + excluded."CreditMinor",
                "Postings" = "LedgerDays"."Postings" + excluded."Postings",
                "FirstEntryId" = MIN("LedgerDays"."FirstEntryId", excluded."FirstEntryId"),
                "LastEntryId" = MAX("LedgerDays"."LastEntryId", excluded."LastEntryId")
            """,
            ct
        );
    }

    private static string Rows<T>(IEnumerable<T> rows, Func<T, string> row) => "[" + string.Join(',', rows.Select(row)) + "]";

    /// <summary>
    /// Raises the marks of accounts whose earlier entries are all taken up. One that has got a posting since it was read keeps its mark: the
    /// next closing raises it. In the transaction that has just posted to these accounts, so their rows are ours.
    /// </summary>
    internal static async Task RaiseMarks(PortalDb db, IReadOnlyCollection<OpenMark> marks, CancellationToken ct)
    {
        if (db.Provider == Provider.Postgres)
        {
            var (accounts, from, postings) = (
                marks.Select(one => one.AccountId).ToArray(),
                marks.Select(one => one.FromEntryId).ToArray(),
                marks.Select(one => one.Postings).ToArray()
            );
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "LedgerBalances" AS b SET "OpenFromEntryId" = m."From"
                FROM unnest({accounts}, {from}, {postings}) AS m("Account", "From", "Postings")
                WHERE b."AccountId" = m."Account" AND b."Postings" = m."Postings"
                """,
                ct
            );
            return;
        }

        var rows = Rows(marks, one => string.Create(Invariant, $"[{one.AccountId},{one.FromEntryId},{one.Postings}]"));
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "LedgerBalances" AS b SET "OpenFromEntryId" = json_extract(m.value, '$[1]') FROM json_each({rows}) AS m
            WHERE b."AccountId" = json_extract(m.value, '$[0]') AND b."Postings" = json_extract(m.value, '$[2]')
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
        var key = string.Create(Invariant, $"reversal:{original}");
        return JournalEntry.Of(key, EntryKind.Reversal, day, [.. turned]) with { Reverses = original, Memo = why };
    }

    private static async Task<Dictionary<(string Code, string Currency), long>> AccountIds(
        PortalDb db,
        IEnumerable<JournalLine> lines,
        CancellationToken ct
    )
    {
        var wanted = lines.Select(line => (line.Account.Value, line.Amount.Currency.Code)).ToHashSet();
        var found = await Find(db, wanted, ct);
        var made = new List<(string Code, string Currency)>();
        foreach (var (code, currency) in wanted.Where(account => !found.ContainsKey(account)).Order())
        {
            var account = new LedgerCode(code);
            var rows = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "LedgerAccounts" ("Code", "Kind", "Currency", "MerchantId")
                VALUES ({code}, {account.Kind.ToString()}, {currency}, {account.MerchantId})
                ON CONFLICT ("Code", "Currency") DO NOTHING
                """,
                ct
            );
            made.AddRange(rows == 1 ? [(code, currency)] : []);
        }

        if (found.Count < wanted.Count)
        {
            found = await Find(db, wanted, ct);
            await db.SealNew("LedgerAccounts", made.Select(account => found[account]), ct);
        }

        return found;
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
