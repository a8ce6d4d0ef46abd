using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

public sealed class SessionServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_ended_session_acts_no_more_and_the_others_do(Provider provider)
    {
        await using var world = await World.Create(provider);
        var here = await world.SignedIn(world.Stranger);
        var there = await world.SignedIn(world.Stranger);
        var list = await Sessions(world).Mine(here, Ct);
        Assert.Equal([true, false], list.Select(row => row.IsThis));
        Assert.Equal("Chrome · Linux", list[0].Device);

        var rung = new List<string>();
        world.Get<SessionEnds>().Ended += rung.AddRange;
        await Sessions(world).End(here, list[1].Id, Ct);

        Assert.Equal([there.Session!], rung);
        await Expect.Refused(IdentityRefusals.SessionEnded, () => world.Get<PeopleService>().Me(there, Ct));
        Assert.Equal(SessionState.Over, await Check(world, there));
        Assert.Equal(world.Stranger.UserId, (await world.Get<PeopleService>().Me(here, Ct)).Id);
    }

    [Theory, BothDatabases]
    public async Task Nobody_ends_a_session_that_is_not_theirs(Provider provider)
    {
        await using var world = await World.Create(provider);
        var mine = await world.SignedIn(world.Stranger);
        var other = await world.SignedIn(await world.Person("other"));
        var id = (await Sessions(world).Mine(mine, Ct)).Single().Id;
        await Expect.Refused(KernelRefusals.NotFound, () => Sessions(world).End(other, id, Ct));
        Assert.Equal(SessionState.Live, await Check(world, mine));
    }

    [Theory, BothDatabases]
    public async Task A_stolen_key_of_somebody_else_opens_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.SignedIn(await world.Person("admin", StaffRole.Administrator));
        var forged = Actor.User(world.Stranger.UserId, "x", "test", administrator.Session);
        await Expect.Refused(IdentityRefusals.SessionEnded, () => world.Get<PeopleService>().Me(forged, Ct));
    }

    [Theory, BothDatabases]
    public async Task Staff_are_out_after_half_an_hour_of_nothing_and_after_eight_hours_of_work(Provider provider)
    {
        await using var world = await World.Create(provider);
        var staff = await world.Person("reviewer", StaffRole.Reviewer);
        var idle = await world.SignedIn(staff);
        world.Clock.Advance(SignInPolicies.StaffIdleMinutes.Standard);
        Assert.Equal(SessionState.Over, await Check(world, idle));

        var busy = await world.SignedIn(staff);
        var member = await world.SignedIn(world.Stranger);
        for (
            var worked = TimeSpan.Zero;
            worked + TimeSpan.FromMinutes(20) < SignInPolicies.StaffSessionHours.Standard;
            worked += TimeSpan.FromMinutes(20)
        )
        {
            world.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(SessionState.Live, await Check(world, busy));
        }

        world.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(SessionState.Over, await Check(world, busy));
        Assert.Equal(SessionState.Live, await Check(world, member));
    }

    [Theory, BothDatabases]
    public async Task Signing_out_everywhere_leaves_nothing_live(Provider provider)
    {
        await using var world = await World.Create(provider);
        var all = new List<Actor>();
        for (var i = 0; i < 3; i++)
        {
            all.Add(await world.SignedIn(world.Stranger));
        }

        await Sessions(world).EndAll(all[0], exceptThis: false, Ct);
        foreach (var one in all)
        {
            Assert.Equal(SessionState.Over, await Check(world, one));
        }

        await using var db = world.Db();
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "session.ended-all", Ct));
    }

    [Theory, BothDatabases]
    public async Task A_confirmation_is_fresh_for_ten_minutes_and_renews_the_cookie(Provider provider)
    {
        await using var world = await World.Create(provider);
        var id = await world
            .Get<PeopleService>()
            .CreateUser(Actor.Operator, new NewUser("p@example.test", "P", "a walk along the river"), Ct);
        var actor = await world.SignedIn(Actor.User(id, "P", "test"), SignInWay.Password);
        Assert.True(await Sessions(world).IsFresh(actor, Ct));
        world.Clock.Advance(SignInPolicies.ConfirmedMinutes.Standard);
        Assert.False(await Sessions(world).IsFresh(actor, Ct));
        await using var db = world.Db();
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => StepUp.Require(db, actor, Ct));
        await StepUp.Require(db, Actor.System("proof"), Ct);

        var credentials = world.Get<CredentialService>();
        await Expect.Refused(IdentityRefusals.PasswordWrong, () => credentials.ConfirmByPassword(actor, "something else entirely", Ct));
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => credentials.ConfirmInDemo(actor, Ct));
        await Expect.Refused(IdentityRefusals.PasskeyRefused, () => credentials.ConfirmByPasskey(actor, world.Stranger.UserId, Ct));
        Assert.Equal(2, await credentials.ConfirmByPassword(actor, "a walk along the river", Ct));
        await StepUp.Require(db, actor, Ct);
        Assert.Equal(SessionState.Over, await Sessions(world).Check(actor, actor.Session!, 1, null, false, Ct));
        Assert.Equal(SessionState.Live, await Sessions(world).Check(actor, actor.Session!, 2, null, false, Ct));
    }

    [Theory, BothDatabases]
    public async Task A_password_alone_holds_no_power_over_money(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var weak = await world.SignedIn(owner, SignInWay.Password);
        Assert.Equal(SessionState.NeedsSecondFactor, await Check(world, weak));
        await Expect.Refused(IdentityRefusals.SecondFactorNeeded, () => world.Get<MerchantService>().Sheet(weak, merchant.Slug, Ct));
        await world.Get<MerchantService>().Sheet(await world.SignedIn(owner), merchant.Slug, Ct);

        var reviewer = await world.SignedIn(await world.Person("r", StaffRole.Reviewer), SignInWay.MailedCode);
        Assert.Equal(SessionState.NeedsSecondFactor, await Check(world, reviewer));
        var editor = await world.SignedIn(await world.Member(merchant, MerchantRole.ContentEditor), SignInWay.Password);
        Assert.Equal(SessionState.Live, await Check(world, editor));
    }

    private static SessionService Sessions(World world) => world.Get<SessionService>();

    private static Task<SessionState> Check(World world, Actor actor) =>
        Sessions(world).Check(actor, actor.Session!, 1, null, seen: true, Ct);
}
