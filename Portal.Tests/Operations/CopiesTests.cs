using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;
using Portal.Tests.Certification;
using Portal.Tests.Commands;
using Portal.Tests.Payments;

namespace Portal.Tests.Operations;

/// <summary>A site's rows in another database: all of them, only in an empty one, and who hears of it.</summary>
public sealed class CopiesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_holds_every_row_is_proved_and_leaves_a_record_here()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await Busy();
        await using var place = await EmptyPlace.Make(Provider.Postgres);
        var service = world.Get<BackupService>();
        await service.RefuseUsed(Actor.Operator, place.Connection, Ct);

        var receipt = await service.CopyTo(Actor.Operator, place.Connection, Ct);

        Assert.True(receipt.Ok, string.Join('\n', receipt.Proofs.Where(proof => !proof.Ok).Select(proof => proof.Detail)));
        Assert.Contains(receipt.Proofs, proof => proof.Id == "copy");
        Assert.Equal((2L, 1L), (await Count(place, "Payments"), await Count(place, "Refunds")));
        Assert.Equal(1, await Records(world, "database.copied"));
        await Expect.Refused(OperationsRefusals.DatabaseNotEmpty, () => service.RefuseUsed(Actor.Operator, place.Connection, Ct));
        await Expect.Refused(OperationsRefusals.DatabaseNotEmpty, () => service.CopyTo(Actor.Operator, place.Connection, Ct));
        await Assert.ThrowsAsync<Refusal>(() => service.CopyTo(world.Stranger, place.Connection, Ct));
    }

    [Fact]
    public async Task Filling_another_database_leaves_no_trace_here_and_is_refused_by_one_in_use()
    {
        Assert.SkipWhen(Postgres.WhySkipped is not null, Postgres.WhySkipped ?? string.Empty);
        await using var world = await Busy();
        await using var place = await EmptyPlace.Make(Provider.Postgres);
        var service = world.Get<BackupService>();
        await using var db = world.Db();
        var before = await db.AuditRecords.LongCountAsync(Ct);

        await service.LoadInto(Actor.Operator, place.Connection, Ct);

        Assert.Equal(before, await db.AuditRecords.LongCountAsync(Ct));
        Assert.Equal((2L, before), (await Count(place, "Payments"), await Count(place, "AuditRecords")));
        await Expect.Refused(OperationsRefusals.DatabaseNotEmpty, () => service.LoadInto(Actor.Operator, place.Connection, Ct));
        Assert.Equal(2L, await Count(place, "Payments"));
    }

    [Theory, BothDatabases]
    public async Task That_a_backup_was_brought_back_stands_in_the_trail_with_its_name(Provider provider)
    {
        await using var world = await World.Create(provider);
        var service = world.Get<BackupService>();
        await Expect.Refused(KernelRefusals.Required, () => service.Restored(Actor.Operator, " ", Ct));
        await Assert.ThrowsAsync<Refusal>(() => service.Restored(world.Stranger, "night.backup", Ct));
        await service.Restored(Actor.Operator, "night.backup", Ct);
        await using var db = world.Db();
        Assert.Equal("night.backup", (await db.AuditRecords.SingleAsync(row => row.Action == "backup.restored", Ct)).ObjectKey);
    }

    private static async Task<World> Busy()
    {
        var world = await World.Create(Provider.Sqlite);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var first = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(SampleRows.Bill(first, SampleRows.Payment(2, 750), SampleRows.Refund(1, first, 3_000)));
        await world.Settle();
        return world;
    }

    private static async Task<long> Count(EmptyPlace place, string table)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(place.Connection);
        await using var count = source.CreateCommand($"SELECT COUNT(*) FROM \"{table}\"");
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    private static async Task<int> Records(World world, string action)
    {
        await using var db = world.Db();
        return await db.AuditRecords.CountAsync(row => row.Action == action, Ct);
    }
}
