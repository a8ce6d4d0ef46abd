using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Journeys;

/// <summary>
/// Finance's day before the browser: a bill with a stranger in it, the day closed, a payout agreed to by another, its bank file, the bank's
/// statement with a return, the same money sent again, and everything reconciled. Beside it merchants by the week and by the month, a late
/// item and a stopped merchant; at the end page, CSV, workbook and ledger come to the same.
/// </summary>
[Collection(Site.ReviewDesk)]
public sealed partial class FinanceDayTests(Site site)
{
    private static readonly SettlementZone Zone = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
    private static readonly Dictionary<string, (string Merchant, int Seed, int Sequence)> Days = new()
    {
        ["en"] = ("Yuelai Books", 881_000, 101),
        ["zh-CN"] = ("Qinghe Tea House", 882_000, 201),
    };

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Imported_closed_agreed_sent_returned_and_sent_again(string lang)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);
        var finance = new Screen(await site.SignInAs(DemoRole.Finance, 1440, lang: lang));
        var approver = new Screen(await site.SignInAs(DemoRole.Approver, 1440, lang: lang));
        try
        {
            var day = Days[lang];
            var others = await Others(day.Sequence, day.Seed);
            await Stops(finance, others.Stopped);
            await Story(finance, approver, day, Rows(others, day.Seed));
            await ComeToTheSame(finance, others);
            await EverybodyComesToTheSame();
            finance.HasNoErrors();
            approver.HasNoErrors();
        }
        catch
        {
            await finance.Keep($"finance-day-{lang}-finance");
            await approver.Keep($"finance-day-{lang}-approver");
            throw;
        }
    }

    private static async Task Story(
        Screen finance,
        Screen approver,
        (string Merchant, int Seed, int Sequence) day,
        IEnumerable<BillRow> rows
    )
    {
        await TakesIn(finance, day.Seed, rows);
        await Closes(finance);
        var (payout, amount) = await FirstProposed(finance, day.Merchant);
        await Leaves(finance, approver, payout);

        var today = Zone.Today(TimeProvider.System);
        var statement = new CamtText($"day-{day.Sequence}", 0, today, day.Sequence)
            .Out($"J{day.Sequence}A", amount, payout)
            .In($"J{day.Sequence}B", amount, payout, returned: "AC04")
            .Out($"J{day.Sequence}C", 1_02, code: "CHRG");
        await Imports(finance, $"{day.Sequence}.xml", statement.Xml(account: Ours));
        await StateOf(finance, payout, PayoutState.Returned);
        await StateOf(finance, payout + "-2", PayoutState.Proposed);

        await Leaves(finance, approver, payout + "-2");
        var next = new CamtText($"day-{day.Sequence + 1}", statement.ClosingFen, today, day.Sequence + 1).Out(
            $"J{day.Sequence}D",
            amount,
            payout + "-2"
        );
        await Imports(finance, $"{day.Sequence + 1}.xml", next.Xml(account: Ours));
        await StateOf(finance, payout + "-2", PayoutState.Paid);

        await finance.Visit(Urls.FinanceReconciliation);
        await finance.Press(BankingTexts.RunNow);
        await finance.Sees(Screen.Head(BankingTexts.ReconRun));
        await finance.Visit(Urls.FinanceReconciliationQueue);
        await Assertions.Expect(finance.Page.Locator("main")).Not.ToContainTextAsync($"J{day.Sequence}");
        await Assertions.Expect(finance.Page.Locator("main")).Not.ToContainTextAsync(payout);
    }

    /// <summary>The operator's account of the demo.</summary>
    private const string Ours = "3602000109200555512";

    private static async Task TakesIn(Screen finance, int seed, IEnumerable<BillRow> rows)
    {
        await finance.Visit(Urls.FinanceBills);
        var writer = new WechatBillWriter(BillKind.All);
        var stranger = string.Create(CultureInfo.InvariantCulture, $"19009{seed}");
        writer.Add(SampleRows.Payment(seed, 12_34, At(Yesterday()), stranger));
        foreach (var row in rows)
        {
            writer.Add(row);
        }

        await finance.Page.Locator("#bill").SetInputFilesAsync(Screen.File($"{seed}.csv", "text/csv", writer.ToBytes()));
        await finance.Sees(PaymentsTexts.ResultPosted);
        await finance.Open(PaymentsTexts.OpenBill);
        await finance.Arrive(url => Regex.IsMatch(url, @"/finance/bills/\d+$"));
        await finance.Page.Locator(".p-page-head").GetByText(PaymentsTexts.BillState_Posted, new() { Exact = true }).WaitForAsync();
        await finance.Visit(Urls.FinanceExceptions);
        await finance.Sees(stranger);
        await finance.Look();
    }

    private static async Task Closes(Screen finance)
    {
        await finance.Visit(Urls.FinanceRuns);
        await finance.Press(FinanceTexts.Start);
        await finance
            .Page.Locator("tr", new() { HasTextString = Fmt.Date(Yesterday()) })
            .First.GetByText(FinanceTexts.RunState_Finished, new() { Exact = true })
            .WaitForAsync();
    }

    private static async Task<(string Number, long Fen)> FirstProposed(Screen finance, string merchant)
    {
        await finance.Visit(Urls.FinancePayoutsOf(nameof(PayoutState.Proposed)));
        var row = finance.Page.Locator("tr", new() { HasTextString = merchant, Has = finance.Page.Locator("input[type=checkbox]") }).First;
        var number = (await row.Locator("a[href*='/finance/payouts/PO-']").First.InnerTextAsync()).Trim();
        var amount = Regex.Replace(await row.Locator("b").First.InnerTextAsync(), @"[^\d.]", "");
        return (number, (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100));
    }

    private static async Task Leaves(Screen finance, Screen approver, string payout)
    {
        await finance.Visit(Urls.FinancePayoutsOf(nameof(PayoutState.Proposed)));
        await finance.Page.GetByLabel(Fmt.Text(BankingTexts.Choose, payout), new() { Exact = true }).ClickAsync();
        await finance.Fill(BankingTexts.Reason, "J");
        await finance.Press(BankingTexts.ProposeBatch);
        await finance.Arrive(url => url.Contains("/batches/PB-", StringComparison.Ordinal));
        var batch = finance.Page.Url.Split('/')[^1];
        var approval = await finance.Page.Locator("main a[href*='/approvals/AP-']").First.GetAttributeAsync("href");

        await approver.Visit(approval!);
        await approver.Sees(batch);
        var main = approver.Page.Locator("main");
        // Whom it pays, where and how much is seen before it is agreed to, on a phone too; the confirmation says it again.
        var payee = main.Locator("tr", new() { HasTextString = payout });
        await payee.GetByText(new Regex("•••• [0-9]{4}")).WaitForAsync();
        var amount = (await payee.Locator("b").First.InnerTextAsync()).Trim();
        await main.GetByText(BankingTexts.BalanceAfter).WaitForAsync();
        await approver.Page.SetViewportSizeAsync(390, 844);
        await Site.AxeClean(approver.Page);
        await approver.Page.SetViewportSizeAsync(1440, 900);
        await main.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(@"^\s*" + Regex.Escape(ApprovalsTexts.Approve)) }).ClickAsync();
        var dialog = approver.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog).ToContainTextAsync(amount);
        await Assertions.Expect(dialog).ToContainTextAsync(new Regex("•••• [0-9]{4}"));
        await Site.AxeClean(approver.Page);
        await approver.Answer(ApprovalsTexts.Approve);
        await approver.Sees(ApprovalsTexts.DoneApproved);
        // The button that was pressed has gone: who works by keyboard goes on from the result.
        await Assertions.Expect(main.Locator(".p-alert-success")).ToBeFocusedAsync();
        // What was agreed to stays to be read; what is only asked of somebody who still decides does not.
        await Assertions.Expect(payee).ToContainTextAsync(amount);
        await approver.Sees(ApprovalsTexts.FingerprintDone);
        await Assertions.Expect(main.GetByText(BankingTexts.BalanceAfter)).ToHaveCountAsync(0);

        // The job writes the file a moment later; the page sees it come.
        await finance.Button(BankingTexts.MarkSent).WaitForAsync();
        await finance.Look();
        var download = await finance.Page.RunAndWaitForDownloadAsync(() => finance.Open(BankingTexts.FilePain09));
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains($"<EndToEndId>{payout}</EndToEndId>", file, StringComparison.Ordinal);
        await finance.Press(BankingTexts.MarkSent);
        // It cannot be taken back: batch, sum and count are said once more.
        await finance.Sees(Fmt.Text(BankingTexts.SentAsk, batch));
        await finance.Answer(BankingTexts.MarkSent);
        await finance.Page.Locator(".p-page-head").GetByText(BankingTexts.BatchState_Sent, new() { Exact = true }).WaitForAsync();
    }

    private static async Task Imports(Screen finance, string name, string xml)
    {
        await finance.Visit(Urls.FinanceBankStatements);
        await finance
            .Page.Locator("#bank-file")
            .SetInputFilesAsync(Screen.File(name, "application/xml", System.Text.Encoding.UTF8.GetBytes(xml)));
        await finance.Sees(name);
        await finance
            .Page.GetByText(BankingTexts.StatementState_Posting, new() { Exact = true })
            .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        await finance.Look();
    }

    private static async Task StateOf(Screen finance, string payout, PayoutState state)
    {
        await finance.Visit(Urls.FinancePayout(payout));
        await finance
            .Page.Locator(".p-page-head")
            .GetByText(Portal.Components.Settlement.MoneyLabels.Payout(state).Text, new() { Exact = true })
            .WaitForAsync();
    }

    private static DateOnly Yesterday() => Zone.Today(TimeProvider.System).AddDays(-1);
}
