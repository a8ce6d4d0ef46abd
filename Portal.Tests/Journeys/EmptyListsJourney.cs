using System.Globalization;
using Microsoft.Playwright;
using Portal.Components.Shared;
using Portal.Domain.Approvals;
using Portal.Domain.Messaging;
using Portal.Domain.Settlement;
using Portal.Routes;

namespace Portal.Tests.Journeys;

/// <summary>Lists of the demo asked for what they do not hold: each says what is true of that tab and that filter.</summary>
public sealed class EmptyListsJourney(Site site)
{
    private const string Nobody = "zzzz-no-such";

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task What_finds_nothing_says_so_of_the_tab_and_filter_that_is_open(string lang)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        (DemoRole Who, string Path, Nothing Says)[] looks =
        [
            (DemoRole.Administrator, $"{Urls.AdminPeople}?q={Nobody}", EmptyLabels.People(staff: false, searched: true)),
            (DemoRole.Administrator, $"{Urls.AdminPeople}?staff=true&q={Nobody}", EmptyLabels.People(staff: true, searched: true)),
            (DemoRole.Administrator, $"{Urls.AdminMerchants}?q={Nobody}", EmptyLabels.Merchants(searched: true)),
            (DemoRole.Finance, $"{Urls.FinanceStatements}?day=2001-01-01", EmptyLabels.Statements(ofDay: true, ofRun: false)),
            (DemoRole.Finance, $"{Urls.FinanceStatements}?run=2001-01-01", EmptyLabels.Statements(ofDay: false, ofRun: true)),
            (DemoRole.Finance, Urls.FinancePayoutsOf(nameof(PayoutState.Unknown)), EmptyLabels.Payouts(PayoutState.Unknown)),
            (DemoRole.Finance, $"{Urls.FinanceReconciliationQueue}?day=2001-01-01", EmptyLabels.Differences(null, filtered: true)),
            (
                DemoRole.Finance,
                $"{Urls.FinanceReconciliationQueue}?day=2001-01-01&view=mine",
                EmptyLabels.Differences("mine", filtered: true)
            ),
            (
                DemoRole.Finance,
                $"{Urls.FinanceReconciliationQueue}?day=2001-01-01&view=settled",
                EmptyLabels.Differences("settled", filtered: true)
            ),
            (DemoRole.Finance, $"{Urls.FinanceLedger}?q={Nobody}", EmptyLabels.LedgerAccounts(searched: true)),
            (
                DemoRole.Finance,
                Urls.ApprovalsOf(ApprovalView.Mine, "person-unlink"),
                EmptyLabels.Approvals(ApprovalView.Mine, filtered: true)
            ),
            (DemoRole.Merchant, $"/m/qinghe/messages?view=sent&q={Nobody}", EmptyLabels.Messages(MessageView.Sent, searched: true)),
            (DemoRole.Merchant, $"/m/qinghe/messages?view=draft&q={Nobody}", EmptyLabels.Messages(MessageView.Draft, searched: true)),
            (DemoRole.Merchant, $"/m/qinghe/followers?q={Nobody}", EmptyLabels.Followers(filtered: true)),
            (DemoRole.Merchant, $"/m/qinghe/payments?q={Nobody}", EmptyLabels.Payments(filtered: true)),
            (DemoRole.Follower, $"{Urls.WalletDiscover}?q={Nobody}", EmptyLabels.Directory(searched: true)),
        ];
        foreach (var who in looks.GroupBy(look => look.Who))
        {
            var screen = new Screen(await site.SignInAs(who.Key, 1440, lang: lang));
            foreach (var (_, path, says) in who)
            {
                await screen.Visit(path);
                await Assertions.Expect(screen.Page.Locator("main h2").Filter(new() { HasTextString = says.Title })).ToBeVisibleAsync();
                await Assertions.Expect(screen.Page.Locator("main")).ToContainTextAsync(says.Text!);
            }

            screen.HasNoErrors();
        }
    }
}
