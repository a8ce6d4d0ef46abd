using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Components.Accounts;
using Portal.Components.Certification;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Accounts;
using Portal.Tests.Payments;
using Portal.Tests.Reports;

namespace Portal.Tests.Journeys;

/// <summary>
/// The product told once from end to end, by five people before their own browsers: a stranger becomes a certified merchant, is followed,
/// writes, is paid, and takes home a workbook that equals the gateway's bill.
/// </summary>
[Collection(Site.ReviewDesk)]
public sealed class WholeStoryTests(Site site)
{
    private const string Password = "a walk along the river";
    private const string Born = "11010119900307123";
    private const string Mobile = "13800138000";
    private static readonly string IdentityNumber = Born + IdentityNumberRules.CheckDigit(Born);
    private static readonly SettlementZone Zone = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>Who the new merchant is; each language tells the story of another one.</summary>
    private sealed record Newcomer(
        string Lang,
        string Slug,
        string LegalName,
        string Code16,
        string Handle,
        string Name,
        string MerchantNo,
        int Seed
    )
    {
        public string Email => $"{Slug}@newcomers.example";
        public string CreditCode => CreditCodeRules.Complete(Code16);
    }

    private static readonly Newcomer[] Newcomers =
    [
        new("en", "snow-valley", "杭州雪谷茶业有限公司", "91330106MA2J0001", "snowvalley_tea", "Snow Valley Leaves", "1900000871", 871_000),
        new("zh-CN", "yunwu", "福州云雾山茶业有限公司", "91350102MA2J0002", "yunwu_shancha", "云雾山茶", "1900000872", 872_000),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_stranger_becomes_a_merchant_is_certified_followed_paid_and_settled(string lang)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        var who = Newcomers.Single(one => one.Lang == lang);
        var screens = new List<Screen> { new(await site.Page(lang: lang)) };
        foreach (var (role, width) in new[] { (DemoRole.Reviewer, 1440), (DemoRole.Follower, 390), (DemoRole.Finance, 1440) })
        {
            screens.Add(new Screen(await site.SignInAs(role, width, lang: lang)));
        }

        try
        {
            await Story(who, screens[0], screens[1], screens[2], screens[3]);
            screens.ForEach(screen => screen.HasNoErrors());
            TellsNobody(who);
        }
        catch
        {
            foreach (var screen in screens)
            {
                await screen.Keep($"story-{lang}-{screens.IndexOf(screen)}");
            }

            throw;
        }
    }

    private static async Task Story(Newcomer who, Screen merchant, Screen reviewer, Screen follower, Screen finance)
    {
        await Joins(merchant, who);
        await Registers(merchant, who);
        var number = await Applies(merchant, who);

        var remark = who.Lang == "en" ? "The letter has no date. Please add it." : "授权书没有日期，请补上。";
        await SendsBack(reviewer, number, remark);
        await Replaces(merchant, who, remark);
        await Approves(reviewer, number);
        await merchant.Visit(Urls.Certification(who.Slug, who.Handle));
        await merchant.Sees(AccountsTexts.StateCertified);
        await merchant.Sees(Screen.Head(CertificationTexts.BannerApproved));

        await Follows(follower, who);
        var title = who.Lang == "en" ? "First flush is in" : "春茶到了";
        await Sends(merchant, who, title);
        await Reads(follower, who, title);

        var bill = Bill(who);
        await TakesIn(finance, who, bill);
        await Settles(finance);
        await TakesHome(merchant, who, bill);
    }

    /// <summary>What was typed lies nowhere in the clear: not in what the running site logged, not in a file of its own.</summary>
    private void TellsNobody(Newcomer who)
    {
        var kept = Directory
            .EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories)
            .Select(path => (Where: path, Text: Latin(path)))
            .Append((Where: "the log", Text: site.Output))
            .ToList();
        Assert.Contains(kept, one => one.Text.Contains(who.Handle, StringComparison.Ordinal));
        Assert.Empty(
            from one in kept
            from canary in new[] { IdentityNumber, Mobile }
            where one.Text.Contains(canary, StringComparison.Ordinal)
            select $"{canary} in {one.Where}"
        );
    }

    private static string Latin(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static async Task Joins(Screen merchant, Newcomer who)
    {
        await merchant.Visit(Urls.SignUp);
        await merchant.Fill(IdentityTexts.DisplayName, "Zhou Xue");
        await merchant.Fill(IdentityTexts.Email, who.Email);
        await merchant.Fill(IdentityTexts.Password, Password);
        await merchant.Page.Locator("main form").GetByRole(AriaRole.Button, new() { Name = IdentityTexts.SignUp }).ClickAsync();
        await merchant.Arrive(url => url.Contains("sent=", StringComparison.Ordinal));
        await merchant.Visit(await merchant.Mailed(who.Email, Urls.ConfirmEmail));
        await merchant.Press(IdentityTexts.ConfirmButton);
        await merchant.Arrive(url => url.Contains("said=confirmed", StringComparison.Ordinal));
        await merchant.Fill(IdentityTexts.Email, who.Email);
        await merchant.Fill(IdentityTexts.Password, Password);
        await merchant
            .Page.Locator("main form")
            .GetByRole(AriaRole.Button, new() { Name = IdentityTexts.SignIn, Exact = true })
            .ClickAsync();
        await merchant.Arrive(Urls.Start);
    }

    private static async Task Registers(Screen merchant, Newcomer who)
    {
        await merchant.Fill(AccountsTexts.LegalName, who.LegalName);
        await merchant.Fill(AccountsTexts.CreditCode, who.CreditCode);
        await merchant.Fill(AccountsTexts.Slug, who.Slug);
        await merchant.Press(AccountsTexts.RegisterOrganisation);
        await merchant.Arrive(Urls.NewAccount(who.Slug));
        await merchant
            .Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^" + Regex.Escape(AccountLabels.Of(AccountType.Service))) })
            .CheckAsync();
        await merchant.Press(AccountsTexts.Continue);
        await merchant.Arrive(Urls.NewAccount(who.Slug, 2));
        await merchant.Fill(AccountsTexts.Handle, who.Handle);
        await merchant.Press(AccountsTexts.Continue);
        await merchant.Arrive(Urls.NewAccount(who.Slug, 3));
        await merchant.Fill(AccountsTexts.Name, who.Name);
        await merchant.Fill(AccountsTexts.Introduction, who.Lang == "en" ? "Tea from one valley." : "一座山的茶。");
        await merchant.Press(AccountsTexts.Continue);
        await merchant.Arrive(Urls.NewAccount(who.Slug, 4));
        await merchant.Press(AccountsTexts.RegisterAccount);
        await merchant.Arrive(Urls.Certification(who.Slug, who.Handle));
    }

    /// <returns>The case's number.</returns>
    private static async Task<string> Applies(Screen merchant, Newcomer who)
    {
        await merchant.Fill(CertificationTexts.LegalName, who.LegalName);
        await merchant.Fill(CertificationTexts.CreditCode, who.CreditCode);
        await merchant.Fill(CertificationTexts.LegalRepresentative, "周雪");
        await merchant.Fill(CertificationTexts.IdentityNumber, IdentityNumber);
        await merchant.Fill(CertificationTexts.OperatorName, "周雪");
        await merchant.Fill(CertificationTexts.OperatorMobile, Mobile);
        await merchant.Fill(CertificationTexts.LicenceValidUntil, Urls.Iso(Yesterday().AddYears(5)));
        await merchant.Fill(CertificationTexts.LetterDate, Urls.Iso(Yesterday()));
        await merchant.Press(CertificationTexts.SaveValues);
        await merchant.Sees(CertificationTexts.ValuesSaved);
        await Attach(merchant, DocumentKind.BusinessLicence, Screen.File("licence.png", "image/png", Files.Png(1200, 800)));
        await Attach(merchant, DocumentKind.LegalRepresentativeId, Screen.File("identity.png", "image/png", Files.Png(1000, 700)));
        await Attach(merchant, DocumentKind.AuthorisationLetter, Screen.File("letter.pdf", "application/pdf", Files.Pdf("")));
        await merchant.Look();
        await merchant.Page.Locator(".c-side .p-btn-primary").ClickAsync();
        await merchant.Page.Locator(".mud-dialog .p-btn-primary").ClickAsync();
        var banner = merchant.Page.GetByText(new Regex(@"CERT-\d{4}-\d+")).First;
        await banner.WaitForAsync();
        await merchant.Look();
        return Regex.Match(await banner.InnerTextAsync(), @"CERT-\d{4}-\d+").Value;
    }

    private static async Task Attach(Screen merchant, DocumentKind kind, FilePayload file)
    {
        await merchant.Page.Locator($"#upload-{CaseLabels.Key(kind)}").SetInputFilesAsync(file);
        await merchant.Sees(file.Name);
    }

    private static async Task SendsBack(Screen reviewer, string number, string remark)
    {
        await reviewer.Visit($"{Urls.Review}?view=unclaimed");
        await reviewer.Page.Locator(".r-row", new() { HasTextString = number }).GetByRole(AriaRole.Link).ClickAsync();
        await reviewer.Arrive(Urls.Case(number));
        await reviewer.Press(CertificationTexts.Claim);
        var item = CaseLabels.Of(ChecklistItem.LetterRecent);
        await reviewer.Press(Fmt.Text(CertificationTexts.Fail, item));
        var note = reviewer.Field(Fmt.Text(CertificationTexts.NoteFor, item));
        await note.FillAsync(remark);
        await note.PressAsync("Tab");
        await reviewer.Sees(Fmt.Text(CertificationTexts.ChecklistAnswered, "1", "8"));
        await reviewer.Look();
        await reviewer.Press(CertificationTexts.RequestChanges);
        await Assertions.Expect(reviewer.Page.Locator($"#remark-{nameof(RemarkSubject.AuthorisationLetter)}")).ToHaveValueAsync(remark);
        await reviewer.Look();
        await reviewer.Answer(CertificationTexts.SendBack);
        await reviewer.Arrive(url => !url.Contains(number, StringComparison.Ordinal));
    }

    private static async Task Replaces(Screen merchant, Newcomer who, string remark)
    {
        await merchant.Visit(Urls.Certification(who.Slug, who.Handle));
        await merchant.Sees(remark);
        await Attach(
            merchant,
            DocumentKind.AuthorisationLetter,
            Screen.File("letter-dated.pdf", "application/pdf", Files.Pdf("/Lang (zh)"))
        );
        await merchant.Press(CertificationTexts.Resubmit);
        await merchant.Sees(Fmt.Text(CertificationTexts.BannerWaiting, "").Trim());
    }

    private static async Task Approves(Screen reviewer, string number)
    {
        await reviewer.Visit(Urls.Case(number));
        var claim = reviewer.Button(CertificationTexts.Claim);
        await claim.Or(reviewer.Button(CertificationTexts.RequestChanges)).First.WaitForAsync();
        if (await claim.CountAsync() > 0)
        {
            await claim.ClickAsync();
            await reviewer.Button(CertificationTexts.RequestChanges).WaitForAsync();
        }

        foreach (var item in ChecklistRules.All)
        {
            var pass = reviewer.Button(Fmt.Text(CertificationTexts.Pass, CaseLabels.Of(item)));
            if (await pass.GetAttributeAsync("aria-pressed") != "true")
            {
                await pass.ClickAsync();
                await Assertions.Expect(pass).ToHaveAttributeAsync("aria-pressed", "true");
            }
        }

        await reviewer.Look();
        // In the page only: the demo strip has a button for "Approver".
        await reviewer
            .Page.Locator("main")
            .GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^\s*" + Regex.Escape(CertificationTexts.Approve)) })
            .ClickAsync();
        await reviewer.Answer(CertificationTexts.Approve);
        await reviewer.Arrive(url => !url.Contains(number, StringComparison.Ordinal));
    }

    private static async Task Follows(Screen follower, Newcomer who)
    {
        await follower.Visit(Urls.WalletDiscover);
        await follower.Fill(WalletTexts.SearchLabel, who.Name);
        await follower.Press(WalletTexts.Search);
        await follower.Arrive(url => url.Contains("?q=", StringComparison.Ordinal));
        await follower.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(Regex.Escape(who.Name)) }).ClickAsync();
        await follower.Arrive(Urls.WalletAccount(who.Handle));
        await follower.Sees(WalletTexts.Certified);
        // Exact: the demo strip has a button for "Follower".
        await follower.Page.GetByRole(AriaRole.Button, new() { Name = WalletTexts.Follow, Exact = true }).ClickAsync();
        await follower.Arrive(Urls.WalletChat(who.Handle));
    }

    private static async Task Sends(Screen merchant, Newcomer who, string title)
    {
        await merchant.Visit(Urls.NewMessage(who.Slug));
        await merchant.Press(MessagingTexts.KindArticle);
        await merchant.Fill(MessagingTexts.Title, title);
        await merchant.Fill(MessagingTexts.Text, "**2026**: 95 °C.");
        await merchant.Press(Fmt.Text(MessagingTexts.SendNow, "1"));
        await merchant.Button(MessagingTexts.CancelSending).WaitForAsync();
        await merchant.Look();
        await merchant.Sees(Fmt.Text(MessagingTexts.CountersTie, "1", "1", "0", "0"));
        await merchant.Look();
    }

    private static async Task Reads(Screen follower, Newcomer who, string title)
    {
        await follower.Visit(Urls.WalletChats);
        var row = follower.Page.Locator(".w-row", new() { HasTextString = who.Name });
        await Assertions.Expect(row.Locator(".w-unread")).ToContainTextAsync("1");
        await row.ClickAsync();
        await follower.Arrive(Urls.WalletChat(who.Handle));
        await follower.Open($"{WalletTexts.ReadMore}: {title}");
        await follower.Arrive(url => url.Contains("/w/a/", StringComparison.Ordinal));
        await follower.Page.GetByRole(AriaRole.Heading, new() { Name = title }).First.WaitForAsync();
        await follower.Visit(Urls.WalletChats);
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(row.Locator(".w-unread")).ToHaveCountAsync(0);
    }

    private static List<BillRow> Bill(Newcomer who)
    {
        var morning = Yesterday().ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc);
        var rows = Enumerable
            .Range(1, 12)
            .Select(n => SampleRows.Payment(who.Seed + n, 1_000 + (n * 333), morning.AddMinutes(n), who.MerchantNo))
            .ToList();
        return [.. rows, SampleRows.Refund(who.Seed, rows[3], 700, morning.AddHours(1))];
    }

    private static async Task TakesIn(Screen finance, Newcomer who, List<BillRow> bill)
    {
        await finance.Visit(Urls.FinanceGatewayAccounts);
        await finance.Fill(PaymentsTexts.MerchantNo, who.MerchantNo);
        await finance.Fill(PaymentsTexts.MerchantSlug, who.Slug);
        await finance.Press(PaymentsTexts.Add);
        await finance.Sees(Screen.Head(Fmt.Text(PaymentsTexts.Added, who.MerchantNo, "{")));

        await finance.Visit(Urls.FinanceBills);
        var writer = new WechatBillWriter(BillKind.All);
        bill.ForEach(row => writer.Add(row));
        await finance.Page.Locator("#bill").SetInputFilesAsync(Screen.File($"{who.Slug}.csv", "text/csv", writer.ToBytes()));
        await finance.Sees(PaymentsTexts.ResultPosted);
        await finance.Look();
        await finance.Open(PaymentsTexts.OpenBill);
        await finance.Arrive(url => Regex.IsMatch(url, @"/finance/bills/\d+$"));
        await finance.Page.Locator(".p-page-head").GetByText(PaymentsTexts.BillState_Posted, new() { Exact = true }).WaitForAsync();
        await finance.Look();
    }

    private static async Task Settles(Screen finance)
    {
        await finance.Visit(Urls.FinanceRuns);
        await finance.Press(FinanceTexts.Start);
        await finance.Sees(Fmt.Text(FinanceTexts.RunStarted, Fmt.Day(Yesterday())));
        await finance.Look();
        await finance
            .Page.Locator("tr", new() { HasTextString = Fmt.Date(Yesterday()) })
            .First.GetByText(FinanceTexts.RunState_Finished, new() { Exact = true })
            .WaitForAsync();
    }

    private static async Task TakesHome(Screen merchant, Newcomer who, List<BillRow> bill)
    {
        await merchant.Visit(Urls.Settlements(who.Slug));
        await merchant.Page.Locator("tbody a").First.ClickAsync();
        await merchant.Arrive(url => Regex.IsMatch(url, @"/settlements/ST-[\d-]+$"));
        await Assertions.Expect(merchant.Page.Locator("[data-proof=ok]")).ToContainTextAsync(SettlementTexts.ProofOk);
        var download = await merchant.Page.RunAndWaitForDownloadAsync(() => merchant.Open(SettlementTexts.Export));
        var path = await download.PathAsync();
        var book = Workbook.Read(await File.ReadAllBytesAsync(path));
        var summary = book["Summary"].ToDictionary(row => row[0].Split(" / ")[0], row => row[1]);
        decimal Of(string line) => Workbook.Number(summary[line]);
        var gross = bill.Sum(row => row.GrossMinor) / 100m;
        var refunds = bill.Sum(row => row.RefundMinor) / 100m;
        var fees = bill.Sum(row => row.FeeMinor) / 100m;
        Assert.Equal(gross, Of("Gross payments"));
        Assert.Equal(-refunds, Of("Refunds"));
        Assert.Equal(-fees, Of("Fees") + Of("Fees returned"));
        Assert.Equal(gross - refunds - fees, Of("Payout"));
        Assert.Equal(0m, Of("Difference (must be 0)"));
    }

    private static DateOnly Yesterday() => Zone.Today(TimeProvider.System).AddDays(-1);
}
