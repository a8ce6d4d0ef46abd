using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Certification;
using Portal.Resources;
using Portal.Routes;
using Portal.Tests.Certification;

namespace Portal.Tests.Journeys;

/// <summary>
/// Being asked "is it still you?" in the middle of something loses nothing: the page stays with what is typed and chosen, and after the
/// proof the act goes on.
/// </summary>
public sealed partial class StepUpJourney
{
    private const string Remark = "Compared with the contract of 12 May";

    /// <summary>
    /// Every place of the domain that asks for a fresh confirmation, and what here or elsewhere walks through it. A new place fails until
    /// somebody has looked at what it interrupts.
    /// </summary>
    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["ApprovalService.cs"] = nameof(An_approval_keeps_its_remark_and_its_decision),
        ["PersonLinkService.cs"] = nameof(Linking_accounts_keeps_both_addresses),
        ["RoleGrantService.cs"] = nameof(A_role_and_its_reason_stay),
        ["PayoutBatchService.cs"] = "PortalPage.Act, as the approvals: one way for every interactive page",
        ["CertificationService.cs"] = "A document opened in a tab of its own: nothing is typed there",
        ["ReviewService.cs"] = nameof(A_note_of_the_workbench_stays_while_the_documents_are_opened),
        ["CredentialService.cs"] = "Pages without a circuit: PasskeyJourneyTests; EmailPage brings the address back",
        ["SecondFactorService.cs"] = "Pages without a circuit: nothing is typed before they ask",
        ["PolicyService.cs"] = nameof(A_policy_keeps_its_value_and_its_reason),
    };

    [Fact]
    public void Every_place_that_asks_is_known_and_no_page_leads_away_by_itself()
    {
        var asking = Repository
            .Sources(Repository.PathOf("Portal.Domain"), ".cs")
            .Where(file => Asking().IsMatch(file.Text) && !file.Path.EndsWith("StepUp.cs", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file.Path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(Places.Keys.Order(StringComparer.Ordinal), asking);
        string[] known = ["PortalPage.cs", "IdentityPage.cs"];
        var leading = Repository
            .Sources(Repository.PathOf("Portal", "Components"), ".cs", ".razor")
            .Where(file => file.Text.Contains("Urls.ConfirmTo(", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file.Path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(known.Order(StringComparer.Ordinal), leading);
    }

    [Theory]
    [InlineData("en", 1440)]
    [InlineData("zh-CN", 390)]
    public async Task An_approval_keeps_its_remark_and_its_decision(string lang, int width)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(lang);
        await using var site = await Open();
        var maker = Actor.User(await site.Person("maker@portal.example.test", StaffRole.Administrator), "maker", "test");
        await site.Person("checker@portal.example.test", StaffRole.Administrator);
        var person = await site.Person("person@portal.example.test");
        var number = await site.Get<RoleGrantService>()
            .ProposeStaff(maker, person, StaffRole.FinanceApprover, "New colleague.", "k", CancellationToken.None);
        var screen = await Enter(site, "checker", lang, width);
        await screen.Visit(Urls.Approval(number));
        await Stale(site);
        await screen.Page.FillAsync("#remark", Remark);
        await Decide(screen);

        await Asked(screen);
        await screen.Page.FillAsync("#confirm-password", "not my password");
        await Prove(screen);
        await screen.Page.Locator("[data-confirm-problem]:not(:empty)").WaitForAsync();
        await Site.AxeClean(screen.Page);
        // Not now: the page says that nothing was done, and has everything as it was.
        await screen.Answer(IdentityTexts.NotNow);
        await screen.Sees(IdentityTexts.Identity_NotProven);
        await Assertions.Expect(screen.Page.Locator("#remark")).ToHaveValueAsync(Remark);
        Assert.Equal(ApprovalState.Proposed, await StateOf(site, number));

        await Decide(screen);
        await Asked(screen);
        await screen.Page.FillAsync("#confirm-password", DoorSite.Password);
        await Prove(screen);
        await screen.Sees(ApprovalsTexts.DoneApproved);
        Assert.EndsWith(Urls.Approval(number), screen.Page.Url, StringComparison.Ordinal);
        await using var db = site.Db();
        var approval = await db.Approvals.SingleAsync(row => row.Number == number);
        Assert.Equal((ApprovalState.Approved, Remark), (approval.State, approval.Remark));
        // The proof went to the server beside the circuit: the cookie was renewed and still opens pages.
        await screen.Visit(Urls.Approvals);
    }

    [Fact]
    public async Task A_policy_keeps_its_value_and_its_reason()
    {
        await using var site = await Open();
        await site.Person("admin@portal.example.test", StaffRole.Administrator);
        var screen = await Enter(site, "admin");
        await screen.Visit(Urls.AdminPolicy(nameof(OperationsPolicies.PayoutAloneMaxYuan)));
        await Stale(site);
        await screen.Press(PoliciesTexts.Change);
        await screen.Page.FillAsync("#policy-value", "5000");
        await screen.Page.FillAsync("#policy-why", "Agreed in the meeting");
        await screen.Answer(PoliciesTexts.Save);
        await Confirm(screen);
        await screen.Page.GetByText(new Regex("AP-[0-9]{4}-[0-9]{6}")).First.WaitForAsync();
        await using var db = site.Db();
        var approval = await db.Approvals.SingleAsync();
        Assert.Equal("Agreed in the meeting", approval.Reason);
        Assert.Equal("5000", Canonical.Read(approval.Content)["policy.PayoutAloneMaxYuan"]);
    }

    [Fact]
    public async Task Linking_accounts_keeps_both_addresses()
    {
        await using var site = await Open();
        await site.Person("admin@portal.example.test", StaffRole.Administrator);
        await site.Person("one@portal.example.test");
        await site.Person("other@portal.example.test");
        var screen = await Enter(site, "admin");
        await screen.Visit(Urls.AdminLinks);
        await Stale(site);
        await screen.Press(AdminTexts.LinksAdd);
        await screen.Fill(AdminTexts.LinksOne, "one@portal.example.test");
        await screen.Fill(AdminTexts.LinksOther, "other@portal.example.test");
        await screen.Fill(AdminTexts.Reason, "One passport");
        await screen.Press(AdminTexts.LinksAct);
        await Confirm(screen);
        await screen.Sees(Fmt.Text(AdminTexts.LinksSaid, "one@portal.example.test", "other@portal.example.test"));
        await using var db = site.Db();
        Assert.Equal("One passport", (await db.PersonLinks.SingleAsync()).Reason);
    }

    [Fact]
    public async Task A_role_and_its_reason_stay()
    {
        await using var site = await Open();
        await using (var db = site.Db())
        {
            var now = site.Get<TimeProvider>().UtcNow();
            var merchant = Merchant.Register("qinghe", "qinghe Trading Co., Ltd.", "Qinghe", EntityType.Company, "91350100M000100Y43", now);
            db.Merchants.Add(merchant);
            await db.SaveChangesAsync();
            db.Memberships.Add(new Membership(await site.Person("owner@portal.example.test"), merchant.Id, MerchantRole.Owner, now));
            db.Memberships.Add(
                new Membership(await site.Person("editor@portal.example.test"), merchant.Id, MerchantRole.ContentEditor, now)
            );
            await db.SaveChangesAsync();
        }

        var screen = await Enter(site, "owner");
        await using var read = site.Db();
        var editor = await read.Users.Where(user => user.Email == "editor@portal.example.test").Select(user => user.Id).SingleAsync();
        await screen.Visit(Urls.Member("qinghe", editor));
        await Stale(site);
        await screen.Page.GetByLabel(SharedTexts.MerchantRole_Owner, new() { Exact = true }).CheckAsync();
        // A sole owner decides alone, and is told so: nobody else has to agree.
        await screen.Sees(PeopleTexts.MoneyReasonAlone);
        await screen.Fill(PeopleTexts.MoneyReason, "My partner");
        await screen.Press(PeopleTexts.SaveRoles);
        await Confirm(screen);
        await screen.Sees(Fmt.Text(PeopleTexts.RolesSaved, "Somebody"));
        var record = await read.AuditRecords.SingleAsync(row => row.Action == "member.role-granted");
        var owner = await read.Users.Where(user => user.Email == "owner@portal.example.test").Select(user => user.Id).SingleAsync();
        Assert.Equal((owner, "My partner"), (record.ActorId, record.Why));
    }

    [Fact]
    public async Task A_note_of_the_workbench_stays_while_the_documents_are_opened()
    {
        await using var world = await World.Create(Provider.Sqlite, TimeProvider.System.GetUtcNow());
        var number = await (await Applicant.In(world)).Submit();
        await using var site = await Open(
            ("Portal:DataDirectory", world.Folder),
            ("Database:ConnectionString", world.Get<Portal.Domain.Data.DatabaseSettings>().ConnectionString)
        );
        var reviewer = await site.Person("reviewer@portal.example.test", StaffRole.Reviewer);
        await site.Get<ReviewService>().Claim(Actor.User(reviewer, "reviewer", "test"), number, CancellationToken.None);
        var screen = await Enter(site, "reviewer");
        await Stale(site);
        await screen.Page.GotoAsync(Urls.Case(number));
        await Site.Settled(screen.Page);
        // A line fails, and the note is being written when the documents have to be seen.
        var fail = screen.Page.Locator(".w-fail").First;
        await fail.ClickAsync();
        var note = screen.Page.Locator("#" + await fail.GetAttributeAsync("data-note"));
        await note.FillAsync("The seal is cut off");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = IdentityTexts.ConfirmButtonYou, Exact = true }).First.ClickAsync();
        await Confirm(screen);
        await screen.Page.Locator(".w-canvas figure").First.WaitForAsync();
        await Assertions.Expect(note).ToHaveValueAsync("The seal is cut off");
    }

    private static async Task<DoorSite> Open(params (string Key, string Value)[] settings)
    {
        var site = await DoorSite.Open("Development", settings);
        site.Get<IOptions<SignInPolicy>>().Value.RequireSecondFactor = false;
        return site;
    }

    private static async Task<Screen> Enter(DoorSite site, string who, string lang = "en", int width = 1440)
    {
        var page = await site.Page();
        await page.SetViewportSizeAsync(width, 900);
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = ".AspNetCore.Culture",
                Value = Uri.EscapeDataString($"c={lang}|uic={lang}"),
                Url = site.Address,
            },
        ]);
        await page.GotoAsync("/sign-in");
        await page.Locator("input[type=email]").FillAsync($"{who}@portal.example.test");
        await page.Locator("input[type=password]").First.FillAsync(DoorSite.Password);
        await page.Locator("input[type=password]").First.PressAsync("Enter");
        await Site.At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return new Screen(page);
    }

    /// <summary>As ten minutes later: nobody's confirmation is fresh any more.</summary>
    private static async Task Stale(DoorSite site)
    {
        await using var db = site.Db();
        await db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(row => row.ConfirmedUtc, (DateTime?)null));
    }

    private static async Task Decide(Screen screen)
    {
        await screen.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = ApprovalsTexts.Approve, Exact = true }).ClickAsync();
        await screen.Answer(ApprovalsTexts.Approve);
    }

    private static Task Asked(Screen screen) => screen.Page.Locator("[data-confirm-here] [data-secret]").WaitForAsync();

    private static Task Prove(Screen screen) => screen.Page.Locator("[data-confirm-here] button[type=submit]").ClickAsync();

    private static async Task Confirm(Screen screen)
    {
        await Asked(screen);
        await screen.Page.FillAsync("#confirm-password", DoorSite.Password);
        await Prove(screen);
        await screen.Page.Locator("[data-confirm-here]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task<ApprovalState> StateOf(DoorSite site, string number)
    {
        await using var db = site.Db();
        return await db.Approvals.Where(row => row.Number == number).Select(row => row.State).SingleAsync();
    }

    [GeneratedRegex(@"\b(StepUp|stepUp)\.Require\(")]
    private static partial Regex Asking();
}
