using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Routes;

namespace Portal.Tests.Identity;

/// <summary>Passkeys with the browser's virtual authenticator, and pages that go dark when their session ends elsewhere.</summary>
public sealed class PasskeyJourneyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_is_made_signs_in_confirms_and_is_removed()
    {
        await using var site = await DoorSite.Open();
        await site.Person("p@example.test");
        var page = await site.Page();
        var present = await DoorSite.AddAuthenticator(page);
        await SignIn(page);
        await page.GotoAsync(Urls.Security);
        await Site.Settled(page);
        await page.ClickAsync("form[data-passkey=register] button");
        await Site.At(page, Urls.Security + "?said=passkey");
        await Site.Settled(page);
        Assert.Equal(
            1,
            await page.Locator(".p-list b", new PageLocatorOptions { HasTextString = "Chrome · Linux" }).CountAsync() - await Sessions(page)
        );

        // Nobody at the authenticator: otherwise the offer in the address field signs in by itself.
        await present(false);
        await page.EvaluateAsync("() => document.getElementById('p-out').requestSubmit()");
        await Site.At(page, "/sign-in?said=out");
        await present(true);
        await page.ClickAsync("form[data-passkey=sign-in] button");
        await Site.At(page, Urls.Start);

        await page.GotoAsync(Urls.ConfirmTo(Urls.Email));
        await page.ClickAsync("form[data-passkey=confirm] button");
        await Site.At(page, Urls.Email);

        await page.GotoAsync(Urls.Security);
        await Site.Settled(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Remove Chrome · Linux" }).ClickAsync();
        await page.Locator(".mud-dialog .p-btn-danger-solid").ClickAsync();
        await page.GetByText("No passkey yet").WaitForAsync();

        await using var db = site.Db();
        var acts = await db.AuditRecords.OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync(Ct);
        Assert.Equal(
            ["passkey.added", "person.signed-out", "person.signed-in", "session.confirmed", "passkey.removed"],
            acts.SkipWhile(act => act != "passkey.added")
        );
    }

    [Fact]
    public async Task Staff_enrol_with_a_passkey_at_the_door_and_are_in()
    {
        await using var site = await DoorSite.Open();
        await site.Person("p@example.test", StaffRole.Administrator);
        var page = await site.Page();
        await DoorSite.AddAuthenticator(page);
        await SignIn(page);
        await Site.At(page, Urls.Enrol);
        await Site.AxeClean(page);
        await page.ClickAsync("form[data-passkey=register] button");
        await Site.At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync("/admin/people");
        await Site.Settled(page);
        Assert.EndsWith("/admin/people", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_page_goes_dark_when_its_session_is_ended_elsewhere()
    {
        await using var site = await DoorSite.Open();
        var id = await site.Person("p@example.test");
        var page = await site.Page();
        await SignIn(page);
        await Site.At(page, Urls.Start);
        await page.GotoAsync(Urls.Security);
        await Site.Settled(page);
        var elsewhere = await site.Get<SessionService>()
            .Start(Actor.Visitor("203.0.113.1"), new NewSession(id, SignInWay.Password, null, false), Ct);
        await site.Get<SessionService>().EndAll(Actor.User(id, "x", null, elsewhere.Key), exceptThis: true, Ct);
        await Site.At(page, url => url.Contains("/sign-in?to=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "light")]
    [InlineData("zh-CN", "dark")]
    public async Task The_doors_and_ones_own_pages_are_axe_clean(string lang, string theme)
    {
        await using var site = await DoorSite.Open();
        await site.Person("p@example.test");
        var staff = await site.Person("staff@example.test", StaffRole.Support);
        var page = await Dressed(site, lang, theme);
        await Clean(page, Urls.SignIn, Urls.Setup, Urls.EmailChange + "?id=1&to=new@example.test&token=x");
        await SignIn(page);
        await Site.At(page, Urls.Start);
        await Clean(page, Urls.Security, Urls.Confirm, Urls.Password, Urls.Email, Urls.Authenticator, Urls.RecoveryCodes);

        var desk = await Dressed(site, lang, theme);
        await SignIn(desk, "staff@example.test");
        await Site.At(desk, Urls.Enrol);
        await Clean(desk, Urls.Enrol);
        var factors = site.Get<SecondFactorService>();
        var secret = SecondFactorServiceTests.SecretOf((await factors.Begin(Actor.User(staff, "x"), Ct)).Uri);
        await factors.Confirm(
            Actor.User(staff, "x"),
            TotpRules.Code(secret, TotpRules.StepOf(TimeProvider.System.GetUtcNow().UtcDateTime)),
            Ct
        );
        var again = await Dressed(site, lang, theme);
        await SignIn(again, "staff@example.test");
        await Site.At(again, Urls.SecondStep);
        await Clean(again, Urls.SecondStep);
    }

    private static async Task<IPage> Dressed(DoorSite site, string lang, string theme)
    {
        var page = await site.Page();
        await page.Context.AddCookiesAsync([
            Set("portal.theme", theme),
            Set(".AspNetCore.Culture", Uri.EscapeDataString($"c={lang}|uic={lang}")),
        ]);
        return page;

        static Microsoft.Playwright.Cookie Set(string name, string value) =>
            new()
            {
                Name = name,
                Value = value,
                Domain = "localhost",
                Path = "/",
            };
    }

    private static async Task Clean(IPage page, params string[] paths)
    {
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Site.Settled(page);
            await Site.AxeClean(page);
        }
    }

    private static async Task SignIn(IPage page, string email = "p@example.test")
    {
        await page.GotoAsync(Urls.SignIn);
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", DoorSite.Password);
        await page.ClickAsync("main form.p-form button[type=submit]");
        await Site.At(page, url => !url.EndsWith(Urls.SignIn, StringComparison.Ordinal));
    }

    private static Task<int> Sessions(IPage page) => page.GetByText("last seen").CountAsync();
}
