using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>People of an organisation and of the operator in a browser: invited, removed, refused, looking on.</summary>
public sealed class PeopleJourney(Site site)
{
    private const string Newcomer = "hu.jing@qinghe.example";

    [Fact]
    public async Task Invited_joined_removed_in_another_window_the_click_is_refused_and_the_idle_page_goes_dark()
    {
        var owner = await site.SignInAs(DemoRole.Merchant);
        await Invite(owner, Newcomer, "Content editor");
        await Site.AxeClean(owner);

        var newcomer = await site.Page();
        await newcomer.GotoAsync(await Mailed(newcomer, Newcomer));
        await Sees(newcomer, "Lin Wei invites you to work for");
        await Site.AxeClean(newcomer);
        await newcomer.FillAsync("#name", "Hu Jing");
        await newcomer.FillAsync("#password", "a walk along the river");
        await Press(newcomer, "Create your account and join");
        await At(newcomer, "/m/qinghe");
        await Follow(newcomer, "Messages");
        await At(newcomer, "/m/qinghe/messages");
        var idle = await newcomer.Context.NewPageAsync();
        await idle.GotoAsync("/m/qinghe/messages?view=sent");
        await Site.Settled(idle);
        Assert.NotEqual(0, await idle.Locator("table").CountAsync());

        await owner.GotoAsync("/m/qinghe/people");
        await Site.Settled(owner);
        await owner.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Remove Hu Jing" }).ClickAsync();
        await Sees(owner, "loses access at the next click");
        await owner.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Remove" }).ClickAsync();
        await Sees(owner, "Hu Jing is removed.");

        await Follow(newcomer, "Followers");
        await At(newcomer, "/m/qinghe/followers");
        await Sees(newcomer, "There is nothing at this address");
        Assert.Equal(0, await newcomer.Locator("table").CountAsync());

        // Nobody touches this window: it goes dark by itself.
        await idle.GetByText("There is nothing at this address").First.WaitForAsync();
        Assert.Equal(0, await idle.Locator("table").CountAsync());
        await idle.GotoAsync("/m/qinghe/people");
        await Sees(idle, "There is nothing at this address");
    }

    [Fact]
    public async Task An_existing_account_is_asked_to_sign_in_and_another_address_may_not_accept()
    {
        const string invited = "wang.fei@followers.example";
        var owner = await site.SignInAs(DemoRole.Merchant);
        await Invite(owner, invited, "Service agent");
        var link = await Mailed(owner, invited);

        await owner.GotoAsync(link);
        await Sees(owner, "This invitation is for " + invited);
        var stranger = await site.Page();
        await stranger.GotoAsync(link);
        await Sees(stranger, $"Sign in as {invited} to accept");
        await stranger.GotoAsync("/invitation?token=made-up");
        await Sees(stranger, "This link does not work");
    }

    [Fact]
    public async Task What_a_role_does_not_hold_says_what_is_missing_and_who_can_give_it()
    {
        var reviewer = await site.SignInAs(DemoRole.Reviewer);
        await reviewer.GotoAsync("/admin/audit");
        await Sees(reviewer, "It takes the permission “See the audit trail”.");
        await Sees(reviewer, "Shen Yan, Sun Tao can give it to you (administrator of the portal).");
        await Site.AxeClean(reviewer);
    }

    [Fact]
    public async Task Support_looks_as_the_merchant_changes_nothing_and_the_merchant_reads_of_it()
    {
        const string why = "Request 4712: payments do not add up";
        var support = await site.SignInAs(DemoRole.Support);
        await support.GotoAsync("/admin/merchants/qinghe/view");
        await Site.Settled(support);
        await support.FillAsync("#view-why", why);
        await Press(support, "Start viewing");
        await At(support, "/m/qinghe");
        await Sees(support, "You see Qinghe Tea House as its owner does");
        await Follow(support, "Payments");
        await At(support, "/m/qinghe/payments");
        await Site.Settled(support);
        await Site.AxeClean(support);
        await support.GotoAsync("/m/qinghe/accounts/new");
        await Sees(support, "You are viewing as a merchant");
        await support.GotoAsync("/m/qinghe");
        await Site.Settled(support);
        await Press(support, "End view");
        await At(support, "/admin/merchants");
        await support.GotoAsync("/m/qinghe/payments");
        await Sees(support, "It takes the permission “See payments”.");

        var owner = await site.SignInAs(DemoRole.Merchant);
        await owner.GotoAsync("/m/qinghe/looks");
        await Site.Settled(owner);
        var line = owner.Locator("tr", new PageLocatorOptions { HasTextString = "See payments" }).First;
        Assert.Contains(why, await line.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Tang Li", await line.InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task Invite(IPage owner, string email, string role)
    {
        await owner.GotoAsync("/m/qinghe/people?invite=true");
        await Site.Settled(owner);
        await owner.FillAsync("#invite-email", email);
        await owner.GetByLabel(role, new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await Press(owner, "Send invitation");
        await Sees(owner, $"The invitation to {email} is on its way.");
    }

    // Polled: a step inside the page is no load of a page, and one that is over already would be missed.
    private static async Task At(IPage page, string path)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
        // The address moves before the page does: the skip link tells which page is shown.
        await page.WaitForFunctionAsync(
            "() => { const skip = document.querySelector('.p-skip'); return !skip || new URL(skip.href).pathname === location.pathname; }"
        );
    }

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).First.ClickAsync();

    private static Task Follow(IPage page, string name) => page.Locator($".p-nav a[title='{name}']").ClickAsync();

    private static Task Sees(IPage page, string text) => page.GetByText(text).Locator("visible=true").First.WaitForAsync();

    /// <summary>The link of the newest invitation mailed to an address, once it is in the mailbox of development.</summary>
    private static async Task<string> Mailed(IPage page, string email)
    {
        for (var look = 0; look < 80; look++)
        {
            await page.GotoAsync("/dev/mail");
            var rows = page.Locator("tbody tr", new PageLocatorOptions { HasTextString = email }).Locator("a");
            if (await rows.CountAsync() > 0)
            {
                await rows.First.ClickAsync();
                var link = page.Locator(".p-mail a[href*='/invitation?']");
                await link.First.WaitForAsync();
                return await link.First.GetAttributeAsync("href") ?? "";
            }

            await page.WaitForTimeoutAsync(250);
        }

        throw new TimeoutException($"No invitation to {email}.");
    }
}
