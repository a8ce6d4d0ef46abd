using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Fees;

/// <summary>What a bill brought to the month's volume is kept with its fees, whoever posts while the fees are decided.</summary>
public sealed class FeeVolumeTests
{
    [Theory, BothDatabases]
    public async Task A_bill_posted_to_its_end_between_its_turn_and_the_end_of_the_run_keeps_its_volume_I_16(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 1_000), SampleRows.Payment(2, 234)));
        await using var db = world.Db();
        // Its payments were charged as they were posted. While it was not posted to its end the run left it alone; now it is.
        Assert.Empty(await db.FeeVolumes.ToListAsync());

        await world.Get<BillFees>().FinishIfDone(await db.Bills.Select(bill => bill.Id).SingleAsync(), default);

        Assert.True(await db.Bills.Select(bill => bill.FeesDone).SingleAsync());
        Assert.Equal(1_234, await db.FeeVolumes.SumAsync(row => row.VolumeMinor));
        await world.AssertProven();
    }
}
