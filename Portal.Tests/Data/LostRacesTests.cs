using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Data;

/// <summary>What a database breaks off for the sake of others, or does not store because it is there, is told in a sentence.</summary>
public sealed class LostRacesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two transactions that wait for each other: PostgreSQL ends one of them, and the other goes on.</summary>
    [Theory, InlineData(Provider.Postgres)]
    public async Task Of_two_that_wait_for_each_other_one_is_told_to_try_again(Provider provider)
    {
        // Not on SQLite: it has one writer, and nobody waits in a ring.
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await World.Create(provider);
        long[] ids = [(await world.Person("one")).UserId, (await world.Person("two")).UserId];
        await using var first = world.Db();
        await using var second = world.Db();
        await using var one = await first.Database.BeginTransactionAsync(Ct);
        await using var two = await second.Database.BeginTransactionAsync(Ct);
        static Task<int> Name(PortalDb db, long id, string name) =>
            db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, name));
        await Name(first, ids[0], "first");
        await Name(second, ids[1], "second");
        var outcomes = await Task.WhenAll(Said(() => Name(first, ids[1], "first")), Said(() => Name(second, ids[0], "second")));
        Assert.Equal([string.Empty, KernelRefusals.Busy], outcomes.Order(StringComparer.Ordinal));
    }

    /// <summary>SQLite's one writer does not make way; whoever wants to begin is told so, and nothing is stored.</summary>
    [Theory, InlineData(Provider.Sqlite)]
    public async Task Whoever_waits_for_a_writer_that_does_not_make_way_is_told_to_try_again(Provider provider)
    {
        // Not on PostgreSQL: it lets many write.
        await using var world = await World.Create(provider);
        await using var holder = world.Db();
        await using var waiter = world.Db();
        await waiter.Database.OpenConnectionAsync(Ct);
        await waiter.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=1", Ct);
        ((SqliteConnection)waiter.Database.GetDbConnection()).DefaultTimeout = 1;
        waiter.Database.SetCommandTimeout(1);
        await using (await holder.Database.BeginTransactionAsync(Ct))
        {
            Assert.Equal(KernelRefusals.Busy, await Said(() => waiter.Database.BeginTransactionAsync(Ct)));
            Assert.Equal(
                KernelRefusals.Busy,
                await Said(() => waiter.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Culture, "en"), Ct))
            );
            waiter.ClockRuns.Add(new ScheduleRun("waits"));
            Assert.Equal(KernelRefusals.Busy, await Said(() => waiter.SaveChangesAsync(Ct)));
        }

        // The control: the same save, with nobody in the way.
        Assert.Equal(string.Empty, await Said(() => waiter.SaveChangesAsync(Ct)));
    }

    /// <summary>The refusal knows which key it was, on both databases, and leaves the caller's transaction good for more.</summary>
    [Theory, BothDatabases]
    public async Task A_row_that_is_there_is_refused_by_the_name_of_its_key(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        db.ClockRuns.Add(new ScheduleRun("once"));
        await db.SaveChangesAsync(Ct);
        await using var other = world.Db();
        await using var tx = await other.Database.BeginTransactionAsync(Ct);
        var again = other.ClockRuns.Add(new ScheduleRun("once"));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => other.SaveChangesAsync(Ct));
        Assert.Equal(KernelRefusals.Conflict, refusal.Code);
        Assert.True(other.IsUniqueViolation(refusal, "PK_ClockRuns"));
        Assert.False(other.IsUniqueViolation(refusal, "PK_Settings"));
        Assert.False(other.IsUniqueViolation(new Refusal(KernelRefusals.Conflict)));
        again.State = EntityState.Detached;
        other.ClockRuns.Add(new ScheduleRun("another"));
        await other.SaveChangesAsync(Ct);
        await tx.CommitAsync(Ct);
        Assert.Equal(2, await db.ClockRuns.CountAsync(Ct));
    }

    private static async Task<string> Said(Func<Task> act)
    {
        try
        {
            await act();
            return string.Empty;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
