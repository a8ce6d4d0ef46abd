using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;
using Portal.Tests.Banking;
using Portal.Tests.Certification;

namespace Portal.Tests.Payments;

/// <summary>A row that waits for a person: who has it, and whose its money would be.</summary>
public sealed class SuspenseDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task What_one_person_took_and_put_back_is_anybodys_until_it_is_resolved(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (officer, _) = await world.Finance();
        var (merchant, _) = await world.Organisation("qinghe");
        var service = world.Get<ExceptionService>();
        var item = await Item(world);

        await service.Take(officer, item, Ct);
        Assert.Equal(officer.Name, await Owner(world, item));
        await Assert.ThrowsAsync<Refusal>(() => service.Leave(world.Stranger, item, Ct));
        await Assert.ThrowsAsync<Refusal>(() => service.Leave(officer, item + 4711, Ct));
        await service.Leave(officer, item, Ct);
        Assert.True(string.IsNullOrEmpty(await Owner(world, item)));

        await service.Assign(officer, item, merchant.Slug, remember: false, "Its order is known.", Ct);
        await Expect.Refused(PaymentsRefusals.ExceptionResolved, () => service.Leave(officer, item, Ct));
        await using var db = world.Db();
        var left = await db.AuditRecords.SingleAsync(row => row.Action == "exception.left", Ct);
        Assert.Contains(officer.Name, left.Before, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Whose_it_would_be_is_answered_before_it_is_and_refuses_what_assigning_would(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (officer, _) = await world.Finance();
        var (merchant, _) = await world.Organisation("qinghe");
        var service = world.Get<ExceptionService>();
        var item = await Item(world);

        Assert.Equal((merchant.DisplayName, merchant.LegalName), await service.Recipient(officer, "qinghe", "Its order is known.", Ct));
        Assert.Equal("Merchant", (await Refused(() => service.Recipient(officer, "nobody", "Its order is known.", Ct))).Field);
        var silent = await Refused(() => service.Recipient(officer, "qinghe", " ", Ct));
        Assert.Equal((KernelRefusals.Required, "Why"), (silent.Code, silent.Field));
        await Assert.ThrowsAsync<Refusal>(() => service.Recipient(world.Stranger, "qinghe", "Its order is known.", Ct));

        // It was a question: nothing is anybody's for it.
        await using var db = world.Db();
        Assert.True(await db.ExceptionItems.AnyAsync(row => row.Id == item && row.ResolvedUtc == null, Ct));
        Assert.Empty(await db.MoneyActs.ToListAsync(Ct));
    }

    private static Task<Refusal> Refused(Func<Task> act) => Assert.ThrowsAsync<Refusal>(act);

    private static async Task<long> Item(World world)
    {
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 400_00, merchantNo: "1999000003")));
        await using var db = world.Db();
        return await db.ExceptionItems.Select(row => row.Id).SingleAsync(Ct);
    }

    private static async Task<string?> Owner(World world, long item)
    {
        await using var db = world.Db();
        return await db.ExceptionItems.Where(row => row.Id == item).Select(row => row.OwnerName).SingleAsync(Ct);
    }
}
