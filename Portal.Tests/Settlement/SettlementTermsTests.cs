using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Calendar;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>Terms, reserves, minimum payouts, holds and adjustments on real databases, to the fen.</summary>
public sealed class SettlementTermsTests
{
    private static readonly DateOnly Day = MoneyWorld.Day;

    [Theory, BothDatabases]
    public async Task A_reserve_is_held_and_comes_back_by_its_age_and_payouts_wait_for_minimum_and_hold(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var terms = CycleTerms.Default with { MinimumMinor = 5_000, ReservePartsPerMillion = 100_000, ReserveDays = 3 };
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", Day.AddDays(-30), terms, default);

        // 4 000 − 24 fee − 400 reserve = 3 576: below the minimum, carried.
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 4_000)));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        var dry = await world.Get<SettlementService>().Try(Actor.Operator, Day, default);
        Assert.Equal((1, 0, 3_576L, 0L), (dry.Statements, dry.Payouts, dry.NetMinor, dry.PayoutMinor));
        await world.Settle();
        // 10 000 − 60 − 1 000 = 8 940, with 3 576 = 12 516: paid, but stopped.
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.Get<PayoutHoldService>().Hold(officer, "qinghe", "A dispute is open", null, default);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ImportAndPost(SampleRows.Bill(Next(2, 10_000, 1)));
        await world.Settle(Day.AddDays(1));
        // Released: 400 of the first day have come back by then, 1 000 of the second have not.
        await using (var db = world.Db())
        {
            await world
                .Get<PayoutHoldService>()
                .Release(officer, await db.PayoutHolds.Select(row => row.Id).SingleAsync(), "Settled", default);
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await world.Get<ReserveService>().Release(Actor.System("reserves"), default));
        Assert.Equal(0, await world.Get<ReserveService>().Release(Actor.System("reserves"), default));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(Day.AddDays(3));
        Assert.Equal(0, (await world.Settle(Day.AddDays(3))).Statements);

        await using var read = world.Db();
        var made = await read.Statements.OrderBy(row => row.PeriodTo).ToListAsync();
        Assert.Equal([PayoutOutcome.BelowMinimum, PayoutOutcome.Held, PayoutOutcome.Paid], made.Select(row => row.Outcome));
        Assert.Equal([400L, 1_000L, 0L], made.Select(row => row.ReserveHeldMinor));
        Assert.Equal([0L, 0L, 400L], made.Select(row => row.ReserveReleasedMinor));
        Assert.Equal([3_576L, 8_940L, 400L], made.Select(row => row.LinesMinor));
        Assert.Equal([0L, 0L, 12_916L], made.Select(row => row.PayoutMinor));
        Assert.Equal([3_576L, 12_516L, 0L], made.Select(row => row.ClosingMinor));
        Assert.Equal(Money.Cny(-1_000), await LedgerPoster.Balance(read, LedgerCode.MerchantReserve(merchant.Id), Currency.Cny, default));
        await world.AssertProven();
        foreach (var statement in made)
        {
            var verdict = await world.Get<StatementVerifyService>().Verify(Actor.Operator, statement.PeriodTo, default);
            Assert.True(verdict.Holds, verdict.Difference);
            Assert.Equal((1, 2), (verdict.Statements, verdict.Files));
        }
    }

    [Theory, BothDatabases]
    public async Task A_week_is_one_statement_and_a_late_item_names_its_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        // The 19th is a Thursday: the week closes with it.
        var terms = CycleTerms.Default with
        {
            Cycle = SettlementCycle.Weekly,
            Anchor = 4,
            DueAfter = 2,
        };
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", Day.AddDays(-30), terms, default);
        await world.ImportAndPost(SampleRows.Bill(Next(1, 1_000, -3)));
        await world.ImportAndPost(SampleRows.Bill(Next(2, 2_000, -1)));
        Assert.Equal(0, (await world.Settle(Day.AddDays(-1))).Statements);
        Assert.Equal(1, (await world.Settle()).Statements);
        var frozen = await Verdict(world, Day);
        await world.ImportAndPost(SampleRows.Bill(Next(3, 5_000, -2)));
        Assert.Equal(0, (await world.Settle()).Statements);
        Assert.Equal(frozen, await Verdict(world, Day));
        world.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, (await world.Settle(Day.AddDays(7))).Statements);
        await using var db = world.Db();
        var made = await db.Statements.OrderBy(row => row.PeriodTo).ToListAsync();
        Assert.Equal(
            [(Day.AddDays(-6), Day, 3_000L), (Day.AddDays(1), Day.AddDays(7), 5_000L)],
            made.Select(row => (row.PeriodFrom, row.PeriodTo, row.GrossMinor))
        );
        Assert.Equal(Day.AddDays(11), made[1].DueDay);
        var page = await world.Get<StatementService>().Page(owner, "qinghe", made[1].Number, default);
        Assert.Equal((Day.AddDays(-2), made[0].Number), (page.Days.Single().Day, page.Days.Single().LateOf));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Terms_and_adjustments_take_two_people_and_stand_on_the_statement(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var approver = await world.Person("approver", StaffRole.FinanceApprover);
        var today = Day.AddDays(1);
        var monthly = CycleTerms.Default with { Cycle = SettlementCycle.Monthly, Anchor = 31 };
        var early = await Assert.ThrowsAsync<Refusal>(() => Propose(world, officer, Day, monthly, "early"));
        Assert.Equal(TermsRefusals.StartsInThePast, early.Code);
        await Agree(world, approver, await Propose(world, officer, today, monthly, "terms"));
        var form = new AdjustmentForm(
            "qinghe",
            -1_250,
            AdjustmentReason.FeeCorrection,
            "Fee of October",
            AdjustmentAccount.Adjustments,
            null,
            null
        );
        var number = await world.Get<AdjustmentService>().Propose(officer, form, "adjust", default);
        Assert.Equal(number, await world.Get<AdjustmentService>().Propose(officer, form, "adjust", default));
        await Agree(world, approver, number);
        world.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Equal(0, (await world.Settle(new DateOnly(2026, 11, 29))).Statements);
        Assert.Equal(1, (await world.Settle(new DateOnly(2026, 11, 30))).Statements);
        await using var db = world.Db();
        var statement = await db.Statements.SingleAsync();
        Assert.Equal((-1_250L, 0L, -1_250L), (statement.OtherMinor, statement.PayoutMinor, statement.ClosingMinor));
        Assert.Equal(Money.Cny(-1_250), await LedgerPoster.Balance(db, LedgerCode.Adjustments, Currency.Cny, default));
        var page = await world.Get<StatementService>().Page(owner, "qinghe", statement.Number, default);
        Assert.Equal(("Fee of October", -1_250L), (page.Adjustments.Single().Note, page.Adjustments.Single().AmountMinor));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task One_broken_merchant_keeps_nobody_else_from_their_money(Provider provider)
    {
        await using var world = await World.Create(provider);
        for (var m = 1; m <= 3; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, $"190000000{m}");
        }

        await world.ImportAndPost(
            SampleRows.Bill(Enumerable.Range(1, 9).Select(n => SampleRows.Payment(n, 100 * n, merchantNo: $"190000000{(n % 3) + 1}")))
        );
        var terms = CycleTerms.Default with { DueAfter = 30 };
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "merchant-2", Day, terms, default);
        await DaysOff(world, new DateOnly(2026, 12, 1), 90);
        var closed = await world.Settle();
        Assert.Equal((2, 1), (closed.Statements, closed.Failures));
        var finance = await world.Person("officer", StaffRole.FinanceOfficer);
        var run = await world.Get<RunPagesService>().Run(finance, Day, default);
        Assert.Equal((RunState.FinishedWithFailures, 2, 3), (run.Run.State, run.MerchantsDone, run.MerchantsTotal));
        Assert.Equal(("merchant-2", FailureCause.Calendar), (run.Failed.Single().Merchant, run.Failed.Single().Cause));
        await using (var db = world.Db())
        {
            await db.CalendarDays.ExecuteDeleteAsync();
        }

        Assert.Equal((1, 0), ((await world.Settle()) is var again ? (again.Statements, again.Failures) : default));
        run = await world.Get<RunPagesService>().Run(finance, Day, default);
        Assert.Equal((RunState.Finished, 3, 3), (run.Run.State, run.MerchantsDone, run.MerchantsTotal));
        Assert.NotNull(run.Failed.Single().SolvedUtc);
    }

    [Theory, BothDatabases]
    public async Task A_dry_run_writes_nothing_and_a_closed_statement_cannot_be_touched_I_22(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        var before = await Rows(world);
        var dry = await world.Get<SettlementService>().Try(Actor.Operator, Day, default);
        Assert.Equal((1, 9_940L), (dry.Statements, dry.PayoutMinor));
        Assert.Equal(before, await Rows(world));
        await world.Settle();
        await using var db = world.Db();
        Assert.Equal(dry.Shown.Single().Number, (await db.Statements.SingleAsync()).Number);
        foreach (
            var delete in (string[])["DELETE FROM \"Statements\"", "DELETE FROM \"StatementLines\"", "DELETE FROM \"StatementEntries\""]
        )
        {
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(delete));
            Assert.Contains("append-only", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task The_calendar_is_pasted_by_the_year_and_stays_where_it_has_decided(Provider provider)
    {
        await using var world = await World.Create(provider);
        var admin = await world.Person("admin", StaffRole.Administrator);
        var calendar = world.Get<CalendarService>();
        Assert.Equal(
            2,
            await calendar.Import(
                admin,
                2026,
                "day,is,name\n2026-12-31,off,Bank day\n2026-12-26,work,Make-up\n2026-12-25,work,needless",
                default
            )
        );
        var year = await calendar.Year(admin, 2026, default);
        Assert.Equal(
            [(new DateOnly(2026, 12, 26), true), (new DateOnly(2026, 12, 31), false)],
            year.Days.Select(row => (row.Day, row.Worked))
        );
        var frozen = await Assert.ThrowsAsync<Refusal>(() => calendar.Set(admin, Day, false, "Yesterday", default));
        Assert.Equal(CalendarRefusals.DayFrozen, frozen.Code);
        var wrong = await Assert.ThrowsAsync<Refusal>(() =>
            calendar.Import(admin, 2027, "2027-01-01,off,New Year\n2027-13-01,off,x", default)
        );
        Assert.Equal((CalendarRefusals.CalendarLine, 2), (wrong.Code, wrong.Args[0]));
        Assert.Equal(1, await calendar.Import(admin, 2026, "2026-12-31,off,Bank day", default));
        Assert.Single((await calendar.Year(admin, 2026, default)).Days);
    }

    private static BillRow Next(int n, long gross, int days)
    {
        var row = SampleRows.Payment(n, gross);
        return row with { OccurredUtc = row.OccurredUtc.AddDays(days) };
    }

    private static Task<string> Propose(World world, Actor officer, DateOnly from, CycleTerms terms, string key) =>
        world.Get<SettlementTermsService>().Propose(officer, "qinghe", from, terms, "Contract", key, default);

    private static async Task Agree(World world, Actor approver, string number)
    {
        var seen = await world.Get<ApprovalListService>().Read(approver, number, default);
        await world.Get<ApprovalService>().Approve(approver, number, seen.Hash, null, default);
    }

    private static async Task<string> Verdict(World world, DateOnly day)
    {
        await using var db = world.Db();
        var verdict = await world.Get<StatementVerifyService>().Verify(Actor.Operator, day, default);
        Assert.True(verdict.Holds, verdict.Difference);
        return string.Join(' ', await db.StatementFiles.OrderBy(row => row.Format).Select(row => row.Sha256).ToListAsync());
    }

    /// <summary>A calendar nobody could have entered: no working day for months.</summary>
    private static async Task DaysOff(World world, DateOnly from, int count)
    {
        await using var db = world.Db();
        db.CalendarDays.AddRange(Enumerable.Range(0, count).Select(at => CalendarDay.Of(from.AddDays(at), false, "off")));
        await db.SaveChangesAsync();
    }

    private static async Task<string> Rows(World world)
    {
        await using var db = world.Db();
        return string.Join(
            ' ',
            await db.Statements.CountAsync(),
            await db.StatementLines.CountAsync(),
            await db.StatementEntries.CountAsync(),
            await db.LedgerEntries.CountAsync(),
            await db.Postings.CountAsync(),
            await db.Payouts.CountAsync(),
            await db.SettlementRuns.CountAsync(),
            await db.ReserveBuckets.CountAsync(),
            await db.WorkItems.CountAsync(),
            await db.AuditRecords.CountAsync()
        );
    }
}
