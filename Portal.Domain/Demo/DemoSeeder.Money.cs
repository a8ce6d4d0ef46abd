using System.Globalization;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Demo;

internal sealed partial class DemoSeeder
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
            await gatewayAccounts.Add(Seed, "wechat", till.MerchantNo, till.Slug, null, ct);
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

        await SeedGateways(today, first, ct);
        await bills.PostAll(Seed, ct);
        await settlement.Settle(Seed, today.AddDays(-2), ct);
        await terms.Live(Seed, _actors[DemoPeople.Finance.Email], ct);
        await SeedWhatIf(today, ct);
    }

    /// <summary>Yesterday stays open for the day-close job, as on a real site, unless by now a real site would have closed it.</summary>
    private async Task CloseTheLate(CancellationToken ct)
    {
        var due = (await runs.Open(_actors[DemoPeople.Finance.Email], ct)).Due;
        if (due > zone.Today(clock).AddDays(-2))
        {
            await settlement.Settle(Seed, due, ct);
        }
    }

    /// <summary>The other bills of the last days: funds of one till, a day of Alipay, and two rows that wait for a person.</summary>
    private async Task SeedGateways(DateOnly today, DateOnly first, CancellationToken ct)
    {
        await gatewayAccounts.Add(Seed, Gateways.Alipay, DemoGateways.AlipayPartner, "qinghe", null, ct);
        var till = Tills[0];
        for (var day = today.AddDays(-3); day < today; day = day.AddDays(1))
        {
            using var trades = new MemoryStream(DemoBills.Bill(till, day, first, zone));
            var facts = BillEncoding.Examine(trades);
            var rows = BillFormats.Of(BillFormats.WechatTrade).Items(trades, facts, BillOptions.None).Select(item => item.Row!).ToList();
            using var funds = new MemoryStream(DemoGateways.Funds(rows, day));
            var name = string.Create(CultureInfo.InvariantCulture, $"{till.MerchantNo}基本账户{day:yyyy-MM-dd}.csv");
            await bills.Import(Seed, BillFormats.WechatFund, name, funds, ct);
        }

        using var alipay = new MemoryStream(DemoGateways.Alipay(today.AddDays(-3)));
        var member = string.Create(
            CultureInfo.InvariantCulture,
            $"{DemoGateways.AlipayPartner}0156_{today.AddDays(-3):yyyyMMdd}_业务明细.csv"
        );
        await bills.Import(Seed, BillFormats.AlipayTrade, member, alipay, ct);
        using var unknown = new MemoryStream(DemoGateways.Unknown(today.AddDays(-2), zone));
        var stray = string.Create(CultureInfo.InvariantCulture, $"{DemoGateways.UnknownNumber}All{today.AddDays(-2):yyyy-MM-dd}.csv");
        await bills.Import(Seed, BillFormats.WechatTrade, stray, unknown, ct);
    }
}
