using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

public sealed record LedgerAccountRow(
    long Id,
    string Code,
    LedgerKind Kind,
    string Currency,
    long BalanceMinor,
    long Postings,
    string? MerchantName
)
{
    /// <summary>Debit positive, as the books keep it.</summary>
    public Money Balance => new(BalanceMinor, Kernel.Currency.Of(Currency));
}

/// <summary>Debits and credits of one currency over all accounts: they are equal, or the books are wrong.</summary>
public sealed record TrialTotal(Money Debits, Money Credits)
{
    public Money Difference => Debits - Credits;
}

public sealed record TrialBalance(IReadOnlyList<LedgerAccountRow> Accounts, IReadOnlyList<TrialTotal> Totals, int AccountCount)
{
    public bool Balances => Totals.All(total => total.Difference.IsZero);
}

public sealed record AccountEntryRow(long EntryId, string Kind, DateOnly BusinessDay, DateTime PostedUtc, string? Memo, Money Amount);

public sealed record LedgerAccountSheet(LedgerAccountRow Account, Page<AccountEntryRow> Entries);

public sealed record PostingRow(int Line, string Code, Money Amount);

public sealed record EntrySheet(
    long Id,
    string Key,
    string Kind,
    DateOnly BusinessDay,
    DateTime PostedUtc,
    string? Memo,
    long? Reverses,
    long? ReversedBy,
    IReadOnlyList<PostingRow> Postings
)
{
    public bool Balances => Postings.GroupBy(line => line.Amount.Currency).All(group => group.Sum(line => line.Amount.MinorUnits) == 0);
}

/// <summary>The ledger to read: accounts with their kept balances, an account's entries, an entry's postings.</summary>
public sealed class LedgerPagesService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>More accounts than this are not listed, but they are in the totals.</summary>
    public const int AccountsMax = 300;

    /// <summary>Accounts (those whose code begins with the search, if there is one) and the trial balance over all of them.</summary>
    [Needs(Permit.ViewLedger)]
    public async Task<TrialBalance> Trial(Actor actor, string? search, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewLedger, ct);
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
        var accounts = db.LedgerAccounts.AsQueryable();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var words = search.Trim().ToLowerInvariant();
            accounts = accounts.Where(account => account.Code.Contains(words));
        }

        var rows = await Rows(db, accounts.OrderBy(account => account.Code).ThenBy(account => account.Id))
            .Take(AccountsMax)
            .ToListAsync(ct);
        return new TrialBalance(
            rows,
            [
                .. sums.OrderBy(sum => sum.Currency, StringComparer.Ordinal)
                    .Select(sum => new TrialTotal(
                        new Money(sum.Debits, Currency.Of(sum.Currency)),
                        new Money(sum.Credits, Currency.Of(sum.Currency))
                    )),
            ],
            await accounts.CountAsync(ct)
        );
    }

    /// <summary>One account with its entries, newest first.</summary>
    /// <exception cref="Refusal">No such account.</exception>
    [Needs(Permit.ViewLedger)]
    public async Task<LedgerAccountSheet> Account(Actor actor, long accountId, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewLedger, ct);
        var account =
            await Rows(db, db.LedgerAccounts.Where(row => row.Id == accountId)).SingleOrDefaultAsync(ct) ?? throw Refusal.NotFound();
        var currency = Currency.Of(account.Currency);
        var page = await db
            .Postings.Where(posting => posting.AccountId == accountId)
            .Join(
                db.LedgerEntries,
                posting => posting.EntryId,
                entry => entry.Id,
                (posting, entry) => new EntryLine { Entry = entry, AmountMinor = posting.AmountMinor }
            )
            .PageOf(
                ask,
                row => row.Entry.Id,
                row => new
                {
                    row.Entry.Id,
                    row.Entry.Kind,
                    row.Entry.BusinessDay,
                    row.Entry.PostedUtc,
                    row.Entry.Memo,
                    row.AmountMinor,
                },
                row => row.Id,
                ct
            );
        return new LedgerAccountSheet(
            account,
            new Page<AccountEntryRow>(
                [
                    .. page.Rows.Select(row => new AccountEntryRow(
                        row.Id,
                        row.Kind,
                        row.BusinessDay,
                        row.PostedUtc,
                        row.Memo,
                        new Money(row.AmountMinor, currency)
                    )),
                ],
                page.Newer,
                page.Older,
                account.Postings
            )
        );
    }

    /// <summary>One entry with its postings.</summary>
    /// <exception cref="Refusal">No such entry.</exception>
    [Needs(Permit.ViewLedger)]
    public async Task<EntrySheet> Entry(Actor actor, long entryId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewLedger, ct);
        var entry = await db.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == entryId, ct) ?? throw Refusal.NotFound();
        var lines = await db
            .Postings.Where(posting => posting.EntryId == entryId)
            .OrderBy(posting => posting.Line)
            .Join(
                db.LedgerAccounts,
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
        var reversedBy = await db
            .LedgerEntries.Where(row => row.ReversesId == entryId)
            .Select(row => (long?)row.Id)
            .FirstOrDefaultAsync(ct);
        return new EntrySheet(
            entry.Id,
            entry.Key,
            entry.Kind,
            entry.BusinessDay,
            entry.PostedUtc,
            entry.Memo,
            entry.ReversesId,
            reversedBy,
            [.. lines.Select(line => new PostingRow(line.Line, line.Code, new Money(line.AmountMinor, Currency.Of(line.Currency))))]
        );
    }

    private sealed class EntryLine
    {
        public required LedgerEntry Entry { get; init; }
        public long AmountMinor { get; init; }
    }

    private static IQueryable<LedgerAccountRow> Rows(PortalDb db, IQueryable<LedgerAccount> accounts) =>
        accounts.Select(account => new LedgerAccountRow(
            account.Id,
            account.Code,
            account.Kind,
            account.Currency,
            db.LedgerBalances.Where(balance => balance.AccountId == account.Id).Select(balance => balance.BalanceMinor).FirstOrDefault(),
            db.LedgerBalances.Where(balance => balance.AccountId == account.Id).Select(balance => balance.Postings).FirstOrDefault(),
            db.Merchants.Where(merchant => merchant.Id == account.MerchantId).Select(merchant => merchant.DisplayName).FirstOrDefault()
        ));
}
