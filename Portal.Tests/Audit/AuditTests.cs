using Microsoft.EntityFrameworkCore;
using Portal.Domain.Reports;

namespace Portal.Tests.Audit;

public sealed class AuditTests
{
    [Theory, BothDatabases]
    public async Task Records_are_chained_in_the_transaction_of_the_change_and_survive_twenty_writers(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        await using var db = world.Db();
                        db.Audit(world.Stranger, "thing.changed", "thing", $"T-{i}", after: new { i }, why: "测试");
                        await db.SaveChangesAsync();
                    })
                )
        );

        await using var read = world.Db();
        Assert.Equal(20, await read.AuditRecords.CountAsync());
        var proof = await world.Get<ProofService>().Verify(Actor.Operator, default);
        Assert.True(proof.Single(check => check.Id == "I-08").Ok);
    }

    [Theory, BothDatabases]
    public async Task A_rolled_back_change_leaves_no_record(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using (var db = world.Db())
        {
            await using var tx = await db.Database.BeginTransactionAsync();
            db.Audit(world.Stranger, "thing.changed", "thing", "T-1");
            await db.SaveChangesAsync();
            await tx.RollbackAsync();
        }

        await using var read = world.Db();
        Assert.Empty(await read.AuditRecords.ToListAsync());
    }

    [Theory, BothDatabases]
    public async Task Proof_names_the_first_record_that_was_changed_behind_its_back(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        for (var i = 0; i < 3; i++)
        {
            db.Audit(world.Stranger, "thing.changed", "thing", $"T-{i}");
        }

        await db.SaveChangesAsync();
        // Somebody with full rights on the database takes the triggers off first.
        await db.Database.ExecuteSqlRawAsync(
            provider == Provider.Sqlite
                ? "DROP TRIGGER \"AuditRecords_no_update\"; UPDATE \"AuditRecords\" SET \"ObjectKey\" = 'T-9' WHERE \"Sequence\" = 2"
                : "ALTER TABLE \"AuditRecords\" DISABLE TRIGGER ALL; UPDATE \"AuditRecords\" SET \"ObjectKey\" = 'T-9' WHERE \"Sequence\" = 2"
        );

        var proof = (await world.Get<ProofService>().Verify(Actor.Operator, default)).Single(check => check.Id == "I-08");
        Assert.False(proof.Ok);
        Assert.Contains("2", proof.Detail, StringComparison.Ordinal);
    }
}
