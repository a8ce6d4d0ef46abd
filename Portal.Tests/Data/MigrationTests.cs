using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_model_has_no_change_without_a_migration_on_SQLite() =>
        Assert.False(new SqliteDesignFactory().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void The_model_has_no_change_without_a_migration_on_PostgreSQL() =>
        Assert.False(new PostgresDesignFactory().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void A_changed_model_is_noticed()
    {
        // The control: the stored snapshot of one provider against the model of the other differs, and the same differ says so.
        var snapshot = new PostgresDesignFactory().CreateDbContext([]).GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        var stored = db.GetService<IModelRuntimeInitializer>().Initialize(snapshot, designTime: true);
        Assert.True(
            db.GetService<IMigrationsModelDiffer>()
                .HasDifferences(stored.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel())
        );
    }

    [Theory, BothDatabases]
    public async Task An_empty_database_migrates_and_has_nothing_pending(Provider provider)
    {
        await using var world = await World.Create(provider);
        Assert.True(await world.Get<Migrator>().IsCurrent(default));
        Assert.Empty(await world.Get<Migrator>().Migrate(default));
    }

    [Theory, BothDatabases]
    public async Task An_instant_comes_back_as_the_same_utc_instant_and_orders(Provider provider)
    {
        await using var world = await World.Create(provider);
        var now = world.Clock.UtcNow().AddTicks(1230);
        await using (var db = world.Db())
        {
            db.WorkItems.Add(WorkItem.For("a", 1, now.AddDays(-1), now));
            db.WorkItems.Add(WorkItem.For("a", 2, now, now));
            await db.SaveChangesAsync();
        }

        await using var read = world.Db();
        var due = await read
            .WorkItems.Where(item => item.DueUtc >= now)
            .OrderByDescending(item => item.DueUtc)
            .Select(item => item.DueUtc)
            .ToListAsync();
        Assert.Equal(now, Assert.Single(due));
        Assert.Equal(DateTimeKind.Utc, due[0].Kind);
    }

    [Theory, BothDatabases]
    public async Task A_lost_race_is_a_refusal_not_an_overwrite(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await using var one = world.Db();
        await using var two = world.Db();
        (await one.Merchants.SingleAsync(row => row.Id == merchant.Id)).Rename("First");
        (await two.Merchants.SingleAsync(row => row.Id == merchant.Id)).Rename("Second");
        await one.SaveChangesAsync();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => two.SaveChangesAsync());

        Assert.Equal(KernelRefusals.Conflict, refusal.Code);
    }
}
