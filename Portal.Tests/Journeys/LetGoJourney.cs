using System.Globalization;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Domain.Messaging;
using Portal.Tests.Certification;
using Portal.Tests.Reports;

namespace Portal.Tests.Journeys;

/// <summary>K22: an owner removes a member who types on. Wherever that is, the member is told so, and nothing says that it was saved.</summary>
public sealed class LetGoJourney
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Who_is_removed_while_typing_is_told_so_wherever_it_is(string lang)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var applicant = await Applicant.In(world);
        var form = new DraftForm(applicant.Handle, MessageKind.Article, "Winter oolong", "Off the fire on Thursday.", null, null);
        var draft = await world.Get<MessagingService>().Start(applicant.Owner, "qinghe", form, Ct);
        await using var site = await FileCases.Over(world, Provider.Sqlite);
        var writer = await site.Person("writer@portal.example.test");
        await Join(site, applicant, writer);
        var page = await FileCases.SignIn(site, "writer");
        var culture = new Cookie
        {
            Name = ".AspNetCore.Culture",
            Value = Uri.EscapeDataString($"c={lang}|uic={lang}"),
            Url = site.Address,
        };
        await page.Context.AddCookiesAsync([culture]);
        var told = RefusalText.Refusal(new Refusal(IdentityRefusals.NoLongerMember, applicant.Merchant.DisplayName), new CultureInfo(lang));

        // What keeps itself as it is typed: a message, an application, a profile, a registration.
        (string Path, string Field)[] kept =
        [
            ($"/m/qinghe/messages/{draft.Number}", "#c-title"),
            ("/m/qinghe/messages/new", "#c-title"),
            ($"/m/qinghe/accounts/{applicant.Handle}/certification", "#c-operator"),
            ($"/m/qinghe/accounts/{applicant.Handle}", "#account-introduction"),
            ("/m/qinghe/accounts/new?step=2", "#handle"),
        ];
        foreach (var (path, field) in kept)
        {
            await Open(page, path, field);
            await site.Get<MembershipService>().Remove(applicant.Owner, "qinghe", writer, Ct);
            await page.Locator(field).PressSequentiallyAsync("abc");
            await page.GetByText(told).First.WaitForAsync();
            await Join(site, applicant, writer);
            // The control: who belongs there again goes on typing, and it is kept.
            await page.Locator(field).PressSequentiallyAsync("d");
            await Assertions.Expect(page.GetByText(told)).ToHaveCountAsync(0);
        }

        // What is sent by a button.
        await Open(page, "/m/qinghe/people?invite=true", "#invite-email");
        await page.Locator("#invite-email").FillAsync("friend@portal.example.test");
        await site.Get<MembershipService>().Remove(applicant.Owner, "qinghe", writer, Ct);
        await page.Locator("form:has(#invite-email) button[type=submit]").ClickAsync();
        await page.GetByText(told).First.WaitForAsync();

        // Who never belonged to an organisation hears what everybody hears.
        await page.GotoAsync("/m/qinghe/messages");
        await Assertions.Expect(page.GetByText(told)).ToHaveCountAsync(0);
    }

    private static async Task Open(IPage page, string path, string field)
    {
        await page.GotoAsync(path);
        await Site.Settled(page);
        await page.Locator(field).WaitForAsync();
    }

    private static async Task Join(DoorSite site, Applicant applicant, long person)
    {
        await using var db = site.Db();
        db.Memberships.Add(new Membership(person, applicant.Merchant.Id, MerchantRole.Owner, site.Get<TimeProvider>().UtcNow()));
        await db.SaveChangesAsync(Ct);
    }
}
