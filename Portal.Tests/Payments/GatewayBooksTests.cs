using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Tests.Payments;

/// <summary>Bills of the other gateways in the books, and the ways out of suspense.</summary>
public sealed class GatewayBooksTests
{
    private static readonly BillRow First = SampleRows.Payment(1, 10_000);

    [Theory, BothDatabases]
    public async Task Alipay_and_Stripe_stand_in_the_books_like_any_bill(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(Gateways.Alipay, FormatSamples.Partner, merchant);
        await world.Claim(Gateways.Stripe, "acct-tea", merchant);
        var alipay = await world.Take(BillFormats.AlipayTrade, FormatSamples.AlipayZip());
        Assert.Equal((BillStatus.Posted, 2, 1, 0), (alipay.Status, alipay.Totals.Payments, alipay.Totals.Refunds, alipay.Suspense));
        var stripe = await world.Take(BillFormats.Any, FormatSamples.Stripe.Utf8());
        Assert.Equal((BillStatus.Posted, "stripe-payout", "EUR", 2), (stripe.Status, stripe.Format, stripe.Currency, stripe.Movements));
        Assert.Equal(BillStatus.AlreadyImported, (await world.Take(BillFormats.StripePayout, FormatSamples.Stripe.Utf8())).Status);

        await using var db = world.Db();
        Assert.Equal(Money.Cny(5_715), await LedgerPoster.Balance(db, LedgerCode.Gateway("alipay"), Currency.Cny, default));
        var euro = Currency.Of("EUR");
        // The payout took everything: 40.00 less 10.00 less both fees.
        Assert.Equal(0, (await LedgerPoster.Balance(db, LedgerCode.Gateway("stripe"), euro, default)).MinorUnits);
        Assert.Equal(2_865, (await LedgerPoster.Balance(db, LedgerCode.InTransitGateway, euro, default)).MinorUnits);
        Assert.Equal(135, (await LedgerPoster.Balance(db, LedgerCode.ChannelFee, euro, default)).MinorUnits);
        await world.Settle();
        Assert.Equal(["CNY", "EUR"], await db.Statements.Select(row => row.Currency).Order().ToListAsync());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Profit_share_is_booked_as_what_the_gateway_cost_and_not_as_the_merchants(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(Gateways.Alipay, FormatSamples.Partner, merchant);
        var day = FormatSamples.Alipay(
            [FormatSamples.AlipayPayment(1, share: "-10.00"), FormatSamples.AlipayRefund(1, "R1", share: "5.00")],
            1,
            "100.00",
            1,
            "-50.00"
        );
        var bill = await world.Take(BillFormats.AlipayTrade, FormatSamples.Gbk.GetBytes(day));
        Assert.Equal((BillStatus.Posted, 500L), (bill.Status, bill.Totals.ShareMinor));
        await using var db = world.Db();
        // 0.60 − 0.30 of fee and 10.00 − 5.00 of share.
        Assert.Equal(Money.Cny(5_30), await LedgerPoster.Balance(db, LedgerCode.ChannelFee, Currency.Cny, default));
        Assert.Equal(Money.Cny(50_00 - 5_30), await LedgerPoster.Balance(db, LedgerCode.Gateway("alipay"), Currency.Cny, default));
        Assert.Equal(
            (1_060L, 530L, 500L),
            await db.Bills.Select(row => new ValueTuple<long, long, long>(row.FeeMinor, row.FeeReturnedMinor, row.ShareMinor)).SingleAsync()
        );
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_fund_bill_moves_only_what_goes_to_the_bank_and_opens_where_the_last_one_closed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var name = $"{SampleRows.MerchantNo}基本账户2026-11-19.csv";
        var receipt = await world.Take(BillFormats.WechatFund, FormatSamples.Fund.Utf8(), name);
        Assert.Equal((BillStatus.Posted, 4, 0), (receipt.Status, receipt.Movements, receipt.Suspense));
        await using var db = world.Db();
        Assert.Equal(Money.Cny(100_000), await LedgerPoster.Balance(db, LedgerCode.InTransitGateway, Currency.Cny, default));
        Assert.Equal(1, await db.LedgerEntries.CountAsync());
        Assert.Equal(SampleRows.MerchantNo, (await db.GatewayMovements.FirstAsync()).MerchantNo);

        var next = FormatSamples
            .Fund.Replace("2026-11-19", "2026-11-20", StringComparison.Ordinal)
            .Replace("`F0", "`G0", StringComparison.Ordinal);
        var held = await world.Take(BillFormats.WechatFund, next.Utf8(), name);
        Assert.Equal((BillStatus.Held, "期初余额"), (held.Status, Assert.Single(held.Differences).Figure));
        Assert.Equal(
            PaymentsRefusals.BillAccountNeeded,
            Assert.Single((await world.Take(BillFormats.WechatFund, next.Utf8(), "fund.csv")).Errors).Code
        );
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task What_waited_becomes_the_merchants_with_its_fee_and_its_statement(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var second = SampleRows.Payment(2, 750);
        var bytes = SampleRows.Bill(
            First,
            second,
            SampleRows.Refund(1, First, 4_000),
            SampleRows.Refund(9, SampleRows.Payment(99, 900), 300)
        );
        await world.ImportAndPost(bytes);
        Assert.Equal(0, (await world.Settle()).Statements);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await using var db = world.Db();
        var item = await db.ExceptionItems.AsNoTracking().SingleAsync(row => row.Reference == First.TransactionId);
        var exceptions = world.Get<ExceptionService>();
        await exceptions.Take(officer, item.Id, default);
        var early = await Assert.ThrowsAsync<Refusal>(() => exceptions.Close(officer, item.Id, "no", default));
        Assert.Equal(PaymentsRefusals.ExceptionMoneyWaits, early.Code);

        var given = await exceptions.Assign(officer, item.Id, merchant.Slug, remember: true, "the tea house's second till", default);
        Assert.Equal(2, given.Waiting);
        await world.AssertProven();
        var account = await db.GatewayAccounts.AsNoTracking().SingleAsync();
        while (!await exceptions.Clear(Actor.System("bills"), account.Id, default)) { }

        // The refund of a payment nobody has seen goes on waiting: its number is known now, its payment is not.
        var open = await db.ExceptionItems.AsNoTracking().Where(row => row.ResolvedUtc == null).ToListAsync();
        Assert.Equal(ExceptionKind.UnknownPayment, Assert.Single(open).Kind);
        Assert.Equal(Money.Cny(300), await LedgerPoster.Balance(db, LedgerCode.Suspense("wechat"), Currency.Cny, default));
        await world.AssertProven();
        await world.Settle();
        var statement = await db.Statements.AsNoTracking().SingleAsync();
        Assert.Equal((10_750L, 4_000L, 65L), (statement.GrossMinor, statement.RefundMinor, statement.FeeMinor));
        await world.AssertProven();

        await exceptions.Assign(officer, open[0].Id, merchant.Slug, remember: false, "paid before Portal", default);
        var twice = await Assert.ThrowsAsync<Refusal>(() => exceptions.Assign(officer, open[0].Id, merchant.Slug, false, "again", default));
        Assert.Equal(PaymentsRefusals.ExceptionResolved, twice.Code);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(MoneyWorld.Day.AddDays(1));
        Assert.True((await LedgerPoster.Balance(db, LedgerCode.Suspense("wechat"), Currency.Cny, default)).IsZero);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_refund_that_came_first_finds_its_payment(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var late = SampleRows.Payment(2, 750);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Refund(1, First, 4_000), SampleRows.Refund(2, First, 7_000), late));
        await world.Settle();
        var day = new DateTime(2026, 11, 18, 2, 0, 0, DateTimeKind.Utc);
        await world.ImportAndPost(SampleRows.Bill(First with { OccurredUtc = day }));

        await using var db = world.Db();
        Assert.Equal(4_000, (await db.Payments.SingleAsync(row => row.TransactionId == First.TransactionId)).RefundedMinor);
        var open = Assert.Single(await db.ExceptionItems.Where(row => row.ResolvedUtc == null).ToListAsync());
        Assert.Equal(7_000, open.AmountMinor);
        Assert.Equal(Money.Cny(7_000), await LedgerPoster.Balance(db, LedgerCode.Suspense("wechat"), Currency.Cny, default));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(MoneyWorld.Day.AddDays(1));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_revision_is_a_difference_and_only_its_new_rows_are_posted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var (kept, gone) = (SampleRows.Payment(2, 750), SampleRows.Payment(3, 500));
        await world.ImportAndPost(SampleRows.Bill(First, kept, gone));
        var revised = await world.Import(SampleRows.Bill(First with { GrossMinor = 9_000 }, kept, SampleRows.Payment(4, 300)));
        Assert.Equal(HeldReason.Revision, revised.Held);
        var changes = revised.Changes!;
        Assert.Equal(
            (1, 300L, 1, -500L, 1, -1_000L),
            (changes.Added, changes.AddedMinor, changes.Gone, changes.GoneMinor, changes.Changed, changes.ChangedMinor)
        );
        Assert.Equal([BillChangeKind.Changed, BillChangeKind.Added, BillChangeKind.Gone], changes.First.Select(one => one.Kind));

        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        await world.Get<BillService>().Decide(officer, revised.BillId!.Value, accept: true, "sent again", default);
        await world.Get<BillService>().PostAll(Actor.Operator, default);
        await using var db = world.Db();
        Assert.Equal(4, await db.Payments.CountAsync());
        Assert.Equal(
            [ExceptionKind.RowGone, ExceptionKind.RowDiffers],
            await db.ExceptionItems.OrderBy(item => item.Id).Select(item => item.Kind).ToListAsync()
        );
        var item = await db.ExceptionItems.FirstAsync();
        await world.Get<ExceptionService>().Close(officer, item.Id, "the gateway took it back", default);
        await world.AssertProven();
    }

    [Fact]
    public async Task Files_in_the_folder_are_imported_once_and_moved()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var folder = Path.Combine(world.Folder, "drop");
        var drop = new BillDropService(
            world.Get<Acts>(),
            world.Get<BillService>(),
            new BillDropSettings(folder) { StripeZone = "Europe/Berlin" },
            world.Clock
        );
        var robot = Actor.System("bills");
        Assert.Equal(new DropReport(0, 0, 0), await drop.Sweep(robot, default));
        var rest = world.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1);
        async Task Put(string format, string name, byte[] bytes, DateTime written)
        {
            var path = Path.Combine(folder, format, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes);
            File.SetLastWriteTimeUtc(path, written);
        }

        await Put("wechat-trade", "good.csv", SampleRows.Bill(First), rest);
        await Put("wechat-trade", "bad.csv", "<html>".Utf8(), rest);
        await Put("wechat-trade", "growing.csv", SampleRows.Bill(First), world.Clock.GetUtcNow().UtcDateTime);
        await Put("wechat-trade", "half.part", SampleRows.Bill(First), rest);
        await Put("mapped/unknown", "table.csv", FormatSamples.Table.Utf8(), rest);
        Assert.Equal(new DropReport(1, 2, 1), await drop.Sweep(robot, default));
        world.Clock.Advance(TimeSpan.FromMilliseconds(5));
        // Killed after the commit and before the move: the same file lies there again.
        await Put("wechat-trade", "good.csv", SampleRows.Bill(First), rest);
        Assert.Equal(new DropReport(1, 0, 1), await drop.Sweep(robot, default));

        await using var db = world.Db();
        Assert.Equal(1, await db.Bills.CountAsync());
        // Local times of Stripe are read in the zone the site says: eight in Berlin is seven of UTC.
        var local = FormatSamples.Stripe.Replace("created_utc", "created", StringComparison.Ordinal);
        await Put("stripe-payout", "local.csv", local.Utf8(), rest);
        Assert.Equal(new DropReport(1, 0, 1), await drop.Sweep(robot, default));
        await world.Get<BillService>().PostAll(Actor.Operator, default);
        var first = await db.GatewayMovements.OrderBy(row => row.Line).Select(row => row.OccurredUtc).FirstAsync();
        var utc = FormatSamples.Read(BillFormats.StripePayout, FormatSamples.Stripe.Utf8()).Movements[0].OccurredUtc;
        Assert.Equal(utc.AddHours(-1), first);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "wechat-trade", "done")).Length);
        var why = Assert.Single(Directory.GetFiles(Path.Combine(folder, "wechat-trade", "refused"), "*.txt"));
        Assert.Contains(PaymentsRefusals.BillHtml, await File.ReadAllTextAsync(why), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_is_looked_at_kept_and_used()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var mappings = world.Get<BillMappingService>();
        var blank = await mappings.Preview(officer, new BillMap { Separator = ";" }, new MemoryStream(FormatSamples.Table.Utf8()), default);
        Assert.Equal(["when", "no", "order", "sum", "fee", "what", "item"], blank.Columns);
        var look = await mappings.Preview(officer, FormatSamples.Map, new MemoryStream(FormatSamples.Table.Utf8()), default);
        Assert.Equal((3, 0, 135_000L), (look.Rows.Count, look.ProblemCount, look.Totals.GrossMinor));
        var needed = await Assert.ThrowsAsync<Refusal>(() =>
            mappings.Save(officer, "x", FormatSamples.Map with { TimeColumn = "" }, default)
        );
        Assert.Equal(nameof(BillMap.TimeColumn), needed.Field);
        await mappings.Save(officer, "UnionPay", FormatSamples.Map, default);
        await mappings.Save(officer, "UnionPay", FormatSamples.Map with { Zone = "Asia/Shanghai" }, default);
        Assert.Equal("Asia/Shanghai", Assert.Single(await mappings.List(officer, default)).Map.Zone);

        var ask = new BillAsk(BillFormats.Mapped, "UnionPay");
        var receipt = await world
            .Get<BillService>()
            .ImportWith(officer, ask, "t.csv", new MemoryStream(FormatSamples.Table.Utf8()), default);
        // The mapping changes after the import; the bill is posted as it was read.
        await mappings.Save(officer, "UnionPay", FormatSamples.Map with { AmountColumn = "gone" }, default);
        await world.Get<BillService>().PostAll(Actor.Operator, default);
        Assert.Equal(BillStatus.Posted, (await world.Get<BillService>().Receipt(Actor.Operator, receipt.BillId!.Value, default)).Status);
        await using var db = world.Db();
        Assert.Equal("unionpay", (await db.GatewayAccounts.SingleAsync()).Provider);
        await world.AssertProven();
    }
}
