using Microsoft.EntityFrameworkCore;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>A closing that was asked for and is done by its work, and the hashes that are written down after it.</summary>
public sealed class BackgroundRunTests
{
    private static readonly Actor Work = Actor.System("settlement");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task What_was_asked_for_is_closed_by_its_work_and_once(Provider provider)
    {
        await using var world = await Ready(provider);
        var service = world.Get<SettlementService>();
        var run = await service.Start(Actor.Operator, MoneyWorld.Day, Ct);
        Assert.Equal(0, await Statements(world));

        await Assert.ThrowsAsync<Refusal>(() => service.Continue(world.Stranger, run, Ct));
        Assert.True(await service.Continue(Work, run, Ct));
        Assert.Equal(1, await Statements(world));
        Assert.True(await service.Continue(Work, run, Ct));
        Assert.Equal(1, await Statements(world));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_a_person_stopped_before_its_work_came_stays_open(Provider provider)
    {
        await using var world = await Ready(provider);
        var service = world.Get<SettlementService>();
        var run = await service.Start(Actor.Operator, MoneyWorld.Day, Ct);
        await service.Cancel(Actor.Operator, MoneyWorld.Day, Ct);

        Assert.True(await service.Continue(Work, run, Ct));
        Assert.Equal(0, await Statements(world));
        // Started again by a person, it is closed.
        Assert.Equal(run, await service.Start(Actor.Operator, MoneyWorld.Day, Ct));
        Assert.True(await service.Continue(Work, run, Ct));
        Assert.Equal(1, await Statements(world));
    }

    [Theory, BothDatabases]
    public async Task What_is_sealed_is_the_hash_of_the_file_that_leaves(Provider provider)
    {
        await using var world = await Ready(provider);
        await world.Settle();
        var service = world.Get<StatementExportService>();
        await using var db = world.Db();
        var run = await db.SettlementRuns.Select(row => row.Id).SingleAsync(Ct);
        Assert.Empty(await db.StatementFiles.AsNoTracking().ToListAsync(Ct));

        await Assert.ThrowsAsync<Refusal>(() => service.Seal(world.Stranger, run, Ct));
        Assert.True(await service.Seal(Work, run, Ct));
        Assert.True(await service.Seal(Work, run, Ct));

        var kept = await db.StatementFiles.AsNoTracking().SingleAsync(Ct);
        var statement = await db.Statements.AsNoTracking().SingleAsync(Ct);
        var file = await service.Export(Actor.Operator, "qinghe", statement.Number, ExportFormat.Csv, Ct);
        Assert.Equal((statement.Id, (await file.WriteTo(Stream.Null, Ct)).Sha256), (kept.StatementId, kept.Sha256));
        await Assert.ThrowsAsync<Refusal>(() => service.Seal(Work, run + 4711, Ct));
    }

    private static async Task<World> Ready(Provider provider)
    {
        var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000), SampleRows.Payment(2, 750)));
        return world;
    }

    private static async Task<int> Statements(World world)
    {
        await using var db = world.Db();
        return await db.Statements.CountAsync(Ct);
    }
}
