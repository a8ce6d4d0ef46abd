using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Demo;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Jobs;

namespace Portal.Tests.Settlement;

/// <summary>A demo site on later days: every clock of the product runs, all work is done, and every promise holds.</summary>
public sealed class LateDaysTests
{
    private const int RoundsMax = 40;

    private static readonly int[] Days = [1, 8, 31, 62, 95, 186, 370, 800];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task On_every_later_day_all_clocks_run_all_work_is_done_and_the_books_are_proved(Provider provider)
    {
        // After the hour at which days are closed, as people look at it.
        var start = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);
        await using var world = await World.Create(provider, start, demo: true);
        Assert.True(await world.Get<DemoSeeder>().SeedDemo(Ct));
        var wrong = new List<string>();
        foreach (var day in Days)
        {
            world.Clock.SetUtcNow(start.AddDays(day));
            // What fell due meanwhile comes first, as on a server that starts after a long time; then each clock strikes.
            await Pump(world);
            foreach (var clock in Schedule.Clocks)
            {
                await new ClockJob(world.Get<WorkQueue>()).Run(clock.Name, Ct);
                await Pump(world);
            }

            wrong.AddRange((await Wrong(world)).Select(what => string.Create(CultureInfo.InvariantCulture, $"day {day}: {what}")));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Work_that_fails_is_found()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await using (var db = world.Db())
        {
            var item = WorkItem.For(SettlementService.CloseWork, 4711, world.Clock.UtcNow(), world.Clock.UtcNow());
            db.WorkItems.Add(item);
            await db.SaveChangesAsync(Ct);
        }

        await Pump(world);
        Assert.Contains(await Wrong(world), what => what.Contains(SettlementService.CloseWork, StringComparison.Ordinal));
    }

    /// <summary>Runs what is due; what goes wrong waits and is tried again until it is done or given up.</summary>
    private static async Task Pump(World world)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            await world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, Ct);
            await using var db = world.Db();
            var now = world.Clock.UtcNow();
            var again = await db
                .WorkItems.Where(row => row.State == WorkState.Waiting && row.LastError != null)
                .MinAsync(row => (DateTime?)row.DueUtc, Ct);
            if (again is not { } due || due > now.AddMinutes(11))
            {
                return;
            }

            world.Clock.SetUtcNow(new DateTimeOffset(due > now ? due : now, TimeSpan.Zero).AddSeconds(1));
        }
    }

    private static async Task<List<string>> Wrong(World world)
    {
        await using var db = world.Db();
        var wrong = new List<string>();
        foreach (var row in await db.WorkItems.Where(row => row.State == WorkState.Failed || row.LastError != null).ToListAsync(Ct))
        {
            wrong.Add($"work {row.Kind} {row.RefId} is {row.State}: {row.LastError}");
        }

        foreach (var run in await db.ClockRuns.Where(row => !row.Ok).ToListAsync(Ct))
        {
            wrong.Add($"clock {run.Name}: {run.Error}");
        }

        foreach (var row in await db.SettlementFailures.Where(row => row.SolvedUtc == null).ToListAsync(Ct))
        {
            wrong.Add($"merchant {row.MerchantId} could not be settled: {row.Cause} {row.Detail}");
        }

        wrong.AddRange(
            (await world.Get<ProofService>().Verify(Actor.Operator, Ct)).Where(one => !one.Ok).Select(one => $"{one.Id} {one.Detail}")
        );
        return wrong;
    }
}
