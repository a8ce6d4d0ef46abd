using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Tests.Payments;

namespace Portal.Tests.Commands;

public sealed class MoneyCommandsTests
{
    [Theory, BothDatabases]
    public async Task A_number_from_the_shell_frees_its_suspense_where_no_site_runs_and_leaves_large_sums_to_two_persons(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        await world.ImportAndPost(
            SampleRows.Bill(
                SampleRows.Payment(1, 400_00),
                SampleRows.Payment(2, 500_00),
                SampleRows.Payment(3, 1_000_01, merchantNo: "1900000777")
            )
        );

        Task<Shell.Outcome> Add(string number) =>
            world.Portal("gateway-account", "add", "--provider", "wechat", "--merchant-no", number, "--merchant", "qinghe");

        var small = await Add(SampleRows.MerchantNo);
        Assert.True(small.ExitCode == 0, small.Errors);
        var large = await Add("1900000777");
        Assert.NotEqual(0, large.ExitCode);
        Assert.Contains("second person", large.Errors, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(1_000_01, (await db.ExceptionItems.SingleAsync(item => item.ResolvedUtc == null)).AmountMinor);
        Assert.Equal(Money.Cny(-1_000_01), await LedgerPoster.Balance(db, LedgerCode.Suspense("wechat"), Currency.Cny, default));
        Assert.Null(await db.GatewayAccounts.Where(row => row.MerchantNo == "1900000777").Select(row => row.MerchantId).SingleAsync());
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_bill_goes_from_the_shell_to_a_statement_in_a_file(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        // The commands live in real time: the bill is of a day that is over there.
        var noon = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-3).AddHours(4);
        var day = DateOnly.FromDateTime(noon).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var first = SampleRows.Payment(1, 10_000, noon);
        var bill = Path.Combine(world.Folder, "bill.csv");
        await File.WriteAllBytesAsync(bill, SampleRows.Bill(first, SampleRows.Payment(2, 750, noon), SampleRows.Refund(1, first, 3_000)));

        var added = await world.Portal(
            "gateway-account",
            "add",
            "--provider",
            "wechat",
            "--merchant-no",
            SampleRows.MerchantNo,
            "--merchant",
            "qinghe"
        );
        Assert.True(added.ExitCode == 0, added.Errors);
        var imported = await world.Portal("import-bill", "--format", "wechat-trade", bill);
        Assert.True(imported.ExitCode == 0, imported.Errors);
        Assert.Equal("Posted", imported.Json.GetProperty("status").GetString());
        Assert.Equal(
            (2, 1, 10_750L, 3_000L, 65L, 18L, 0),
            (
                imported.Json.GetProperty("payments").GetInt32(),
                imported.Json.GetProperty("refunds").GetInt32(),
                imported.Json.GetProperty("grossMinor").GetInt64(),
                imported.Json.GetProperty("refundMinor").GetInt64(),
                imported.Json.GetProperty("feeMinor").GetInt64(),
                imported.Json.GetProperty("feeReturnedMinor").GetInt64(),
                imported.Json.GetProperty("suspense").GetInt32()
            )
        );
        var again = await world.Portal("import-bill", "--format", "wechat-trade", bill);
        Assert.Equal((0, "AlreadyImported"), (again.ExitCode, again.Json.GetProperty("status").GetString()));
        var settled = await world.Portal("settle", "--through", day);
        Assert.True(settled.ExitCode == 0, settled.Errors);
        Assert.Equal(
            (1, 47L, 7_703L),
            (
                settled.Json.GetProperty("statements").GetInt32(),
                settled.Json.GetProperty("feeMinor").GetInt64(),
                settled.Json.GetProperty("netMinor").GetInt64()
            )
        );
        foreach (var format in (string[])["xlsx", "csv"])
        {
            var file = Path.Combine(world.Folder, $"statement.{format}");
            var exported = await world.Portal(
                "export",
                "statement",
                "--merchant",
                "qinghe",
                "--date",
                day,
                "--format",
                format,
                "--out",
                file
            );
            Assert.True(exported.ExitCode == 0, exported.Errors);
            Assert.True(new FileInfo(file).Length > 500);
        }

        var proven = await world.Portal("verify");
        Assert.True(proven.ExitCode == 0, proven.Errors);
        Assert.True(proven.Json.GetProperty("ok").GetBoolean());
    }

    [Theory, BothDatabases]
    public async Task Refused_and_held_bills_have_their_own_exit_codes(Provider provider)
    {
        await using var world = await World.Create(provider);
        var bill = Path.Combine(world.Folder, "bill.csv");
        var good = SampleRows.Text(SampleRows.Payment(1, 10_000));
        await File.WriteAllTextAsync(bill, good.Replace("`CNY", "`USD", StringComparison.Ordinal));
        var refused = await world.Portal("import-bill", "--format", "wechat-trade", bill);
        Assert.Equal((2, "Refused"), (refused.ExitCode, refused.Json.GetProperty("status").GetString()));
        var error = Assert.Single(refused.Json.GetProperty("errors").EnumerateArray().ToArray());
        Assert.Equal(
            (2, "货币种类", "Payments_BillCurrency"),
            (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString())
        );
        Assert.Contains("USD", error.GetProperty("message").GetString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(bill, good.Replace("`1,`100.00", "`1,`100.01", StringComparison.Ordinal));
        var held = await world.Portal("import-bill", "--format", "wechat-trade", bill);
        Assert.Equal((3, "Held"), (held.ExitCode, held.Json.GetProperty("status").GetString()));
        var none = await world.Portal("import-bill", "--format", "wechat-trade", bill + ".gone");
        Assert.Equal(2, none.ExitCode);
        var early = await world.Portal("settle", "--through", "2999-01-01");
        Assert.Equal((2, "Settlement_DayNotOver"), (early.ExitCode, early.Json.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Bills_of_every_gateway_come_in_by_command()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var file = Path.Combine(world.Folder, "bill.zip");
        await File.WriteAllBytesAsync(file, FormatSamples.AlipayZip());
        var alipay = await world.Portal("import-bill", "--format", "auto", file);
        Assert.True(alipay.ExitCode == 0, alipay.Errors);
        Assert.Equal(
            ("alipay-trade", "CNY", 3),
            (
                alipay.Json.GetProperty("format").GetString(),
                alipay.Json.GetProperty("currency").GetString(),
                alipay.Json.GetProperty("suspense").GetInt32()
            )
        );
        await File.WriteAllTextAsync(file, FormatSamples.Fund);
        var fund = await world.Portal("import-bill", "--format", "wechat-fund", "--merchant-no", SampleRows.MerchantNo, file);
        Assert.Equal((0, 4), (fund.ExitCode, fund.Json.GetProperty("movements").GetInt32()));
        var unknown = await world.Portal("import-bill", "--format", "mapped", "--mapping", "nobody's", file);
        Assert.Equal((2, "Payments_MappingUnknown"), (unknown.ExitCode, unknown.Json.GetProperty("error").GetString()));
    }
}
