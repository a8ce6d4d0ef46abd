using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Components.Approvals;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Payments;

namespace Portal.Tests.Journeys;

/// <summary>Large money in suspense before the browser: one person asks, the item says so, another reads all of it and agrees, and it is given.</summary>
[Collection(Site.ReviewDesk)]
public sealed class MoneyActJourney(Site site)
{
    private const long Fen = 23_456_78;
    private static readonly SettlementZone Zone = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Theory]
    [InlineData("en", 884_001, 1440)]
    [InlineData("zh-CN", 884_002, 390)]
    public async Task Suspense_above_the_limit_is_asked_of_a_second_person(string lang, int seed, int width)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        var finance = new Screen(await site.SignInAs(DemoRole.Finance, width, lang: lang));
        var approver = new Screen(await site.SignInAs(DemoRole.Approver, width, lang: lang));
        try
        {
            await Story(finance, approver, seed);
            finance.HasNoErrors();
            approver.HasNoErrors();
        }
        catch
        {
            await finance.Keep($"money-act-{lang}-finance");
            await approver.Keep($"money-act-{lang}-approver");
            throw;
        }
    }

    private static async Task Story(Screen finance, Screen approver, int seed)
    {
        var stranger = string.Create(CultureInfo.InvariantCulture, $"19009{seed}");
        await TakesIn(finance, seed, stranger);
        await finance.Visit(Urls.FinanceExceptions);
        await Settles(finance, stranger);
        await finance.Fill(PaymentsTexts.MerchantSlug, "qinghe");
        await finance.Fill(PaymentsTexts.Why, "Its order is known.");
        await finance.Press(PaymentsTexts.AssignIt);
        // Whose it would be is said in full before anything moves, and with the box ticked whose the number.
        var dialog = finance.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync("Qinghe Tea House");
        await Assertions.Expect(dialog).ToContainTextAsync(Fmt.Money(Money.Cny(Fen)));
        await finance.Answer(PaymentsTexts.AssignIt);
        await finance.Sees(Screen.Head(Fmt.Text(ApprovalsTexts.ActAsked, "{")));

        // The item says what it waits for, leads there and offers nothing else.
        await Settles(finance, stranger);
        await finance.Look();
        await Assertions.Expect(finance.Button(PaymentsTexts.AssignIt)).ToHaveCountAsync(0);
        await finance.Open(ApprovalsTexts.ActOpen);
        await finance.Arrive(url => url.Contains("/approvals/AP-", StringComparison.Ordinal));
        await Assertions.Expect(Approve(finance)).ToHaveCountAsync(0);

        await approver.Visit(new Uri(finance.Page.Url).AbsolutePath);
        foreach (var shown in new[] { Fmt.Money(Money.Cny(Fen)), stranger, "Qinghe Tea House", ApprovalLabels.Field("wholeNumber") })
        {
            await approver.Sees(shown);
        }

        await Approve(approver).ClickAsync();
        await approver.Answer(ApprovalsTexts.Approve);
        await approver.Sees(ApprovalsTexts.DoneApproved);

        await finance.Visit(Urls.FinanceExceptions);
        await Assertions.Expect(finance.Page.Locator("main")).Not.ToContainTextAsync(stranger);
    }

    /// <summary>The decision's button; the menu has one of a like name.</summary>
    private static ILocator Approve(Screen who) =>
        who
            .Page.Locator("main")
            .GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^\s*" + Regex.Escape(ApprovalsTexts.Approve)) });

    private static async Task Settles(Screen finance, string stranger)
    {
        var row = finance.Page.Locator("tr", new() { HasTextString = stranger }).First;
        await row.GetByRole(AriaRole.Button).First.ClickAsync();
    }

    private static async Task TakesIn(Screen finance, int seed, string stranger)
    {
        await finance.Visit(Urls.FinanceBills);
        var morning = Zone.Today(TimeProvider.System).AddDays(-1).ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
        var writer = new WechatBillWriter(BillKind.All);
        writer.Add(SampleRows.Payment(seed, Fen, morning, stranger));
        await finance.Page.Locator("#bill").SetInputFilesAsync(Screen.File($"{seed}.csv", "text/csv", writer.ToBytes()));
        await finance.Sees(PaymentsTexts.ResultPosted);
        await finance.Open(PaymentsTexts.OpenBill);
        await finance.Arrive(url => Regex.IsMatch(url, @"/finance/bills/\d+$"));
        await finance.Page.Locator(".p-page-head").GetByText(PaymentsTexts.BillState_Posted, new() { Exact = true }).WaitForAsync();
    }
}
