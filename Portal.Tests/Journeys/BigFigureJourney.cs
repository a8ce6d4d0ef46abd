using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Routes;

namespace Portal.Tests.Journeys;

/// <summary>Big sums stay in their cards at every width, and no page goes sideways for them.</summary>
public sealed class BigFigureJourney(Site site)
{
    private const string Sum = "¥384,913,662.69";

    /// <summary>Writes the sum into every figure of money and says which no longer fit.</summary>
    private const string Plant = """
        async sum => {
            const wrong = [];
            const figures = [...document.querySelectorAll('main .p-figure')].filter(one => /[0-9]/.test(one.textContent));
            for (const figure of figures) {
                const text = figure.querySelector('a') ?? figure;
                text.textContent = sum;
                figure.setAttribute('style', `--chars:${sum.length}`);
            }
            // With reduced motion a size still changes over a hundredth of a millisecond: the next picture has it.
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            for (const figure of figures) {
                const card = figure.closest('.p-card, .p-figures > *').getBoundingClientRect();
                const range = document.createRange();
                range.selectNodeContents(figure);
                for (const box of range.getClientRects()) {
                    if (box.left < card.left - 0.5 || box.right > card.right + 0.5) {
                        wrong.push(`${Math.round(box.left)}..${Math.round(box.right)} of a card ${Math.round(card.left)}..${Math.round(card.right)}`);
                    }
                }
                const lines = figure.getBoundingClientRect().height / parseFloat(getComputedStyle(figure).lineHeight);
                if (lines > 1.5) {
                    wrong.push(`${figure.textContent} in ${getComputedStyle(figure).fontSize} on ${lines.toFixed(1)} lines`);
                }
            }
            const page = document.documentElement;
            if (page.scrollWidth > page.clientWidth) {
                wrong.push(`the page is ${page.scrollWidth} wide in ${page.clientWidth}`);
            }
            return [String(figures.length), ...wrong];
        }
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_sum_of_hundreds_of_millions_stays_in_its_card(int width)
    {
        await site.Ready();
        await using var world = World.Over(site.Folder);
        await using var db = world.Db();
        var statement = await db
            .Statements.Join(db.Merchants.Where(one => one.Slug == "yuelai"), row => row.MerchantId, one => one.Id, (row, _) => row.Number)
            .OrderByDescending(number => number)
            .FirstAsync();
        var payout = await db.Payouts.Select(row => row.Number).FirstAsync();
        var payment = await db
            .Payments.Where(row => db.Merchants.Any(one => one.Id == row.MerchantId && one.Slug == "yuelai"))
            .Select(row => row.TransactionId)
            .FirstAsync();
        var page = await site.SignInAs(DemoRole.Finance, width);
        string[] pages =
        [
            Urls.Finance,
            Urls.Merchant("yuelai"),
            Urls.Settlements("yuelai"),
            Urls.Statement("yuelai", statement),
            Urls.Payment("yuelai", payment),
            Urls.FinancePayout(payout),
            Urls.FinanceTermsOf("yuelai"),
            Urls.FinanceReconciliation,
            Urls.FinanceExceptions,
        ];
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var address in pages)
        {
            await page.GotoAsync(address);
            await Site.Settled(page);
            await page.Locator("main .p-card").First.WaitForAsync();
            var found = await page.EvaluateAsync<string[]>(Plant, Sum);
            seen += int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture);
            wrong.AddRange(found.Skip(1).Select(one => $"{address}: {one}"));
        }

        Assert.True(seen >= 15, $"{seen} figures");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
