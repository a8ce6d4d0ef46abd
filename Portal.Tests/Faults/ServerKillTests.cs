using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Faults;

/// <summary>Ends web servers with SIGKILL while they have work in hand. Others, or the next start, finish it, and nobody lends a hand.</summary>
public sealed class ServerKillTests
{
    [Fact]
    public async Task Two_servers_share_the_work_and_when_one_is_killed_the_other_finishes_it_S_02()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await LiveWork.World(Provider.Postgres);
        var work = await LiveWork.Prepare(world);
        await using var one = WebProcess.Over(world, work.Settings);
        await using var two = WebProcess.Over(world, work.Settings);
        await Task.WhenAll(one.Ready(), two.Ready());
        // Who wakes first takes all there is, so there is some more until both have had their share.
        for (var look = 0; await work.DoneBy(one.Server) == 0 || await work.DoneBy(two.Server) == 0; look++)
        {
            Assert.True(look < 60, $"One server does everything.\n{one.Output}\n{two.Output}");
            await work.LayBills(bills: 1, payments: 400, mails: 3);
            await work.UntilBillsArePosted();
        }

        await work.LayTheRest();
        await work.LayBills(bills: 3, payments: 8_000, mails: 5);
        WorkItem? held = null;
        await LiveWork.Until(
            async () => (held = await work.HeldBy(one.Server, two.Server)) is not null,
            () => Task.FromResult($"{one.Output}\n{two.Output}")
        );
        var (killed, left) = held!.Server == one.Server ? (one, two) : (two, one);
        await killed.Kill();
        await work.UntilAllDone();

        await using var db = world.Db();
        var taken = await db.WorkItems.AsNoTracking().SingleAsync(row => row.Id == held.Id);
        Assert.True(taken.Server == left.Server && taken.Turn > held.Turn, $"{held.Turn} {held.Server}, then {taken.Turn} {taken.Server}");
        await work.AssertDoneOnce();
        Assert.Equal(0, await left.Stop());
    }

    [Fact]
    public async Task A_server_with_a_data_directory_of_its_own_does_not_join_a_site()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await LiveWork.World(Provider.Postgres);
        await LiveWork.Prepare(world);
        var elsewhere = Directory.CreateDirectory(Path.Combine(world.Folder, "elsewhere")).FullName;
        await using var server = WebProcess.Apart(world, elsewhere);
        Assert.Equal(1, await server.Ended());
        Assert.Contains("audit key did not sign this trail", server.Output, StringComparison.Ordinal);
    }

    /// <summary>PORTAL_KILL_ROUNDS sets how many kills (3 when absent).</summary>
    [Fact]
    public async Task A_site_killed_in_its_work_finishes_it_after_the_next_start_S_03_I_46()
    {
        await using var world = await LiveWork.World(Provider.Sqlite);
        var work = await LiveWork.Prepare(world);
        await work.LayTheRest();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var kill = 0; kill < Kills.Rounds(3); kill++)
        {
            await work.LayBills(bills: 1, payments: 2_000, mails: 3);
            await using var site = WebProcess.Over(world, work.Settings);
            await LiveWork.Until(async () => await work.HeldBy(site.Server) is not null, () => Task.FromResult(site.Output));
            // Anywhere in what it has begun.
            await Task.Delay(random.Next(1_000));
            await site.Kill();
        }

        await using var last = WebProcess.Over(world, work.Settings);
        await last.Ready();
        await work.UntilAllDone();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        Assert.Equal(0, await last.Stop());
        await work.AssertDoneOnce();
    }
}
