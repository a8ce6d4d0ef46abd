using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Payments;
using Portal.Tests.Reports;

namespace Portal.Tests.Journeys;

/// <summary>
/// The merchants of finance's day that are not paid every day, whose payouts are held or stopped, or whose money came late; and what page,
/// CSV, workbook and ledger come to when the day is over.
/// </summary>
public sealed partial class FinanceDayTests
{
    private const int StatementsOfEachMax = 3;
    private const int LooksMax = 240;

    /// <summary>A merchant of this day: what it is called, and its number at the gateway.</summary>
    private sealed record Other(string Slug, string Number);

    /// <summary>
    /// One by the week and one by the month, both of which end yesterday; the weekly one's payout waits for a bank account, as every new one's
    /// does. And one by the day, whose earlier days are closed.
    /// </summary>
    private async Task<(Other Weekly, Other Monthly, Other Stopped)> Others(int sequence, int seed)
    {
        var yesterday = Yesterday();
        var weekday = yesterday.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)yesterday.DayOfWeek;
        await site.Ready();
        await using var world = World.Over(site.Folder);
        var weekly = await Registered(world, $"weekly-{sequence}", sequence * 10 + 1, Terms(SettlementCycle.Weekly, weekday));
        var monthly = await Registered(world, $"monthly-{sequence}", sequence * 10 + 2, Terms(SettlementCycle.Monthly, yesterday.Day));
        var stopped = await Registered(world, $"stopped-{sequence}", sequence * 10 + 3, CycleTerms.Default);
        var earlier = SampleRows.Payment(seed + 40, 50_00, At(yesterday.AddDays(-3)), stopped.Number);
        await world.ImportAndPost(SampleRows.Bill(earlier));
        await world.Settle(yesterday.AddDays(-2));
        return (weekly, monthly, stopped);
    }

    private static CycleTerms Terms(SettlementCycle cycle, int anchor) =>
        CycleTerms.Default with
        {
            Cycle = cycle,
            Anchor = anchor,
            DueAfter = 2,
        };

    private static async Task<Other> Registered(World world, string slug, int at, CycleTerms terms)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{slug} Trading Co., Ltd.");
        var now = world.Get<TimeProvider>().UtcNow();
        var merchant = Merchant.Register(slug, name, slug, EntityType.Company, "91350100M000100Y43", now);
        await using (var db = world.Db())
        {
            db.Merchants.Add(merchant);
            await db.SaveChangesAsync();
        }

        var number = string.Create(CultureInfo.InvariantCulture, $"19009{at:D5}");
        await world.Claim(merchant, number);
        await world.Get<SettlementTermsService>().Install(Actor.Operator, slug, Yesterday().AddDays(-60), terms, default);
        return new Other(slug, number);
    }

    /// <summary>What the day's bill holds of them: payments of several days, a refund, and one of a day that is closed already.</summary>
    private static IEnumerable<BillRow> Rows((Other Weekly, Other Monthly, Other Stopped) others, int seed)
    {
        var yesterday = Yesterday();
        BillRow Paid(int n, long fen, int daysAgo, Other merchant) =>
            SampleRows.Payment(seed + n, fen, At(yesterday.AddDays(-daysAgo)), merchant.Number);

        var back = Paid(1, 120_00, 2, others.Weekly);
        yield return back;
        yield return Paid(2, 33_33, 0, others.Weekly);
        yield return SampleRows.Refund(seed + 3, back, 20_00, At(yesterday).AddHours(1));
        yield return Paid(4, 77_00, 9, others.Monthly);
        yield return Paid(5, 10_01, 0, others.Monthly);
        yield return Paid(6, 65_00, 0, others.Stopped);
        yield return Paid(7, 9_99, 3, others.Stopped);
    }

    private static async Task Stops(Screen finance, Other merchant)
    {
        await finance.Visit(Urls.FinanceTermsOf(merchant.Slug));
        await finance.Fill(TermsTexts.HoldReason, "A dispute of this day");
        await finance.Press(TermsTexts.HoldAction);
        await finance.Button(TermsTexts.ReleaseAction).WaitForAsync();
    }

    /// <summary>Page, CSV and workbook as the browser shows and saves them, and the ledger: of each of these merchants' statements of yesterday.</summary>
    private async Task ComeToTheSame(Screen finance, (Other Weekly, Other Monthly, Other Stopped) others)
    {
        await using var world = World.Over(site.Folder);
        foreach (var merchant in (Other[])[others.Weekly, others.Monthly, others.Stopped])
        {
            var number = await Closed(finance, world, merchant);
            var page = await world.Get<StatementService>().Page(Actor.Operator, merchant.Slug, number, default);
            var sums = DetailSums.OfPage(page);
            Assert.True(page.Proof.Holds);
            Assert.Equal((page.Proof.LedgerLinesMinor, page.Proof.LedgerClosingMinor), (sums.Lines, sums.Closing));
            Assert.Equal(merchant == others.Stopped, page.Outcome == PayoutOutcome.Held);
            Assert.Equal(merchant == others.Stopped, page.Days.Any(day => day.Day < page.Statement.PeriodFrom));

            await finance.Visit(Urls.Statement(merchant.Slug, number));
            await Assertions
                .Expect(finance.Page.Locator(".st-net strong"))
                .ToContainTextAsync(Fmt.Money(Money.Cny(sums.Opening + sums.Lines)));
            var gross = finance.Page.Locator($"main a[href='{Urls.StatementItems(merchant.Slug, number, [LineKind.Payment])}']").First;
            var shown = await gross.GetAttributeAsync("data-minor");
            Assert.Equal(sums.Gross, long.Parse(shown!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            Assert.Equal(sums, DetailSums.OfWorkbook(await Saved(finance, () => finance.Open(SettlementTexts.Export))));
            var csv = finance.Page.Locator($"main a[href='{Urls.StatementFile(merchant.Slug, number, "csv")}']").First;
            Assert.Equal(sums, DetailSums.OfCsv(await Saved(finance, () => csv.ClickAsync())));
        }
    }

    /// <summary>The newest statements of every merchant of the demo, whatever the day has done to them.</summary>
    private async Task EverybodyComesToTheSame()
    {
        await using var world = World.Over(site.Folder);
        await using var db = world.Db();
        var statements = await db
            .Statements.Join(db.Merchants, row => row.MerchantId, one => one.Id, (row, one) => new { row, one.Slug })
            .OrderByDescending(one => one.row.Id)
            .ToListAsync();
        var newest = statements.GroupBy(one => one.Slug).SelectMany(of => of.Take(StatementsOfEachMax)).ToList();
        Assert.True(newest.Select(one => one.Slug).Distinct().Count() > 5);
        foreach (var one in newest)
        {
            var page = await world.Get<StatementService>().Page(Actor.Operator, one.Slug, one.row.Number, default);
            var sums = DetailSums.OfPage(page);
            Assert.Equal((page.Proof.LedgerLinesMinor, page.Proof.LedgerClosingMinor), (sums.Lines, sums.Closing));
            Assert.Equal(sums, DetailSums.OfCsv(await Made(world, one.Slug, one.row.Number, ExportFormat.Csv)));
            Assert.Equal(sums, DetailSums.OfWorkbook(await Made(world, one.Slug, one.row.Number, ExportFormat.Xlsx)));
        }
    }

    private static async Task<byte[]> Made(World world, string slug, string number, ExportFormat format)
    {
        using var output = new MemoryStream();
        var file = await world.Get<StatementExportService>().Export(Actor.Operator, slug, number, format, default);
        await file.WriteTo(output, default);
        return output.ToArray();
    }

    /// <summary>The number of yesterday's statement, once the run has made it.</summary>
    private static async Task<string> Closed(Screen finance, World world, Other merchant)
    {
        var yesterday = Yesterday();
        await using var db = world.Db();
        var wanted = db
            .Statements.Where(row => db.Merchants.Any(one => one.Id == row.MerchantId && one.Slug == merchant.Slug))
            .Where(row => row.PeriodTo == yesterday)
            .Select(row => row.Number);
        for (var look = 0; look < LooksMax; look++)
        {
            if (await wanted.SingleOrDefaultAsync() is { } number)
            {
                return number;
            }

            await finance.Page.WaitForTimeoutAsync(250);
        }

        throw new TimeoutException($"Yesterday of {merchant.Slug} was not closed.");
    }

    private static async Task<byte[]> Saved(Screen finance, Func<Task> press)
    {
        var download = await finance.Page.RunAndWaitForDownloadAsync(press);
        Assert.Null(await download.FailureAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static DateTime At(DateOnly day) => day.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
}
