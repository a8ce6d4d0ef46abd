using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Ledger;
using Portal.Domain.Notifications;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>A closing reads on from each account's mark: nothing before it is open, whatever comes late, lower or in between.</summary>
public sealed class OpenMarkTests
{
    private static readonly DateOnly Day = MoneyWorld.Day;

    /// <summary>A second bill of one number and day would be a revision of the first.</summary>
    private const string Other = "1900000110";

    [Theory, BothDatabases]
    public async Task What_is_closed_lies_before_the_mark_and_what_is_open_holds_it_down_I_39(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000)));
        await world.Settle();
        var closed = await Mark(world, merchant);
        Assert.Equal(await LastEntry(world) + 1, closed);

        // A payment of the day after: the next closing of an earlier day must leave it, and the mark with it.
        world.Clock.Advance(TimeSpan.FromDays(2));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 2_000, At(2))));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(3, 3_000, At(1))));
        Assert.Equal(1, (await world.Settle(Day.AddDays(1))).Statements);
        var held = await Mark(world, merchant);
        Assert.InRange(held, closed, await LastEntry(world));
        Assert.Equal(0, (await world.Settle(Day.AddDays(1))).Statements);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2_000, (await world.Settle(Day.AddDays(2))).GrossMinor);
        Assert.Equal(await LastEntry(world) + 1, await Mark(world, merchant));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Money_that_comes_between_working_out_and_storing_is_not_forgotten_I_39(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.Claim(merchant, Other);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000)));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        await using (var db = world.Db())
        {
            var work = await world.Get<DayClose>().WorkOut(db, [merchant.Id], Day, default);
            await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 2_000, merchantNo: Other)));
            await using var transaction = await db.Database.BeginTransactionAsync();
            var notifications = await StatementNotices.For(db, work.Made.Select(item => item.Statement), Day.AddDays(1), default);
            Assert.True(await ClosingStore.Store(db, world.Get<LedgerPoster>(), work, notifications, Day.AddDays(1), null, default));
            await transaction.CommitAsync();
        }

        await world.AssertProven();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2_000, (await world.Settle(Day.AddDays(1))).GrossMinor);
        await world.AssertProven();
    }

    /// <summary>On PostgreSQL a transaction may take its entry number before a closing and post after it.</summary>
    [Fact]
    public async Task An_entry_with_a_lower_number_that_is_posted_later_lowers_the_mark_I_39()
    {
        await using var world = await World.Create(Provider.Postgres);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        long early;
        await using (var db = world.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            early = (await Dialect.Of(db).ReserveIds(db, "LedgerEntries", 1, default))[0];
        }

        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000)));
        await world.Settle();
        Assert.True(await Mark(world, merchant) > early);
        await using (var db = world.Db())
        {
            var last = await LastEntry(world);
            await db.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence('\"LedgerEntries\"', 'Id'), {early}, false)");
            await using var transaction = await db.Database.BeginTransactionAsync();
            var entry = JournalEntry.Move(
                "adjustment:late",
                EntryKind.Adjustment,
                Day,
                LedgerCode.Adjustments,
                LedgerCode.MerchantPending(merchant.Id),
                Money.Cny(700)
            );
            Assert.Equal(early, await world.Get<LedgerPoster>().Post(db, entry, default));
            await db.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence('\"LedgerEntries\"', 'Id'), {last})");
            await transaction.CommitAsync();
        }

        Assert.Equal(early, await Mark(world, merchant));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(700, (await world.Settle(Day.AddDays(1))).NetMinor);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Rebuilt_balances_lose_no_open_item_I_39(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.Claim(merchant, Other);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000)));
        await world.Settle();
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 2_000, merchantNo: Other)));
        Assert.Empty(await world.Get<LedgerUpkeepService>().RebuildBalances(Actor.Operator, default));
        await world.AssertProven();
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2_000, (await world.Settle(Day.AddDays(1))).GrossMinor);
        Assert.Equal(await LastEntry(world) + 1, await Mark(world, merchant));
    }

    /// <summary>Sixty days that nobody closed do not make one long transaction, and still one chain of statements.</summary>
    [Theory, BothDatabases]
    public async Task Days_that_waited_are_closed_in_several_transactions(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(Enumerable.Range(0, 60).Select(n => SampleRows.Payment(n + 1, 1_000 + n, At(-n)))));
        Assert.Equal(60, (await world.Settle()).Statements);
        await using var db = world.Db();
        var made = await db.Statements.OrderBy(row => row.PeriodTo).ToListAsync();
        Assert.Equal(Enumerable.Range(-59, 60).Select(Day.AddDays), made.Select(row => row.PeriodTo));
        Assert.Equal(made.SkipLast(1).Select(row => (long?)row.Id), made.Skip(1).Select(row => row.PreviousId));
        Assert.True((await db.SettlementRuns.SingleAsync()) is { MerchantsDone: 1, MerchantsTotal: 1, Statements: 60 });
        // Only the last days wake somebody: three before today and none older.
        Assert.Equal(StatementNotices.DaysMax, await db.Notices.CountAsync(row => row.UserId == owner.UserId));
        await world.AssertProven();
        var verdict = await world.Get<Domain.Reports.StatementVerifyService>().Verify(Actor.Operator, Day.AddDays(-30), default);
        Assert.True(verdict.Holds, verdict.Difference);
    }

    [Fact]
    public void A_transaction_takes_what_its_budget_allows_and_at_least_one_statement()
    {
        var pace = new SlicePace();
        var open = Enumerable.Range(1, 100).Select(n => new OpenMerchant(n, 5, 1, Day)).ToList();
        Assert.Equal(pace.Budget / (SlicePace.StatementWeight + 5), pace.Slice(open, 0).Length);
        Assert.Equal([100L], pace.Slice(open, 99));
        Assert.Equal([1L], pace.Slice([new OpenMerchant(1, 1_000_000, 1, Day), .. open], 0));
        var before = pace.Budget;
        pace.Took(TimeSpan.FromMilliseconds(1));
        Assert.Equal(before * 2, pace.Budget);
        pace.Took(TimeSpan.FromSeconds(5));
        Assert.Equal(before, pace.Budget);
    }

    /// <summary>The rehearsal leaves nothing behind, and another writer goes on during it.</summary>
    [Fact]
    public async Task A_rehearsal_changes_nothing_and_keeps_no_writer_waiting()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await world.Organisation("qinghe");
        var before = await Everything(world);
        await using (var writer = world.Db())
        {
            // With the write lock in another hand it still plays through: it never asks for it.
            await using var transaction = await writer.Database.BeginTransactionAsync();
            await world.Get<WarmUp>().Play(default);
        }

        Assert.Equal(before, await Everything(world));
        await using var db = world.Db();
        await db.Database.OpenConnectionAsync();
        Assert.Equal(0, await Scalar(db, "SELECT COUNT(*) FROM sqlite_temp_master"));
        Assert.Equal(1, await Scalar(db, "PRAGMA foreign_keys"));
    }

    /// <summary>No index on the way may be given up for reading history: the plan begins at the accounts and ends at the mark.</summary>
    [Fact]
    public async Task Open_items_are_searched_from_the_mark_on()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using var db = world.Db();
        var sql = OpenItems.Query(db).ToQueryString().Replace(".param set", "-- .param set", StringComparison.Ordinal);
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        command.Parameters.AddWithValue("p0", OpenItems.Settlement);
        command.Parameters.AddWithValue("p1", OpenItems.Pending);
        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains(
            plan,
            step => step.Contains("IX_Postings_AccountId_EntryId_AmountMinor (AccountId=? AND EntryId>?)", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN p", StringComparison.Ordinal));
    }

    private static DateTime At(int days) => new DateTime(2026, 11, 19, 2, 0, 0, DateTimeKind.Utc).AddDays(days);

    private static async Task<long> Mark(World world, Domain.Identity.Merchant merchant)
    {
        await using var db = world.Db();
        return await OpenItems
            .Accounts(db, [merchant.Id])
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.OpenFromEntryId)
            .SingleAsync();
    }

    /// <summary>But for the VAT that is taken out of the fees once the closing is over.</summary>
    private static async Task<long> LastEntry(World world)
    {
        await using var db = world.Db();
        return await db.LedgerEntries.Where(entry => entry.Kind != "vat").MaxAsync(entry => entry.Id);
    }

    private static async Task<string> Everything(World world)
    {
        await using var db = world.Db();
        return string.Join(
            ' ',
            await db.AuditRecords.CountAsync(),
            await db.SettlementRuns.CountAsync(),
            await db.LedgerAccounts.CountAsync(),
            await db.Statements.CountAsync(),
            await db.WorkItems.CountAsync(),
            await db.AuditHeads.Select(head => head.Sequence).SingleAsync()
        );
    }

    private static async Task<long> Scalar(PortalDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
