using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Operations;

/// <summary>Each condition that is watched is produced, noticed, and over again.</summary>
public sealed class AlarmTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_site_where_all_is_well_says_so_on_both_databases(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Verify();
        var report = await Look(world);
        Assert.All(report.Checks, check => Assert.Equal(AlarmState.Fine, check.State));
        Assert.Equal(AlarmState.Fine, report.State);
        Assert.Equal(Enum.GetValues<AlarmKind>(), report.Checks.Select(check => check.Kind));
        Assert.True(report.DatabaseBytes > 0 && report.DiskFreeBytes > 0);
        Assert.Empty(report.Proof!.Failed);
    }

    [Theory, BothDatabases]
    public async Task Yesterday_not_closed_by_its_hour_is_an_alarm_until_it_is_closed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1000)));
        // The clock stands at noon of the settlement zone, the hour itself: a bill that comes now is not late for today.
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
        world.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.DayNotClosed));
        await world.Settle(MoneyWorld.Day.AddDays(1));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
    }

    /// <summary>What is posted after the hour cannot be late before the next: all that is open is not read every minute for it.</summary>
    [Theory, BothDatabases]
    public async Task Once_nothing_is_late_the_open_items_are_read_again_after_the_next_hour(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1000)));
        // As if it had been posted a day ago. Within ten minutes of the hour that is looked at, for somebody may have been posting just then.
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync(
            provider == Provider.Sqlite
                ? """DROP TRIGGER "LedgerEntries_no_update" """
                : """ALTER TABLE "LedgerEntries" DISABLE TRIGGER ALL"""
        );
        var early = TimeSpan.FromDays(1).Ticks / TimeSpan.TicksPerMicrosecond;
        Task Shift(long by) => db.Database.ExecuteSqlAsync($"""UPDATE "LedgerEntries" SET "PostedUtc" = "PostedUtc" + {by}""");
        await Shift(-early);
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.DayNotClosed));
        await Shift(early);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
        await Shift(-early);
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.DayNotClosed));
        // Other terms are another question, and so is the next hour.
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", new DateOnly(2026, 11, 16), CycleTerms.Default, None);
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.DayNotClosed));
    }

    [Theory, BothDatabases]
    public async Task Finance_reads_on_its_first_page_which_day_is_late_from_the_same_hour_on(Provider provider)
    {
        await using var world = await World.Create(provider, World.Start.AddMinutes(-10));
        var finance = await world.Person("officer", StaffRole.FinanceOfficer);
        var administrator = await world.Person("admin", StaffRole.Administrator);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1000)));
        var day = MoneyWorld.Day;
        // The payment is yesterday's, and at World.Start it is noon, the hour by which a site closes yesterday unless it says otherwise.
        world.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal((day, (DateOnly?)null), await OpenAndLate());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((day, day), await OpenAndLate());
        await world.Set(administrator, OperationsPolicies.DayCloseHour, "13");
        Assert.Equal((day, (DateOnly?)null), await OpenAndLate());
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((day, day), await OpenAndLate());
        await world.Settle(day);
        Assert.Equal(((DateOnly?)null, (DateOnly?)null), await OpenAndLate());

        async Task<(DateOnly? Oldest, DateOnly? Late)> OpenAndLate()
        {
            var open = await world.Get<RunPagesService>().Open(finance, None);
            return (open.Oldest, open.Late);
        }
    }

    [Theory, BothDatabases]
    public async Task A_week_that_is_not_over_is_late_nowhere_and_days_that_are_open_are_counted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var finance = await world.Person("officer", StaffRole.FinanceOfficer);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var weekly = CycleTerms.Default with { Cycle = SettlementCycle.Weekly, Anchor = 7 };
        // Monday the 16th to Thursday the 19th; the week ends on Sunday the 22nd.
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", new DateOnly(2026, 11, 16), weekly, None);
        var first = SampleRows.Payment(1, 1000);
        await world.ImportAndPost(
            SampleRows.Bill(Enumerable.Range(0, 4).Select(n => SampleRows.Payment(n + 1, 1000, first.OccurredUtc.AddDays(-n))))
        );
        async Task<(AlarmState, long, DateOnly?, int)> Both()
        {
            var check = (await Look(world)).Checks.Single(one => one.Kind == AlarmKind.DayNotClosed);
            var open = await world.Get<RunPagesService>().Open(finance, None);
            return (check.State, check.Count, open.Late, open.LateDays);
        }

        world.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Equal((AlarmState.Fine, 0L, (DateOnly?)null, 0), await Both());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((AlarmState.Alarm, 4L, new DateOnly(2026, 11, 22), 4), await Both());
        await world.Settle(new DateOnly(2026, 11, 22));
        Assert.Equal((AlarmState.Fine, 0L, (DateOnly?)null, 0), await Both());
    }

    [Theory, BothDatabases]
    public async Task A_calendar_without_the_coming_year_is_asked_for_from_December_on(Provider provider)
    {
        await using var world = await World.Create(provider, new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero));
        var (officer, calendar) = (await world.Person("officer", StaffRole.FinanceOfficer), world.Get<CalendarService>());
        var administrator = await world.Person("admin", StaffRole.Administrator);
        await calendar.Install(Actor.Operator, 2026, "2026-10-01,off,National Day", None);
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.CalendarMissing));
        Assert.Null((await calendar.Year(officer, 2026, None)).Missing);
        // Midnight in Shanghai.
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AlarmState.Warning, await State(world, AlarmKind.CalendarMissing));
        Assert.Equal(2027, (await calendar.Year(officer, 2026, None)).Missing);
        world.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(AlarmState.Warning, await State(world, AlarmKind.CalendarMissing));
        await calendar.Set(administrator, new DateOnly(2027, 10, 1), false, "National Day", None);
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.CalendarMissing));
    }

    [Fact]
    public async Task A_bill_whose_posting_stands_still_and_one_that_waits_a_day_for_a_person_are_told_apart()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.Import(SampleRows.Bill(SampleRows.Payment(1, 1000)));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.BillsStuck));
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.BillsStuck));
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.WorkLate));
        await world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, None);
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.BillsStuck));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.WorkLate));
    }

    [Fact]
    public async Task Failed_work_and_mails_that_do_not_leave_ask_for_a_look()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using (var db = world.Db())
        {
            var item = WorkItem.For("message.send", 1, world.Clock.UtcNow(), world.Clock.UtcNow());
            item.GiveUp("no", world.Clock.UtcNow());
            db.WorkItems.Add(item);
            db.Mails.Add(Mail.To(await db.Users.FirstAsync(), "Reset", world.Clock.UtcNow()));
            await db.SaveChangesAsync();
        }

        world.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(AlarmState.Warning, await State(world, AlarmKind.WorkFailed));
        Assert.Equal(AlarmState.Warning, await State(world, AlarmKind.MailsLate));
    }

    [Fact]
    public async Task A_broken_trail_and_broken_books_are_what_the_last_proof_found()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using (var db = world.Db())
        {
            db.ProofRuns.Add(
                new ProofRun(
                    [new("I-01", false, ""), new("I-06", true, ""), new("I-08", false, "")],
                    world.Clock.UtcNow(),
                    world.Clock.UtcNow()
                )
            );
            await db.SaveChangesAsync();
        }

        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.TrailBroken));
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.BooksBroken));
        await world.Verify();
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.TrailBroken));
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.BooksBroken));
    }

    [Fact]
    public async Task No_proof_is_a_warning_on_a_new_site_and_an_alarm_when_it_stays_away()
    {
        await using var world = await World.Create(Provider.Sqlite);
        Assert.Equal(AlarmState.Warning, await State(world, AlarmKind.ProofLate));
        await world.Verify();
        Assert.Equal(AlarmState.Fine, await State(world, AlarmKind.ProofLate));
        world.Clock.Advance(TimeSpan.FromHours(27));
        Assert.Equal(AlarmState.Alarm, await State(world, AlarmKind.ProofLate));
    }

    [Fact]
    public async Task A_disk_with_less_than_is_set_is_told_to_administrators_and_finance_once()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        await world.Person("finance", StaffRole.FinanceOfficer);
        await world.Person("reviewer", StaffRole.Reviewer);
        await world.Verify();
        await Watch(world);
        await using (var before = world.Db())
        {
            Assert.Empty(await before.Alarms.ToListAsync());
        }

        var free = new DriveInfo(world.Folder).AvailableFreeSpace / 1_000_000;
        await using (var db = world.Db())
        {
            // Beyond what the page lets one set: no machine of ours may pass this test by having too large a disk.
            var ask = new PolicyAsk(0, administrator, null, string.Empty, null, world.Clock.UtcNow());
            var row = new PolicyRow(ask, OperationsPolicies.DiskFreeMegabytes, checked((int)free * 2 + 1));
            row.Agree(null, world.Clock.UtcNow());
            db.PolicyRows.Add(row);
            await db.SaveChangesAsync();
        }

        await Watch(world);
        await Watch(world);
        await using var after = world.Db();
        Assert.Equal(AlarmKind.DiskLow, Assert.Single(await after.Alarms.ToListAsync()).Kind);
        Assert.Equal(
            ["administrator@example.test", "finance@example.test"],
            await after
                .Notices.Where(row => row.Kind == NoticeKind.AlarmRaised && row.Way == NoticeWay.AtOnce)
                .Join(after.Users, row => row.UserId, user => user.Id, (_, user) => user.Email)
                .Order()
                .ToListAsync()
        );
        await world.Set(administrator, OperationsPolicies.DiskFreeMegabytes, "100");
        await Watch(world);
        Assert.NotNull(Assert.Single(await world.Get<AlarmService>().History(administrator, None)).ClearedUtc);
    }

    [Fact]
    public async Task A_clock_asked_for_runs_once_and_how_it_went_is_kept()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var jobs = world.Get<JobsService>();
        await jobs.RunClock(administrator, "nightly-proof", None);
        await jobs.RunClock(administrator, "nightly-proof", None);
        Assert.True((await jobs.Clocks(administrator, None)).Single(row => row.Name == "nightly-proof").Asked);

        Assert.Equal(1, await world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, None));

        var row = (await jobs.Clocks(administrator, None)).Single(one => one.Name == "nightly-proof");
        Assert.Equal((true, false, (string?)null), (row.Ok, row.Asked, row.Error));
        await using var db = world.Db();
        Assert.Equal(1, await db.ProofRuns.CountAsync());
        await Assert.ThrowsAsync<Refusal>(() => jobs.RunClock(administrator, "no-such-clock", None));
    }

    private static Task<HealthReport> Look(World world) => world.Get<AlarmService>().Look(Actor.System("health"), None);

    private static Task<HealthReport> Watch(World world) => world.Get<AlarmService>().Watch(Actor.System("health"), None);

    private static async Task<AlarmState> State(World world, AlarmKind kind) =>
        (await Look(world)).Checks.Single(check => check.Kind == kind).State;
}
