using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;

namespace Portal.Tests.Data;

public sealed class UpsertTests
{
    [Theory, BothDatabases]
    public async Task What_is_there_is_added_to_and_what_is_not_is_put_in(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var accounts = new[] { Account("expenses:channel-fee"), Account("expenses:bank-fee") };
        Assert.Equal(2, await Accounts(db).Put(accounts, default));
        // Again: they stay what they are.
        Assert.Equal(0, await Accounts(db).Put(accounts, default));
        var ids = await db.LedgerAccounts.OrderByDescending(row => row.Code).Select(row => row.Id).ToListAsync();
        await Balances(db).Put([Balance(ids[0], 100, firstEntryId: 7)], default);
        await Balances(db).Put([Balance(ids[0], -30, firstEntryId: 5), Balance(ids[1], long.MaxValue, firstEntryId: 9)], default);

        var kept = await db.LedgerBalances.AsNoTracking().ToDictionaryAsync(row => row.AccountId);
        Assert.Equal((70, 100, 2, 5), Facts(kept[ids[0]]));
        Assert.Equal((long.MaxValue, long.MaxValue, 1, 9), Facts(kept[ids[1]]));

        static (long, long, long, long) Facts(LedgerBalance row) => (row.BalanceMinor, row.DebitMinor, row.Postings, row.OpenFromEntryId);
    }

    [Theory, BothDatabases]
    public async Task A_text_that_is_too_long_is_refused_and_not_cut_where_the_database_can(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var put = Accounts(db).Put([Account("expenses:channel-fee", currency: "CNYX")], default);
        if (provider == Provider.Postgres)
        {
            Assert.Contains("too long", (await Assert.ThrowsAnyAsync<Exception>(() => put)).ToString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(1, await put);
        }
    }

    [Theory, BothDatabases]
    public async Task No_row_is_no_statement(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        Assert.Equal(0, await Accounts(db).Put([], default));
    }

    private static Upsert<LedgerAccount> Accounts(PortalDb db) => Upsert<LedgerAccount>.On(db, row => new { row.Code, row.Currency });

    private static Upsert<LedgerBalance> Balances(PortalDb db) =>
        Upsert<LedgerBalance>
            .On(db, row => row.AccountId)
            .With(Merge.Add, row => row.BalanceMinor)
            .With(Merge.Add, row => row.DebitMinor)
            .With(Merge.Add, row => row.Postings)
            .With(Merge.Least, row => row.OpenFromEntryId);

    private static LedgerAccount Account(string code, string currency = "CNY") => LedgerAccount.Of(new LedgerCode(code), currency);

    private static LedgerBalance Balance(long account, long minor, long firstEntryId) =>
        LedgerBalance.Of(account, minor, Math.Max(minor, 0), 1, firstEntryId);
}
