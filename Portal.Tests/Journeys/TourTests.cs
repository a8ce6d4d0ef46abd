using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>
/// Opens every page as the role it is for, in English by day and in Chinese by night on a phone: axe clean, nothing in the console, no
/// sideways scroll. With PORTAL_WRITE_DOCS=1 the pictures go to docs/guide/img.
/// </summary>
public sealed class TourTests(Site site)
{
    /// <summary>A page of the product: where it is, or the link on a list page that leads to one, and what to add to that link.</summary>
    internal sealed record Stop(string Name, string Path, string? Follow = null, string Under = "");

    /// <summary>Pages for people who have not signed in.</summary>
    internal static readonly Stop[] Open =
    [
        new("front", "/"),
        new("sign-in", "/sign-in"),
        new("sign-up", "/sign-up"),
        new("forgot", "/forgot"),
        new("confirm-again", "/confirm/again"),
        new("not-found", "/not-found"),
        new("wallet-sign-in", "/w/sign-in"),
        new("dev-mail", "/dev/mail"),
    ];

    internal static readonly Dictionary<DemoRole, Stop[]> Stops = new()
    {
        [DemoRole.Merchant] =
        [
            new("overview", "/m/qinghe"),
            new("accounts", "/m/qinghe/accounts"),
            new("account-new", "/m/qinghe/accounts/new"),
            new("account", "/m/qinghe/accounts/qinghe_tea"),
            new("certification", "/m/qinghe/accounts/qinghe_select/certification"),
            new("letter", "/m/qinghe/accounts/qinghe_select/certification/letter"),
            new("account-history", "/m/qinghe/accounts/qinghe_tea/history"),
            new("messages", "/m/qinghe/messages?view=sent"),
            new("message", "/m/qinghe/messages?view=sent", "main a[href*='/messages/MSG-']"),
            new("composer", "/m/qinghe/messages/new"),
            new("followers", "/m/qinghe/followers"),
            new("payments", "/m/qinghe/payments"),
            new("payment", "/m/qinghe/payments", "a[href*='/payments/']"),
            new("settlements", "/m/qinghe/settlements"),
            new("merchant-payouts", "/m/qinghe/payouts"),
            new("my-fees", "/m/qinghe/fees"),
            new("bank-account", "/m/qinghe/bank-account"),
            new("bank-account-form", "/m/qinghe/bank-account?change=1"),
            new("merchant-approvals", "/m/qinghe/approvals"),
            new("statement", "/m/qinghe/settlements", "a[href*='/settlements/ST-']"),
            new("statement-print", "/m/qinghe/settlements", "a[href*='/settlements/ST-']", "/print"),
            new("members", "/m/qinghe/people"),
            new("member-invite", "/m/qinghe/people?invite=true"),
            new("roles", "/m/qinghe/people/roles"),
            new("role-new", "/m/qinghe/people/roles/new"),
            new("looks", "/m/qinghe/looks"),
            new("me", "/me"),
            new("notifications", "/notifications"),
            new("notification-preferences", "/notifications/preferences"),
            new("start", "/start"),
        ],
        [DemoRole.Reviewer] =
        [
            new("review-queue", "/review"),
            new("workbench", "/review", "a[href*='/review/CERT-']"),
            new("held-messages", "/review/messages"),
        ],
        [DemoRole.Finance] =
        [
            new("finance", "/finance"),
            new("bills", "/finance/bills"),
            new("bill", "/finance/bills", "table a[href*='/finance/bills/']"),
            new("exceptions", "/finance/exceptions"),
            new("bill-mappings", "/finance/bills/mappings"),
            new("gateway-accounts", "/finance/gateway-accounts"),
            new("fees", "/finance/fees"),
            new("what-ifs", "/finance/fees/what-if"),
            new("what-if", "/finance/fees/what-if", "table a[href*='/finance/fees/what-if/']"),
            new("vat", "/finance/vat"),
            new("vat-rates", "/finance/vat/rates"),
            new("vat-rate-new", "/finance/vat/rates?new=1"),
            new("finance-statements", "/finance/statements"),
            new("runs", "/finance/runs"),
            new("run", "/finance/runs", "table a[href*='/finance/runs/']"),
            new("terms", "/finance/terms"),
            new("terms-of", "/finance/terms/yuelai"),
            new("adjustments", "/finance/adjustments"),
            new("adjustment-new", "/finance/adjustments?new=1"),
            new("calendar", "/finance/calendar"),
            new("payouts", "/finance/payouts"),
            new("payout", "/finance/payouts?state=Returned", "main a[href*='/finance/payouts/PO-']"),
            new("batches", "/finance/payouts/batches"),
            new("batch", "/finance/payouts/batches", "main a[href*='/batches/PB-']"),
            new("bank-statements", "/finance/bank-statements"),
            new("bank-statement", "/finance/bank-statements", "main a[href*='/finance/bank-statements/']"),
            new("our-bank-accounts", "/finance/bank-accounts"),
            new("reconciliation", "/finance/reconciliation"),
            new("differences", "/finance/reconciliation/queue"),
            new("match", "/finance/reconciliation/queue", "main a[href*='/finance/reconciliation/match']"),
            new("ledger", "/finance/ledger"),
            new("ledger-account", "/finance/ledger", "table a[href*='/finance/ledger/']"),
            new("ledger-entry", "/finance/ledger/1", "a[href*='/ledger/entries/']"),
        ],
        [DemoRole.Approver] =
        [
            new("approvals", "/approvals"),
            new("approval", "/approvals", "table a[href*='/approvals/AP-']"),
            new("approvals-decided", "/approvals?view=decided"),
        ],
        [DemoRole.Administrator] =
        [
            new("health", "/admin"),
            new("people", "/admin/people"),
            new("person", "/admin/people?staff=true", "main table a[href*='/admin/people/']"),
            new("linked-accounts", "/admin/people/links"),
            new("merchants", "/admin/merchants"),
            new("jobs", "/admin/jobs"),
            new("policies", "/admin/policies"),
            new("policy", "/admin/policies", "main table a[href*='/admin/policies/']"),
            new("policy-pack", "/admin/policies/packs/Year2013"),
            new("settings", "/admin/settings"),
            new("audit", "/admin/audit"),
        ],
        [DemoRole.Support] = [new("support-merchants", "/admin/merchants"), new("merchant-view", "/admin/merchants/qinghe/view")],
        [DemoRole.Follower] =
        [
            new("wallet-chats", "/w"),
            new("wallet-discover", "/w/discover"),
            new("wallet-account", "/w/p/qinghe_tea"),
            new("wallet-chat", "/w/c/qinghe_tea"),
            new("wallet-article", "/w/c/qinghe_tea", "a[href*='/w/a/']"),
            new("wallet-me", "/w/me"),
        ],
    };

    public static TheoryData<DemoRole, int, string, string> Ways()
    {
        var ways = new TheoryData<DemoRole, int, string, string>();
        foreach (var role in Enum.GetValues<DemoRole>())
        {
            ways.Add(role, 1440, "light", "en");
            ways.Add(role, 390, "dark", "zh-CN");
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_page_of_a_role_is_clean(DemoRole role, int width, string theme, string lang) =>
        await Walk(await site.SignInAs(role, width, theme, lang), Stops[role], width, $"{theme}-{lang}", role == DemoRole.Follower);

    [Theory]
    [InlineData(1440, "light", "en")]
    [InlineData(390, "dark", "zh-CN")]
    public async Task Every_page_before_signing_in_is_clean(int width, string theme, string lang) =>
        await Walk(await site.Page(width, theme, lang), Open, width, $"{theme}-{lang}", tall: false);

    [Fact]
    public void Every_stop_of_the_tour_stands_in_the_list_of_screens()
    {
        var list = File.ReadAllText(Repository.PathOf("docs", "guide", "screens.md"));
        Assert.All(
            Stops.Values.SelectMany(stops => stops).Concat(Open),
            stop => Assert.Contains($"(img/{stop.Name}-light-en.png)", list, StringComparison.Ordinal)
        );
    }

    /// <summary>What every answer carries, of pages, scripts, pictures and errors alike.</summary>
    private static readonly string[] Always =
    [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
    ];

    private static async Task Walk(IPage page, Stop[] stops, int width, string look, bool tall)
    {
        var faults = new List<string>();
        var (where, answers) = (string.Empty, 0);
        page.Console += (_, message) =>
        {
            // What is not there is answered with 404, which a browser writes into its console.
            if (message.Type == "error" && !(where == "not-found" && message.Text.Contains("404", StringComparison.Ordinal)))
            {
                faults.Add($"{where}: console: {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Add($"{where}: {error}");
        page.Response += (_, answer) =>
        {
            // What the server answers has a date. The browser's own viewer of PDF documents plays the answer it has got once more, without a head.
            if (answer.Headers.ContainsKey("date") && new Uri(answer.Url).Scheme.StartsWith("http", StringComparison.Ordinal))
            {
                answers++;
                faults.AddRange(
                    Always.Where(name => !answer.Headers.ContainsKey(name)).Select(name => $"{where}: {answer.Url} has no {name}")
                );
            }
        };
        foreach (var stop in stops)
        {
            where = stop.Name;
            try
            {
                await Reach(page, stop);
                await Picture(page, $"{stop.Name}-{(width < 600 ? "phone-" : "")}{look}");
                if (tall)
                {
                    // The bar at the bottom of the wallet always covers whatever row lies at the fold; a reader scrolls, axe does not.
                    await page.SetViewportSizeAsync(width, 2400);
                }

                await Site.AxeClean(page);
                await page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
                await Site.FocusSeen(page);
            }
            catch (Exception fault)
            {
                faults.Add($"{where}: {fault.Message}");
            }
        }

        await page.Context.CloseAsync();
        Assert.True(answers >= stops.Length, $"{answers} answers were looked at.");
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    internal static async Task Reach(IPage page, Stop stop)
    {
        if (!page.Url.EndsWith(stop.Path, StringComparison.Ordinal))
        {
            await page.GotoAsync(stop.Path);
            await Site.Settled(page);
        }

        if (stop.Follow is not null)
        {
            var href = await page.Locator(stop.Follow).First.GetAttributeAsync("href");
            await page.GotoAsync(href + stop.Under);
            await Site.Settled(page);
        }
    }

    private static Task Picture(IPage page, string name) =>
        Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1" ? GuidePictures.Take(page, name) : Site.Picture(page, name);
}
