using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>
/// Who may only look is offered nothing that acts: on every page of the tour every control that works is one of a judged list of looking, or
/// about the reader's own settings. What their role lacks is locked with its reason, or not there.
/// </summary>
public sealed class ReadOnlyWalk(Site site)
{
    private const string Password = "a walk along the river";

    /// <summary>
    /// Controls that change nothing of the site, by what they are: the shell, a switch of view, a search, a period, a page of a list, a
    /// disclosure, a copy, "why can I not", a link to a file or to another page's reading.
    /// </summary>
    private const string Looking =
        ".p-top *, .p-side *, .p-strip *, .p-crumbs *, .p-drawer-scrim, .p-skip, #components-reconnect-modal *, #blazor-error-ui *, "
        + "summary, [data-copy], [data-reload], [data-print], .p-locked *, .p-pager *, .p-tabs *, [role=tab], .p-seg:not(form .p-seg) *, "
        + "form[role=search] *, form[method=get] *, input[type=search], a[download]";

    /// <summary>Single controls that were looked at and act on nothing but what is shown, or on what is the reader's own; each with the reason.</summary>
    private static readonly Dictionary<string, string> Judged = new(StringComparer.Ordinal)
    {
        ["Show as table"] = "The same figures in another form",
        ["Work it out again"] = "A sum on the page; nothing is kept",
        ["Work it out"] = "The fee calculator; nothing is kept",
        ["#try-"] = "What the fee calculator is asked",
        ["#through"] = "The day a dry run is asked about",
        ["Estimate"] = "A dry run: everything is rolled back",
        ["Look again"] = "Reads the alarms anew",
        ["Prove now"] = "The auditor's own work: the books are proven, nothing moves",
        ["Leave organisation"] = "The reader's own membership",
    };

    /// <summary>Every control that works and is seen: buttons, links that look like them, fields, files.</summary>
    private const string Find = """
        looking => [...document.querySelectorAll("button, a.p-btn, input:not([type=hidden]), select, textarea, summary, [role=button], [contenteditable=true]")]
            .filter(one => !one.matches(":disabled") && !one.readOnly && one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden")
            .filter(one => !one.matches(looking))
            // A link that looks like a button acts where it opens a form; all others lead to a page, which is looked at itself.
            .filter(one => one.tagName !== "A" || /[?\/](new|change|copy|replace|invite)\b/.test(one.getAttribute("href")))
            .map(one => `${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""}${one.type ? "[" + one.type + "]" : ""} ${(one.innerText || one.getAttribute("aria-label") || one.labels?.[0]?.innerText || "").trim().replace(/\s+/g, " ").slice(0, 60)}${one.href ? " -> " + new URL(one.href).pathname + new URL(one.href).search : ""}`)
        """;

    public static TheoryData<string> People() => new("auditor", "finance-viewer", "support");

    [Theory]
    [MemberData(nameof(People))]
    public async Task Nothing_that_acts_is_offered_to_who_may_only_look(string who)
    {
        var page = await Enter(who);
        var found = new List<string>();
        var opened = 0;
        DemoRole[] areas =
        [
            DemoRole.Merchant,
            DemoRole.Reviewer,
            DemoRole.Finance,
            DemoRole.Approver,
            DemoRole.Administrator,
            DemoRole.Support,
        ];
        foreach (var stop in areas.SelectMany(area => TourTests.Stops[area]).Where(stop => !Own.Contains(stop.Name)))
        {
            if (!await Reached(page, stop))
            {
                continue;
            }

            opened++;
            var controls = await page.EvaluateAsync<string[]>(Find, Looking);
            found.AddRange(
                controls
                    .Where(control => !Judged.Keys.Any(known => control.Contains(known, StringComparison.Ordinal)))
                    .Select(control => $"{stop.Name}: {control}")
            );
        }

        await page.Context.CloseAsync();
        Assert.True(opened > 5, $"{opened} pages were opened.");
        Assert.True(found.Count == 0, $"{found.Count} on {opened} pages\n{string.Join("\n", found)}");
    }

    /// <summary>Pages of the reader's own: what they do there is theirs to do.</summary>
    private static readonly string[] Own = ["me", "notifications", "notification-preferences", "start", "merchant-view"];

    private async Task<IPage> Enter(string who)
    {
        await site.Ready();
        await using var world = World.Over(site.Folder);
        var email = $"{who}@looks.example.test";
        var role = who switch
        {
            "auditor" => StaffRole.Auditor,
            "support" => StaffRole.Support,
            _ => (StaffRole?)null,
        };
        var id = await world
            .Get<PeopleService>()
            .CreateUser(Actor.Operator, new NewUser(email, "Only Looks", Password, role), CancellationToken.None);
        if (role is null)
        {
            await using var db = world.Db();
            var merchant = await db.Merchants.SingleAsync(row => row.Slug == "qinghe");
            db.Memberships.Add(new Membership(id, merchant.Id, MerchantRole.FinanceViewer, TimeProvider.System.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        }

        var page = await site.Page();
        await page.GotoAsync("/sign-in");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").First.FillAsync(Password);
        await page.Locator("input[type=password]").First.PressAsync("Enter");
        await Site.At(page, url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    /// <summary>False where the reader is turned away, or the list has no line that would lead there.</summary>
    private static async Task<bool> Reached(IPage page, TourTests.Stop stop)
    {
        var answer = await page.GotoAsync(stop.Path);
        if (answer is { Status: 403 or 404 })
        {
            return false;
        }

        await Site.Settled(page);
        if (stop.Follow is null)
        {
            return true;
        }

        var link = page.Locator(stop.Follow);
        if (await link.CountAsync() == 0)
        {
            return false;
        }

        answer = await page.GotoAsync(await link.First.GetAttributeAsync("href") + stop.Under);
        await Site.Settled(page);
        return answer is not { Status: 403 or 404 };
    }
}
