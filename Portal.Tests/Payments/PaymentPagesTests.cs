using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>A merchant's payments page by page, over days of very different size.</summary>
public sealed class PaymentPagesTests
{
    private const string Slug = "qinghe";

    [Theory, BothDatabases]
    public async Task Pages_there_and_back_show_every_payment_once_in_the_order_of_days(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation(Slug);
        await world.Claim(merchant);
        var noon = new DateTime(2026, 11, 10, 4, 0, 0, DateTimeKind.Utc);
        int[] ofDay = [1, 12, 0, 5, 6, 1];
        var n = 0;
        // Later days come first, so that days and ids do not rise together.
        foreach (var day in new[] { 3, 1, 5, 0, 4 })
        {
            var rows = Enumerable.Range(0, ofDay[day]).Select(at => SampleRows.Payment(++n, 100 + n, noon.AddDays(day).AddSeconds(at)));
            await world.ImportAndPost(SampleRows.Bill([.. rows]));
        }

        var desk = world.Get<PaymentQueries>();
        var all = (await desk.List(owner, Slug, new PaymentFilter(), new PageAsk(100), default)).Rows;
        Assert.Equal(ofDay.Sum(), all.Count);
        Assert.Equal(all.OrderByDescending(row => row.BusinessDay).ThenByDescending(row => row.Id), all);
        for (var size = 1; size <= 8; size++)
        {
            var (there, back) = (new List<PaymentRow>(), new List<PaymentRow>());
            var page = await desk.List(owner, Slug, new PaymentFilter(), new PageAsk(size), default);
            Assert.Null(page.Newer);
            there.AddRange(page.Rows);
            while (page.Older is { } older)
            {
                page = await desk.List(owner, Slug, new PaymentFilter(), new PageAsk(size, Before: older), default);
                there.AddRange(page.Rows);
                // A page that leads to itself would go on for ever.
                Assert.InRange(there.Count, 1, all.Count);
            }

            back.AddRange(page.Rows);
            while (page.Newer is { } newer)
            {
                page = await desk.List(owner, Slug, new PaymentFilter(), new PageAsk(size, After: newer), default);
                back.InsertRange(0, page.Rows);
                Assert.InRange(back.Count, 1, all.Count);
            }

            Assert.Equal(all, there);
            Assert.Equal(all, back);
        }
    }
}
