using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Settlement;

namespace Portal.Tests.Journeys;

/// <summary>Figures of the demo before the browser: each is pressed, and what it opens is added up.</summary>
public sealed class FigureJourney(Site site)
{
    [Fact]
    public async Task Every_figure_of_every_statement_of_the_demo_opens_its_own_rows()
    {
        await site.Ready();
        await using var world = World.Over(site.Folder);
        await using var db = world.Db();
        var statements = await db
            .Statements.Join(db.Merchants, row => row.MerchantId, one => one.Id, (row, one) => new { one.Slug, row.Number })
            .ToListAsync();
        Assert.True(statements.Count > 50);
        var followed = 0;
        foreach (var one in statements)
        {
            followed += await FollowedFigures.Follow(world, Actor.Operator, one.Slug, one.Number, PageAsk.SizeMax);
        }

        Assert.True(followed > 10 * statements.Count, $"{followed} figures of {statements.Count} statements");
    }

    [Theory]
    [InlineData("lantern")]
    [InlineData("yuelai")]
    public async Task Every_link_of_a_statement_leads_to_rows_that_come_to_what_is_written_on_it(string merchant)
    {
        string number;
        await site.Ready();
        await using (var world = World.Over(site.Folder))
        {
            await using var db = world.Db();
            number = await db
                .Statements.Where(row => db.Merchants.Any(one => one.Id == row.MerchantId && one.Slug == merchant))
                .OrderByDescending(row => row.Refunds > 0)
                .ThenByDescending(row => row.PeriodTo)
                .Select(row => row.Number)
                .FirstAsync();
        }

        var finance = new Screen(await site.SignInAs(DemoRole.Finance, 1440));
        await finance.Visit(Urls.Statement(merchant, number));
        var figures = finance.Page.Locator("main a[data-minor]");
        await figures.First.WaitForAsync();
        var links = await figures.EvaluateAllAsync<string[][]>(
            "all => all.map(a => [a.getAttribute('href'), a.dataset.minor, a.dataset.count ?? '', a.textContent.trim()])"
        );
        Assert.True(links.Length >= 8, $"{links.Length} figures");
        // A figure that stands on the page twice is opened once.
        foreach (var link in links.DistinctBy(link => (link[0], link[1])).Take(14))
        {
            var (count, sum) = await Opened(finance, link[0]);
            Assert.True(Whole(link[1]) == sum, $"{link[3]} says {link[1]} and opens {sum}");
            Assert.True(link[2].Length == 0 || Whole(link[2]) == count, $"{link[3]} says {link[2]} rows and opens {count}");
        }

        finance.HasNoErrors();
    }

    [Fact]
    public async Task Every_figure_of_finances_first_page_opens_what_it_counts()
    {
        var finance = new Screen(await site.SignInAs(DemoRole.Finance, 1440));
        await finance.Visit(Urls.Finance);
        var cards = finance.Page.Locator(".p-figures .p-figure a");
        await cards.First.WaitForAsync();
        var links = await cards.EvaluateAllAsync<string[][]>("all => all.map(a => [a.getAttribute('href'), a.textContent.trim()])");
        Assert.Equal(8, links.Length);
        foreach (var link in links.Where(link => link[0].StartsWith(Urls.FinanceLedger, StringComparison.Ordinal)))
        {
            await finance.Visit(link[0]);
            var found = await finance.Page.Locator("main p[role=status]").InnerTextAsync();
            // The books show what we owe as a credit.
            Assert.Contains(Digits(link[1]), found.Split("CNY")[^1], StringComparison.Ordinal);
        }

        await finance.Visit(Urls.Finance);
        var note = await finance.Page.Locator($".p-figures a[href='{Urls.FinanceExceptions}']").InnerTextAsync();
        await finance.Visit(Urls.FinanceExceptions);
        await finance.Page.Locator("main tbody tr").First.WaitForAsync();
        Assert.Equal(Whole(Digits(note)), await finance.Page.Locator("main tbody tr").CountAsync());
        finance.HasNoErrors();
    }

    /// <summary>Through all pages.</summary>
    private static async Task<(long Count, long Sum)> Opened(Screen screen, string url)
    {
        await Show(screen, url);
        var (count, sum) = (0L, 0L);
        while (true)
        {
            await screen.Page.Locator("main b[data-minor]").First.WaitForAsync();
            var minors = await screen.Page.Locator("main b[data-minor]").EvaluateAllAsync<string[]>("all => all.map(b => b.dataset.minor)");
            (count, sum) = (count + minors.Length, sum + minors.Sum(Whole));
            var older = screen.Page.Locator("a.p-btn", new() { HasTextString = SharedTexts.Older });
            if (await older.CountAsync() == 0)
            {
                return (count, sum);
            }

            var next = (await older.GetAttributeAsync("href"))!;
            await Show(screen, next);
        }
    }

    /// <summary>Without axe, which has looked at the first of them: there are hundreds.</summary>
    private static async Task Show(Screen screen, string url)
    {
        await screen.Page.GotoAsync(url);
        await Site.Settled(screen.Page);
    }

    private static string Digits(string text) => Regex.Match(text, @"[\d,]+(\.\d+)?").Value;

    private static long Whole(string text) =>
        long.Parse(text, NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
