using System.Globalization;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Demo;

public sealed partial class DemoSeeder
{
    private const int DaysOfPayments = 60;

    private static readonly DemoTill[] Tills =
    [
        new(
            "qinghe",
            "1900000109",
            205,
            5_900,
            ["Charcoal oolong, 250 g", "炭焙乌龙 250g", "Winter tea box", "Gaiwan set", "桂花红茶", "Tea for two"]
        ),
        new("lantern", "1900000217", 60, 3_400, ["Beef noodles", "葱油拌面", "Noodle lunch", "小菜拼盘"]),
        new("yuelai", "1900000325", 28, 8_200, ["Book order", "绘本三册", "Reading card", "文学杂志"]),
    ];

    /// <summary>Gateway accounts, fee rules, sixty days of bills, fees and closed days. The figures follow from the engine.</summary>
    private async Task SeedMoney(CancellationToken ct)
    {
        var today = zone.Today(clock);
        var first = today.AddDays(-DaysOfPayments);
        foreach (var till in Tills)
        {
            await gatewayAccounts.Add(Seed, "wechat", till.MerchantNo, till.Slug, ct);
        }

        var from = zone.StartOf(first.AddDays(-1));
        await SeedFees(from, ct);
        await terms.Agree(Seed, first, ct);
        for (var day = first; day < today; day = day.AddDays(1))
        {
            foreach (var till in Tills)
            {
                using var bill = new MemoryStream(DemoBills.Bill(till, day, first, zone));
                var name = string.Create(CultureInfo.InvariantCulture, $"{till.MerchantNo}All{day:yyyy-MM-dd}.csv");
                await bills.Import(Seed, "wechat-trade", name, bill, ct);
            }
        }

        await bills.PostAll(Seed, ct);
        // Yesterday stays open: its day closes when the day-close job comes round, as on a real site.
        await settlement.Settle(Seed, today.AddDays(-2), ct);
        await terms.Live(Seed, _actors[DemoPeople.Finance.Email], ct);
        await SeedWhatIf(today, ct);
    }
}
