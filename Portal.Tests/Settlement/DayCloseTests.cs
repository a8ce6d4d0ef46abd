using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

public sealed class DayCloseTests
{
    private static readonly BillRow First = SampleRows.Payment(1, 10_000);
    private static readonly BillRow Second = SampleRows.Payment(2, 750);
    private static readonly BillRow Back = SampleRows.Refund(1, First, 3_000);

    [Theory, BothDatabases]
    public async Task A_day_of_a_bill_becomes_one_statement_that_adds_up_I_10(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var receipt = await world.ImportAndPost(SampleRows.Bill(First, Second, Back));

        Assert.Equal(BillStatus.Posted, receipt.Status);
        Assert.Equal(
            (2, 1, 10_750L, 3_000L, 65L, 18L),
            (
                receipt.Totals.Payments,
                receipt.Totals.Refunds,
                receipt.Totals.GrossMinor,
                receipt.Totals.RefundMinor,
                receipt.Totals.FeeMinor,
                receipt.Totals.FeeReturnedMinor
            )
        );
        var closed = await world.Settle();

        Assert.Equal(new CloseResult(1, 10_750, 3_000, 47, 7_703, 0), closed);
        await using var db = world.Db();
        var statement = await db.Statements.SingleAsync();
        Assert.Equal("ST-20261119-000001", statement.Number);
        Assert.Equal(
            (0L, 7_703L, 7_703L, 0L),
            (statement.OpeningMinor, statement.LinesMinor, statement.PayoutMinor, statement.ClosingMinor)
        );
        Assert.Equal(new DateOnly(2026, 11, 20), statement.DueDay);
        Assert.Equal(
            (10_750L, 3_000L, 65L, 18L, 2, 1),
            (
                statement.GrossMinor,
                statement.RefundMinor,
                statement.FeeMinor,
                statement.FeeReturnedMinor,
                statement.Payments,
                statement.Refunds
            )
        );
        Assert.Equal(Money.Cny(0), await LedgerPoster.Balance(db, LedgerCode.MerchantPending(merchant.Id), Currency.Cny, default));
        Assert.Equal(Money.Cny(-7_703), await LedgerPoster.Balance(db, LedgerCode.MerchantPayable(merchant.Id), Currency.Cny, default));
        Assert.Equal(Money.Cny(10_750 - 3_000 - 47), await LedgerPoster.Balance(db, LedgerCode.Gateway("wechat"), Currency.Cny, default));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Closing_again_changes_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(First, Second, Back));
        await world.Settle();
        Assert.Equal(0, (await world.Settle()).Statements);
        Assert.Equal(0, (await world.Settle(MoneyWorld.Day.AddDays(-3))).Statements);
        await using var db = world.Db();
        Assert.Equal(1, await db.Statements.CountAsync());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Who_starts_a_run_again_is_written_down_and_the_clock_is_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (settlement, pages) = (world.Get<SettlementService>(), world.Get<Portal.Domain.Reports.RunPagesService>());
        await settlement.SettleYesterday(Actor.System("settlement"), default);
        await settlement.SettleYesterday(Actor.System("settlement"), default);
        Assert.Equal("", (await pages.Run(officer, MoneyWorld.Day, default)).Run.RestartedBy);
        await settlement.Start(officer, MoneyWorld.Day, default);

        var run = (await pages.Run(officer, MoneyWorld.Day, default)).Run;
        Assert.Equal(("settlement", "officer", world.Clock.UtcNow()), (run.StartedBy, run.RestartedBy, run.RestartedUtc));
        await using var db = world.Db();
        var record = await db.AuditRecords.SingleAsync(row => row.Action == "settlement.started-again");
        Assert.Equal(("officer", "SR-20261119"), (record.ActorName, record.ObjectKey));
    }

    /// <summary>An item of another run that is closed while this one works is no failure, and no run has done more than there is.</summary>
    [Theory, BothDatabases]
    public async Task A_merchant_that_another_run_closes_meanwhile_is_done_and_not_failed_I_44(Provider provider)
    {
        await using var world = await World.Create(provider);
        for (var m = 1; m <= 9; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, $"190000000{m}");
        }

        await world.ImportAndPost(
            SampleRows.Bill(Enumerable.Range(1, 90).Select(n => SampleRows.Payment(n, n * 10, merchantNo: $"190000000{(n % 9) + 1}")))
        );
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        for (var round = 0; round < 3; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Settle())));
            Assert.All(results, result => Assert.Equal(0, result.Failures));
        }

        await using var db = world.Db();
        var run = await db.SettlementRuns.SingleAsync();
        Assert.Equal((RunState.Finished, 9, 9, 0), (run.State, run.MerchantsDone, run.MerchantsTotal, run.Failures));
        Assert.Empty(await db.SettlementFailures.ToListAsync());
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Database.ExecuteSqlRawAsync("""UPDATE "SettlementRuns" SET "MerchantsDone" = "MerchantsTotal" + 1""")
        );
        Assert.Contains("CK_SettlementRuns_Counts", fault.Message, StringComparison.Ordinal);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Twenty_closings_at_once_make_one_statement_each_S_01(Provider provider)
    {
        await using var world = await World.Create(provider);
        for (var m = 1; m <= 5; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, $"190000000{m}");
        }

        await world.Import(
            SampleRows.Bill(Enumerable.Range(1, 200).Select(n => SampleRows.Payment(n, n * 10, merchantNo: $"190000000{(n % 5) + 1}")))
        );
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => world.Settle())));
        Assert.Equal(5, results.Sum(result => result.Statements));
        Assert.All(results, result => Assert.Equal(0, result.Failures));
        await using var db = world.Db();
        Assert.Equal(5, await db.Statements.CountAsync());
        Assert.Equal(Enumerable.Range(1, 200).Sum(n => n * 10L), await db.Statements.SumAsync(row => row.GrossMinor));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task More_refunds_than_payments_are_carried_forward_not_paid(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var next = First.OccurredUtc.AddDays(-1);
        await world.ImportAndPost(SampleRows.Bill(First with { OccurredUtc = next.AddDays(-1) }));
        await world.Settle(MoneyWorld.Day.AddDays(-2));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Refund(1, First, 3_000, next)));
        await world.Settle(MoneyWorld.Day.AddDays(-1));
        await world.ImportAndPost(SampleRows.Bill(Second));
        await world.Settle();

        await using var db = world.Db();
        var statements = await db.Statements.OrderBy(row => row.PeriodTo).ToListAsync();
        Assert.Equal([9_940L, 0L, 0L], statements.Select(row => row.PayoutMinor));
        Assert.Equal([0L, -2_982L, -2_237L], statements.Select(row => row.ClosingMinor));
        Assert.Equal([0L, 0L, -2_982L], statements.Select(row => row.OpeningMinor));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_late_item_goes_to_the_next_statement(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.Claim(merchant, "1900000110");
        await world.ImportAndPost(SampleRows.Bill(First));
        await world.Settle();
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(9, 500, merchantNo: "1900000110")));
        Assert.Equal(0, (await world.Settle()).Statements);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await world.Settle(MoneyWorld.Day.AddDays(1))).Statements);
        await using var db = world.Db();
        var late = await db.Statements.SingleAsync(row => row.PeriodTo == MoneyWorld.Day.AddDays(1));
        Assert.Equal((MoneyWorld.Day.AddDays(1), 500L), (late.PeriodFrom, late.GrossMinor));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_day_that_is_not_over_cannot_be_closed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Settle(MoneyWorld.Day.AddDays(1)));
        Assert.Equal(SettlementRefusals.DayNotOver, refusal.Code);
    }

    [Theory, BothDatabases]
    public async Task The_database_itself_refuses_a_statement_that_does_not_add_up_I_10(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(First));
        await world.Settle();
        await using var db = world.Db();
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO "Statements" ("MerchantId", "Currency", "Number", "PeriodFrom", "PeriodTo", "OpeningMinor", "LinesMinor", "PayoutMinor",
                    "ClosingMinor", "GrossMinor", "RefundMinor", "FeeMinor", "FeeReturnedMinor", "OtherMinor", "ReserveHeldMinor",
                    "ReserveReleasedMinor", "Payments", "Refunds", "DueDay", "Outcome", "ClosedUtc", "Checksum")
                SELECT "MerchantId", "Currency", 'ST-X', "PeriodFrom", date('2026-12-31'), "OpeningMinor", "LinesMinor", 0,
                    "LinesMinor" + 1, "GrossMinor", "RefundMinor", "FeeMinor", "FeeReturnedMinor", "OtherMinor", "ReserveHeldMinor",
                    "ReserveReleasedMinor", "Payments", "Refunds", "DueDay", 'NothingOwed', "ClosedUtc", '' FROM "Statements"
                """
            )
        );
        Assert.Contains("CK_Statements_Adds", fault.Message, StringComparison.Ordinal);
    }
}
