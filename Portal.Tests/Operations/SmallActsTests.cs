using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Demo;
using Portal.Domain.Messaging;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Messaging;
using Portal.Tests.Payments;

namespace Portal.Tests.Operations;

/// <summary>Acts that a page does with one button, each by what it leaves behind.</summary>
public sealed class SmallActsTests
{
    private static readonly Actor Seed = Actor.System("seed");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Work_that_failed_is_asked_for_again_and_other_work_is_left_alone(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("zhou", StaffRole.Administrator);
        var jobs = world.Get<JobsService>();
        var now = world.Clock.UtcNow();
        await using (var db = world.Db())
        {
            db.WorkItems.AddRange(WorkItem.For("test", 1, now, now), WorkItem.For("test", 2, now, now));
            await db.SaveChangesAsync(Ct);
            await db
                .WorkItems.Where(row => row.RefId == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Failed), Ct);
            await db
                .WorkItems.Where(row => row.RefId == 2)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Done), Ct);
        }

        var failed = Assert.Single((await jobs.List(administrator, WorkState.Failed, new PageAsk(), Ct)).Page.Rows);
        await jobs.Retry(administrator, failed.Id, Ct);
        Assert.Empty((await jobs.List(administrator, WorkState.Failed, new PageAsk(), Ct)).Page.Rows);
        Assert.Equal(failed.Id, Assert.Single((await jobs.List(administrator, WorkState.Waiting, new PageAsk(), Ct)).Page.Rows).Id);
        await using var after = world.Db();
        var done = await after.WorkItems.SingleAsync(row => row.RefId == 2, Ct);
        await jobs.Retry(administrator, done.Id, Ct);
        Assert.Equal(WorkState.Done, await after.WorkItems.Where(row => row.Id == done.Id).Select(row => row.State).SingleAsync(Ct));
        Assert.Equal(1, await after.AuditRecords.CountAsync(row => row.Action == "work.retried", Ct));
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => jobs.Retry(administrator, 4711, Ct))).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task How_Alipay_writes_its_fees_is_kept_for_its_numbers_alone(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        var officer = await world.Person("yun", StaffRole.FinanceOfficer);
        var numbers = world.Get<GatewayAccountService>();
        await numbers.Add(Seed, Gateways.Alipay, "2088000000000001", "qinghe", null, Ct);
        await numbers.Add(Seed, "wechat", "1900000109", "qinghe", null, Ct);
        var rows = await numbers.List(officer, Ct);
        var (alipay, wechat) = (rows.Single(row => row.Provider == Gateways.Alipay), rows.Single(row => row.Provider == "wechat"));
        Assert.False(alipay.PositiveFees);
        await numbers.WriteFees(officer, alipay.Id, true, Ct);
        Assert.True((await numbers.List(officer, Ct)).Single(row => row.Id == alipay.Id).PositiveFees);
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => numbers.WriteFees(officer, wechat.Id, true, Ct))).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task A_day_off_that_is_cleared_is_worked_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("zhou", StaffRole.Administrator);
        var calendar = world.Get<CalendarService>();
        var thursday = new DateOnly(2026, 12, 31);
        await calendar.Set(administrator, thursday, false, "Bank day", Ct);
        await using var db = world.Db();
        Assert.Equal(1, await db.CalendarDays.CountAsync(row => row.Day == thursday, Ct));
        await calendar.Clear(administrator, thursday, Ct);
        Assert.Equal(0, await db.CalendarDays.CountAsync(row => row.Day == thursday, Ct));
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => calendar.Clear(administrator, thursday, Ct))).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task Who_signs_out_has_a_session_no_more_and_it_is_written_down_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.SignedIn(await world.Person("lin"));
        await using var db = world.Db();
        var session = await db.Sessions.AsNoTracking().SingleAsync(row => row.UserId == person.UserId, Ct);
        var sessions = world.Get<SessionService>();
        await sessions.Left(person, session.Key, Ct);
        await sessions.Left(person, session.Key, Ct);
        Assert.NotNull(await db.Sessions.Where(row => row.Id == session.Id).Select(row => row.EndedUtc).SingleAsync(Ct));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "person.signed-out", Ct));
    }

    [Theory, BothDatabases]
    public async Task A_refused_sign_in_is_written_down_whether_or_not_it_is_somebodys(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("lin");
        var people = world.Get<PeopleService>();
        await people.SignInFailed(Actor.Anonymous, person.UserId, Ct);
        await people.SignInFailed(Actor.Anonymous, null, Ct);
        await using var db = world.Db();
        var keys = await db
            .AuditRecords.Where(row => row.Action == "person.sign-in-failed")
            .OrderBy(row => row.Sequence)
            .Select(row => row.ObjectKey)
            .ToListAsync(Ct);
        Assert.Equal([person.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture), "unknown"], keys);
    }

    [Theory, BothDatabases]
    public async Task Who_hears_an_account_again_is_counted_as_hearing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var room = await Newsroom.Open(world);
        var chen = await room.Follower("chen");
        await room.Wallet.Mute(chen, room.Handle, Ct);
        await using var db = world.Db();
        Assert.Equal(1, await db.Audiences.Select(row => row.Muted).SingleAsync(Ct));
        await room.Wallet.Unmute(chen, room.Handle, Ct);
        Assert.Equal(0, await db.Audiences.Select(row => row.Muted).SingleAsync(Ct));
        Assert.Equal(FollowerState.Following, await db.Followers.Select(row => row.State).SingleAsync(Ct));
        Assert.All(await room.Proofs(), proof => Assert.True(proof.Ok, proof.Detail));
    }

    [Fact]
    public async Task A_run_that_is_not_there_cannot_be_stopped()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var officer = await world.Person("yun", StaffRole.FinanceOfficer);
        var stop = () => world.Get<SettlementService>().Cancel(officer, new DateOnly(2026, 11, 18), Ct);
        Assert.True((await Assert.ThrowsAsync<Refusal>(stop)).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task A_large_site_is_as_large_as_was_asked_and_every_promise_holds(Provider provider)
    {
        await using var world = await World.Create(provider);
        var made = await world.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(3, 400, 50, 7), Ct);
        await using var db = world.Db();
        Assert.Equal((3, 400), (await db.Merchants.CountAsync(Ct), await db.Payments.CountAsync(Ct)));
        Assert.Equal(made.Refunds, await db.Refunds.LongCountAsync(Ct));
        Assert.Equal(50, await db.Followers.CountAsync(Ct));
        await world.AssertProven();
        await Assert.ThrowsAsync<Refusal>(() => world.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(1, 1, 1, 7), Ct));
    }
}
