using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>Debits and credits of one currency over all accounts: they are equal, or the books are wrong.</summary>
public sealed record TrialTotal(Money Debits, Money Credits)
{
    public Money Difference => Debits - Credits;
}

public sealed record TrialBalance(IReadOnlyList<LedgerAccountRow> Accounts, IReadOnlyList<TrialTotal> Totals, int AccountCount)
{
    /// <summary>What the accounts that were found hold together, of each currency, also of those beyond the list.</summary>
    public IReadOnlyList<Money> Found { get; init; } = [];

    public bool Balances => Totals.All(total => total.Difference.IsZero);
}

/// <summary>An account over a period of business days: opening + debits − credits = closing.</summary>
public sealed record LedgerAccountView(
    LedgerAccountRow Account,
    Money Opening,
    Money Debits,
    Money Credits,
    Money Closing,
    Page<AccountEntryRow> Entries
);

/// <summary>The document an entry comes from, as the trail names things; <paramref name="Merchant"/> is a slug.</summary>
public sealed record EntrySource(string Kind, string Key, string? Merchant);

/// <summary>A payment or refund that names the entry which carries it.</summary>
public sealed record CarriedRow(string TransactionId, bool IsRefund, string? Merchant, Money Amount);

public sealed record PostingRow(int Line, string Code, Money Amount);

/// <summary>The ledger to read: accounts with their kept balances, an account's entries, an entry's postings.</summary>
public sealed class LedgerPagesService(Acts acts)
{
    /// <summary>More accounts than this are not listed, but they are in the totals.</summary>
    public const int AccountsMax = 300;

    /// <summary>
    /// Accounts (those whose code holds every word of the search, and none that follows a minus) and the trial balance over all of them.
    /// </summary>
    public async Task<TrialBalance> Trial(Actor actor, string? search, LedgerAsOf asOf, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewLedger, ct);
        var then = asOf.IsNow ? null : await Then(act.Db, asOf, ct);
        var totals = then is null ? await Kept(act.Db, ct) : await Summed(act.Db, then, ct);
        var accounts = LedgerSearch.Of(act.Db, search);

        var rows = await Rows(act.Db, accounts.OrderBy(account => account.Code).ThenBy(account => account.Id))
            .Take(AccountsMax)
            .ToListAsync(ct);
        if (then is not null)
        {
            rows = [.. rows.Select(row => then.TryGetValue(row.Id, out var sum) ? With(row, sum) : With(row, (0, 0)))];
        }

        return new TrialBalance(rows, totals, await accounts.CountAsync(ct))
        {
            Found = await LedgerSearch.Sums(act.Db, accounts, then, ct),
        };

        static LedgerAccountRow With(LedgerAccountRow row, (long Sum, long Count) then) =>
            row with
            {
                BalanceMinor = then.Sum,
                Postings = then.Count,
            };
    }

    /// <summary>One account with its entries of a period, newest first, each with the balance after it.</summary>
    /// <exception cref="Refusal">No such account.</exception>
    public async Task<LedgerAccountView> Account(Actor actor, long accountId, BooksPeriod period, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewLedger, ct);
        var account =
            await Rows(act.Db, act.Db.LedgerAccounts.Where(row => row.Id == accountId)).SingleOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var currency = Currency.Of(account.Currency);
        var (first, last) = (period.From ?? DateOnly.MinValue, period.To ?? DateOnly.MaxValue);
        var days = act.Db.LedgerDays.Where(row => row.AccountId == accountId && row.BusinessDay <= last);
        var sums = period is { From: null, To: null }
            ? new DaySums(0, account.DebitMinor, account.DebitMinor - account.BalanceMinor, account.Postings, 0, long.MaxValue)
            : await Summed(days, first, ct);
        var page = await Within(act.Db, accountId, period, sums, ask)
            .PageOf(ask, row => row.EntryId, row => new { row.EntryId, row.AmountMinor }, row => row.EntryId, ct);
        // Their entries are looked up by id: in a join PostgreSQL would walk down to the page through all entries.
        var ids = page.Rows.Select(row => row.EntryId).ToArray();
        var entryOf = await act.Db.LedgerEntries.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        days = period.From is null ? days : days.Where(row => row.BusinessDay >= first);
        var balance = page.Rows.Count == 0 ? 0 : sums.Opening + await Until(act.Db, accountId, days, page.Rows[0].EntryId, ct);
        var entries = new List<AccountEntryRow>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            var entry = entryOf[row.EntryId];
            entries.Add(
                new AccountEntryRow(
                    entry.Id,
                    entry.Kind,
                    entry.BusinessDay,
                    entry.PostedUtc,
                    entry.Memo,
                    new Money(row.AmountMinor, currency),
                    new Money(balance, currency)
                )
            );
            balance -= row.AmountMinor;
        }

        return new LedgerAccountView(
            account,
            new Money(sums.Opening, currency),
            new Money(sums.Debits, currency),
            new Money(sums.Credits, currency),
            new Money(sums.Opening + sums.Debits - sums.Credits, currency),
            new Page<AccountEntryRow>(entries, page.Newer, page.Older, sums.Postings)
        );
    }

    /// <summary>The entries of a period; the bounds of its days keep the search from reading what lies before and after.</summary>
    private static IQueryable<Posting> Within(PortalDb db, long accountId, BooksPeriod period, DaySums sums, PageAsk ask)
    {
        // Narrowed to the page as well: of two bounds on one side SQLite begins at either.
        var low = Math.Max(sums.FirstEntryId, ask.After ?? 0);
        var high = Math.Min(sums.LastEntryId, ask.After is null ? ask.Before ?? long.MaxValue : long.MaxValue);
        var rows = db.Postings.Where(posting => posting.AccountId == accountId && posting.EntryId >= low && posting.EntryId <= high);
        if (period is { From: null, To: null })
        {
            return rows;
        }

        var (first, last) = (period.From ?? DateOnly.MinValue, period.To ?? DateOnly.MaxValue);
        return rows.Where(posting =>
            db.LedgerEntries.Any(entry => entry.Id == posting.EntryId && entry.BusinessDay >= first && entry.BusinessDay <= last)
        );
    }

    /// <summary>
    /// What these days of an account moved up to and with one of its entries, in the order of posting: the days that were over by then as they
    /// are kept, and of those that had begun and went on (mostly one) what was posted until then.
    /// </summary>
    private static async Task<long> Until(PortalDb db, long accountId, IQueryable<LedgerDay> days, long entryId, CancellationToken ct)
    {
        var over = await days.Where(row => row.LastEntryId <= entryId).SumAsync(row => row.DebitMinor - row.CreditMinor, ct);
        var open = await days.Where(row => row.FirstEntryId <= entryId && row.LastEntryId > entryId)
            .Select(row => new { row.BusinessDay, row.FirstEntryId })
            .ToListAsync(ct);
        if (open.Count == 0)
        {
            return over;
        }

        var (first, among) = (open.Min(row => row.FirstEntryId), open.Select(row => row.BusinessDay).ToArray());
        return over
            + await db
                .Postings.Where(posting => posting.AccountId == accountId && posting.EntryId >= first && posting.EntryId <= entryId)
                .Join(
                    db.LedgerEntries.Where(entry => EF.Parameter(among).Contains(entry.BusinessDay)),
                    posting => posting.EntryId,
                    entry => entry.Id,
                    (posting, _) => posting.AmountMinor
                )
                .SumAsync(ct);
    }

    /// <summary>What stood on the account before a period, its debits and credits in it, and between which entries they lie.</summary>
    private readonly record struct DaySums(long Opening, long Debits, long Credits, long Postings, long FirstEntryId, long LastEntryId);

    private static async Task<DaySums> Summed(IQueryable<LedgerDay> days, DateOnly first, CancellationToken ct)
    {
        var sums = await days.GroupBy(row => row.BusinessDay < first)
            .Select(group => new
            {
                IsBefore = group.Key,
                Debits = group.Sum(row => row.DebitMinor),
                Credits = group.Sum(row => row.CreditMinor),
                Postings = group.Sum(row => row.Postings),
                First = group.Min(row => row.FirstEntryId),
                Last = group.Max(row => row.LastEntryId),
            })
            .ToListAsync(ct);
        var opening = sums.Where(row => row.IsBefore).Sum(row => row.Debits - row.Credits);
        return sums.SingleOrDefault(row => !row.IsBefore) is { } within
            ? new DaySums(opening, within.Debits, within.Credits, within.Postings, within.First, within.Last)
            // No entry has an id below 1: the list is empty without a search.
            : new DaySums(opening, 0, 0, 0, 0, 0);
    }

    /// <summary>One entry with its postings.</summary>
    /// <exception cref="Refusal">No such entry.</exception>
    public async Task<EntryView> Entry(Actor actor, long entryId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewLedger, ct);
        var entry =
            await act.Db.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == entryId, ct) ?? throw Refusal.NotFound();
        var lines = await act
            .Db.Postings.Where(posting => posting.EntryId == entryId)
            .OrderBy(posting => posting.Line)
            .Join(
                act.Db.LedgerAccounts,
                posting => posting.AccountId,
                account => account.Id,
                (posting, account) =>
                    new
                    {
                        posting.Line,
                        account.Code,
                        account.Currency,
                        posting.AmountMinor,
                    }
            )
            .ToListAsync(ct);
        var reversedBy = await act
            .Db.LedgerEntries.Where(row => row.ReversesId == entryId)
            .Select(row => (long?)row.Id)
            .FirstOrDefaultAsync(ct);
        return new EntryView(
            entry.Id,
            entry.Key,
            entry.Kind,
            entry.BusinessDay,
            entry.PostedUtc,
            entry.Memo,
            entry.ReversesId,
            reversedBy,
            [.. lines.Select(line => new PostingRow(line.Line, line.Code, new Money(line.AmountMinor, Currency.Of(line.Currency))))],
            await EntrySources.Of(act.Db, entry, ct),
            await EntrySources.Carried(act.Db, entry.Id, ct),
            await EntrySources.CountCarried(act.Db, entry.Id, ct)
        );
    }

    /// <summary>Sum and number of postings by account, as the books stood: from the kept days, or for an instant from the postings.</summary>
    private static Task<Dictionary<long, (long Sum, long Count)>> Then(PortalDb db, LedgerAsOf asOf, CancellationToken ct) =>
        asOf.PostedUtc is null && asOf.Day is { } day
            ? db
                .LedgerDays.Where(row => row.BusinessDay <= day)
                .GroupBy(row => row.AccountId)
                .Select(group => new
                {
                    group.Key,
                    Sum = group.Sum(row => row.DebitMinor - row.CreditMinor),
                    Count = group.Sum(row => row.Postings),
                })
                .ToDictionaryAsync(row => row.Key, row => (row.Sum, row.Count), ct)
            : asOf.Of(db.LedgerEntries)
                .Join(db.Postings, entry => entry.Id, posting => posting.EntryId, (_, posting) => posting)
                .GroupBy(posting => posting.AccountId)
                .Select(group => new
                {
                    group.Key,
                    Sum = group.Sum(posting => posting.AmountMinor),
                    Count = group.LongCount(),
                })
                .ToDictionaryAsync(row => row.Key, row => (row.Sum, row.Count), ct);

    private static async Task<IReadOnlyList<TrialTotal>> Summed(
        PortalDb db,
        Dictionary<long, (long Sum, long Count)> then,
        CancellationToken ct
    )
    {
        var currencies = await db.LedgerAccounts.ToDictionaryAsync(account => account.Id, account => account.Currency, ct);
        return
        [
            .. then.GroupBy(pair => currencies[pair.Key], pair => pair.Value.Sum)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Total(group.Key, group.Where(sum => sum > 0).Sum(), -group.Where(sum => sum < 0).Sum())),
        ];
    }

    private static async Task<IReadOnlyList<TrialTotal>> Kept(PortalDb db, CancellationToken ct)
    {
        var sums = await db
            .LedgerBalances.Join(
                db.LedgerAccounts,
                balance => balance.AccountId,
                account => account.Id,
                (balance, account) => new { account.Currency, balance.BalanceMinor }
            )
            .GroupBy(row => row.Currency)
            .Select(group => new
            {
                Currency = group.Key,
                Debits = group.Sum(row => row.BalanceMinor > 0 ? row.BalanceMinor : 0),
                Credits = group.Sum(row => row.BalanceMinor < 0 ? -row.BalanceMinor : 0),
            })
            .ToListAsync(ct);
        return [.. sums.OrderBy(sum => sum.Currency, StringComparer.Ordinal).Select(sum => Total(sum.Currency, sum.Debits, sum.Credits))];
    }

    private static TrialTotal Total(string currency, long debits, long credits) =>
        new(new Money(debits, Currency.Of(currency)), new Money(credits, Currency.Of(currency)));

    private static IQueryable<LedgerAccountRow> Rows(PortalDb db, IQueryable<LedgerAccount> accounts) =>
        accounts.Select(account => new LedgerAccountRow(
            account.Id,
            account.Code,
            account.Kind,
            account.Currency,
            db.LedgerBalances.Where(balance => balance.AccountId == account.Id).Select(balance => balance.BalanceMinor).FirstOrDefault(),
            db.LedgerBalances.Where(balance => balance.AccountId == account.Id).Select(balance => balance.Postings).FirstOrDefault(),
            db.Merchants.Where(merchant => merchant.Id == account.MerchantId).Select(merchant => merchant.DisplayName).FirstOrDefault()
        )
        {
            DebitMinor = db
                .LedgerBalances.Where(balance => balance.AccountId == account.Id)
                .Select(balance => balance.DebitMinor)
                .FirstOrDefault(),
        });
}
