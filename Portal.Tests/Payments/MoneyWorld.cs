using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Tests.Payments;

/// <summary>What money tests do over and over, as sentences.</summary>
internal static class MoneyWorld
{
    /// <summary>The business day of <see cref="SampleRows"/>.</summary>
    public static readonly DateOnly Day = new(2026, 11, 19);

    public static Task Claim(this World world, Merchant merchant, string merchantNo = SampleRows.MerchantNo) =>
        world.Get<GatewayAccountService>().Add(Actor.Operator, Gateways.Wechat, merchantNo, merchant.Slug, null, default);

    public static Task Claim(this World world, string provider, string merchantNo, Merchant merchant) =>
        world.Get<GatewayAccountService>().Add(Actor.Operator, provider, merchantNo, merchant.Slug, null, default);

    /// <summary>A bill of any format, posted to its end.</summary>
    public static async Task<BillReceipt> Take(this World world, string format, byte[] bytes, string name = "bill")
    {
        var bills = world.Get<BillService>();
        var receipt = await bills.Import(Actor.Operator, format, name, new MemoryStream(bytes), default);
        await bills.PostAll(Actor.Operator, default);
        return receipt.Status == BillStatus.Posting ? await bills.Receipt(Actor.Operator, receipt.BillId!.Value, default) : receipt;
    }

    public static Task<BillReceipt> Import(this World world, byte[] bytes, string name = "bill.csv") =>
        world.Get<BillService>().Import(Actor.Operator, BillFormats.WechatTrade, name, new MemoryStream(bytes), default);

    public static async Task<BillReceipt> ImportAndPost(this World world, byte[] bytes)
    {
        var receipt = await world.Import(bytes);
        await world.Get<BillService>().PostAll(Actor.Operator, default);
        return receipt.Status == BillStatus.Posting
            ? await world.Get<BillService>().Receipt(Actor.Operator, receipt.BillId!.Value, default)
            : receipt;
    }

    /// <summary>What waits for numbers that have an owner becomes theirs, as the site's work does it.</summary>
    public static async Task Clear(this World world)
    {
        await using var db = world.Db();
        foreach (var account in db.GatewayAccounts.Where(row => row.MerchantId != null).Select(row => row.Id).ToList())
        {
            while (!await world.Get<ExceptionService>().Clear(Actor.Operator, account, default)) { }
        }
    }

    public static Task<CloseResult> Settle(this World world, DateOnly? through = null) =>
        world.Get<SettlementService>().Settle(Actor.Operator, through ?? Day, default);

    public static async Task AssertProven(this World world)
    {
        var checks = await world.Get<ProofService>().Verify(Actor.Operator, default);
        Assert.All(checks, check => Assert.True(check.Ok, $"{check.Id} {check.Detail}"));
    }

    public static Task<IReadOnlyList<ProofResult>> Verify(this World world) => world.Get<ProofService>().Verify(Actor.Operator, default);
}
