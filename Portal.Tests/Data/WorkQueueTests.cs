using Microsoft.EntityFrameworkCore;
using Portal.Jobs;
using Portal.Tests.Faults;

namespace Portal.Tests.Data;

/// <summary>Whose turn it is: work rows between servers that live, die and are asked again.</summary>
public sealed class WorkQueueTests
{
    private const string Kind = "test.work";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Work_that_takes_longer_than_its_lease_stays_with_who_lives(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var runs = 0;
        var first = Run(
            world,
            async _ =>
            {
                runs++;
                begun.SetResult();
                await end.Task;
            }
        );
        await begun.Task;
        for (var passed = TimeSpan.Zero; passed <= WorkItem.Lease * 2; passed += WorkItem.Beat)
        {
            var until = (await Row(world)).LeasedUntilUtc;
            world.Clock.Advance(WorkItem.Beat);
            await LiveWork.Until(async () => (await Row(world)).LeasedUntilUtc > until, async () => $"{(await Row(world)).LeasedUntilUtc}");
        }

        Assert.Equal(0, await Run(world, _ => Task.CompletedTask));
        end.SetResult();
        Assert.Equal(1, await first);
        Assert.Equal((1, 1, WorkState.Done), (runs, (await Row(world)).Turn, (await Row(world)).State));
    }

    [Theory, BothDatabases]
    public async Task Work_of_a_dead_server_is_taken_over_when_its_lease_is_over_and_not_before_I_45(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        await TakenByAnother(world);
        world.Clock.Advance(WorkItem.Lease);
        Assert.Equal(0, await Run(world, _ => Task.CompletedTask));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Run(world, _ => Task.CompletedTask));
        Assert.Equal((2, WorkState.Done), ((await Row(world)).Turn, (await Row(world)).State));
        // So with the lease, a look of the pump and another one that was missed, nobody waits for a dead server for a minute.
        Assert.True(WorkItem.Lease + (2 * PumpSchedule.Period) < TimeSpan.FromMinutes(1));
    }

    [Theory, BothDatabases]
    public async Task Who_was_away_too_long_has_nothing_to_say_about_work_that_another_has_now(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        Assert.Equal(0, await Run(world, _ => TakenByAnother(world)));
        var row = await Row(world);
        Assert.Equal((WorkState.Running, "another:1", 2), (row.State, row.Server, row.Turn));
        // Nor that it went wrong.
        world.Clock.Advance(WorkItem.Lease + TimeSpan.FromSeconds(1));
        await Run(
            world,
            async _ =>
            {
                await TakenByAnother(world);
                throw new InvalidOperationException("late");
            }
        );
        row = await Row(world);
        Assert.Equal((WorkState.Running, (string?)null, 4), (row.State, row.LastError, row.Turn));
    }

    [Theory, BothDatabases]
    public async Task Work_asked_for_again_while_it_runs_is_done_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        var runs = 0;
        await Run(
            world,
            async _ =>
            {
                if (runs++ == 0)
                {
                    await using var db = world.Db();
                    var now = world.Clock.UtcNow();
                    await db.Ask(Kind, 1, now, now, Ct);
                    await db.SaveChangesAsync(Ct);
                }
            }
        );
        Assert.Equal((2, WorkState.Done), (runs, (await Row(world)).State));
    }

    [Theory, BothDatabases]
    public async Task A_lost_race_is_tried_again_and_a_rule_that_says_no_is_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        await Run(world, _ => throw new Refusal(KernelRefusals.Conflict));
        Assert.Equal(WorkState.Waiting, (await Row(world)).State);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await Run(world, _ => throw new Refusal(KernelRefusals.NotFound));
        Assert.Equal(WorkState.Failed, (await Row(world)).State);
    }

    /// <summary>A row that is there may be another's doing or a fault that comes back: it counts, so that it does not come back for ever.</summary>
    [Theory, BothDatabases]
    public async Task Work_whose_row_is_there_already_has_failed_and_says_which(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        await Run(
            world,
            async _ =>
            {
                await using var db = world.Db();
                db.WorkItems.Add(WorkItem.For(Kind, 1, world.Clock.UtcNow(), world.Clock.UtcNow()));
                await db.SaveChangesAsync(Ct);
            }
        );
        var row = await Row(world);
        Assert.Equal((1, 0, WorkState.Waiting), (row.Attempts, row.Interruptions, row.State));
        Assert.Contains("unique", row.LastError, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, BothDatabases]
    public async Task Servers_that_die_at_work_and_races_that_are_lost_are_no_attempts_of_it_I_44(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        for (var death = 0; death < WorkItem.AttemptsMax + 3; death++)
        {
            await TakenByAnother(world);
            world.Clock.Advance(WorkItem.Lease + TimeSpan.FromSeconds(1));
        }

        for (var race = 0; race < WorkItem.AttemptsMax + 3; race++)
        {
            await Run(world, _ => throw new Refusal(KernelRefusals.Conflict));
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((0, WorkState.Waiting), ((await Row(world)).Attempts, (await Row(world)).State));
        // The control: a fault of its own is one.
        await Run(world, _ => throw new InvalidOperationException("broken"));
        Assert.Equal(
            (1, WorkState.Waiting, "broken"),
            ((await Row(world)).Attempts, (await Row(world)).State, (await Row(world)).LastError)
        );
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Run(world, _ => Task.CompletedTask));
    }

    [Theory, BothDatabases]
    public async Task Work_that_ends_its_server_every_time_waits_for_a_person_in_the_end(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        for (var death = 0; death < WorkItem.InterruptionsMax; death++)
        {
            Assert.Equal(WorkState.Running, await TakenByAnother(world));
            world.Clock.Advance(WorkItem.Lease + TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, await Run(world, _ => Task.CompletedTask));
        var row = await Row(world);
        Assert.Equal(WorkState.Failed, row.State);
        Assert.Contains("another:1", row.LastError, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_step_that_is_stopped_has_not_failed_whatever_it_says(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        using var stop = new CancellationTokenSource();
        var steps = new Dictionary<string, WorkStep>
        {
            [Kind] = async (_, _) =>
            {
                await stop.CancelAsync();
                throw new InvalidOperationException("the connection is closed");
            },
        };
        await world.Get<WorkQueue>().RunDue(steps, stop.Token);
        var row = await Row(world);
        Assert.Equal((WorkState.Waiting, 0, (string?)null), (row.State, row.Attempts, row.LastError));
    }

    [Theory, BothDatabases]
    public async Task A_server_that_stops_gives_back_what_it_has_in_hand(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Lay(world);
        using var stop = new CancellationTokenSource();
        var steps = new Dictionary<string, WorkStep>
        {
            [Kind] = async (_, ct) =>
            {
                await stop.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return true;
            },
        };
        await world.Get<WorkQueue>().RunDue(steps, stop.Token);
        Assert.Equal(WorkState.Waiting, (await Row(world)).State);
        Assert.Equal(1, await Run(world, _ => Task.CompletedTask));
    }

    [Theory, BothDatabases]
    public async Task A_clock_that_strikes_on_many_servers_runs_once_and_again_at_the_next_strike_I_47(Provider provider)
    {
        await using var world = await World.Create(provider);
        var runs = 0;
        var steps = new Dictionary<string, WorkStep>
        {
            [ScheduleNames.WorkKind("day-close")] = async (_, _) =>
            {
                Interlocked.Increment(ref runs);
                // While it runs, it strikes again elsewhere.
                await Strike(world);
                return true;
            },
        };
        for (var strike = 1; strike <= 2; strike++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Strike(world)));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Get<WorkQueue>().RunDue(steps, Ct))));
            Assert.Equal(strike, runs);
        }
    }

    private static Task Strike(World world) => new ClockJob(world.Get<WorkQueue>()).Run("day-close", Ct);

    private static async Task Lay(World world)
    {
        await using var db = world.Db();
        db.WorkItems.Add(WorkItem.For(Kind, 1, world.Clock.UtcNow(), world.Clock.UtcNow()));
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<WorkState> TakenByAnother(World world)
    {
        await using var db = world.Db();
        var row = await db.WorkItems.SingleAsync(Ct);
        row.Take("another:1", world.Clock.UtcNow());
        await db.SaveChangesAsync(Ct);
        return row.State;
    }

    private static Task<int> Run(World world, Func<WorkItem, Task> work)
    {
        var steps = new Dictionary<string, WorkStep>
        {
            [Kind] = async (item, _) =>
            {
                await work(item);
                return true;
            },
        };
        return world.Get<WorkQueue>().RunDue(steps, Ct);
    }

    private static async Task<WorkItem> Row(World world)
    {
        await using var db = world.Db();
        return await db.WorkItems.AsNoTracking().SingleAsync(Ct);
    }
}
