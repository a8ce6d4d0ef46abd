using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;

namespace Portal.Tests.Operations;

/// <summary>What a balancer and a monitor are told, and who is told more.</summary>
public sealed class ReadyTests
{
    private const string Ready = "/health/ready";
    private const string Verbose = "/health/ready?verbose";
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_that_takes_no_write_is_not_ready()
    {
        await using var site = await DoorSite.Open();
        await using (var db = site.Db())
        {
            // As a full disk: everything is read, nothing is taken.
            await db.Database.ExecuteSqlAsync(
                $"CREATE TRIGGER full BEFORE INSERT ON Sequences BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
                Ct
            );
        }

        using var http = site.Http();
        using var answer = await Get(http, Ready);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("the database takes no write", await answer.Content.ReadAsStringAsync(Ct));
        using var live = await Get(http, "/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        // The control: the same site on a disk that has room.
        await using var other = await DoorSite.Open();
        using var well = other.Http();
        using var ready = await Get(well, Ready);
        Assert.Equal("ready", await ready.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Whether_the_schema_is_current_is_not_asked_at_every_request()
    {
        await using var site = await DoorSite.Open();
        using var http = site.Http();
        using var ready = await Get(http, Ready);
        Assert.Equal("ready", await ready.Content.ReadAsStringAsync(Ct));
        await Forget(site);
        using var kept = await Get(http, Ready);
        Assert.Equal("ready", await kept.Content.ReadAsStringAsync(Ct));

        // The control: asked for the first time.
        await using var other = await DoorSite.Open();
        await Forget(other);
        using var late = other.Http();
        using var behind = await Get(late, Ready);
        Assert.Equal("schema is behind", await behind.Content.ReadAsStringAsync(Ct));

        static async Task Forget(DoorSite site)
        {
            await using var db = site.Db();
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsHistory\"", Ct);
        }
    }

    [Theory, BothDatabases]
    public async Task A_write_that_waits_for_somebody_is_given_up_and_asked_for_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var probe = world.Get<WriteProbe>();
        await probe.Write(Ct);
        await probe.Write(Ct);
        Assert.Equal(1, await Written());

        world.Clock.Advance(WriteProbe.Fresh);
        await using (var db = world.Db())
        {
            await using var held = await db.Database.BeginTransactionAsync(Ct);
            await db.Database.ExecuteSqlAsync($"UPDATE \"Sequences\" SET \"Last\" = \"Last\" WHERE \"Name\" = {WriteProbe.Counter}", Ct);
            var (first, second) = (probe.Write(Ct), probe.Write(Ct));
            world.Clock.Advance(WriteProbe.Patience);
            await Assert.ThrowsAsync<TimeoutException>(() => first);
            await Assert.ThrowsAsync<TimeoutException>(() => second);
            await held.CommitAsync(Ct);
        }

        // Whoever held it has let go: the write that waited goes through, and a fresh one when that has ended already.
        await probe.Write(Ct);
        Assert.InRange(await Written(), 2, 3);

        async Task<long> Written()
        {
            await using var db = world.Db();
            return (await db.Sequences.AsNoTracking().SingleAsync(row => row.Name == WriteProbe.Counter, Ct)).Last;
        }
    }

    [Fact]
    public async Task Details_are_for_who_may_see_the_health_page_or_has_the_token()
    {
        await using var site = await DoorSite.Open("Development", ("Portal:HealthToken", Token));
        await site.Person("nobody@example.test");
        using var stranger = site.Http();
        using var person = site.Http();
        using var entered = await DoorSite.SignIn(person, "nobody@example.test");
        using var guesser = site.Http();
        guesser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token[..^1] + "e");
        foreach (var http in (HttpClient[])[stranger, person, guesser])
        {
            using var refused = await Get(http, Verbose);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            var text = await refused.Content.ReadAsStringAsync(Ct);
            Assert.StartsWith("ready\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain("diskFree", text, StringComparison.Ordinal);
        }

        using var monitor = site.Http();
        monitor.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var told = await Get(monitor, Verbose);
        Assert.Contains("diskFreeBytes", await told.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_in_the_settings_an_empty_one_opens_nothing()
    {
        await using var site = await DoorSite.Open();
        using var http = site.Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer ");
        using var refused = await Get(http, Verbose);
        Assert.StartsWith("ready\n", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_has_an_anchor_from_its_first_start()
    {
        await using var site = await DoorSite.Open();
        var noted = await site.Get<AuditAnchors>().Read(Ct);
        await using var db = site.Db();
        var end = await db.AuditHeads.AsNoTracking().SingleAsync(Ct);
        Assert.True(end.Sequence > 0);
        var anchor = Assert.Single(noted.Anchors);
        Assert.Equal((end.Sequence, end.Hash, SealLaying.Anchor), (anchor.Sequence, anchor.Hash, anchor.Why));
    }

    private static Task<HttpResponseMessage> Get(HttpClient http, string path) => http.GetAsync(new Uri(path, UriKind.Relative), Ct);
}
