using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>
/// Sends every form of the product with all that it needs left empty: each needed field says what is wrong, all of them at once, and the
/// focus is in the first.
/// </summary>
[Collection(TypingSite.Name)]
public sealed class FormErrorsTests(TypingSite typing)
{
    /// <summary>Forms that open by a link or a step of their own, beside those of the tour.</summary>
    private static readonly Dictionary<DemoRole, TourTests.Stop[]> More = new()
    {
        [DemoRole.Merchant] =
        [
            new("account-new-handle", "/m/qinghe/accounts/new?step=2"),
            new("account-new-about", "/m/qinghe/accounts/new?step=3"),
        ],
    };

    public static TheoryData<DemoRole?, string> Ways()
    {
        var ways = new TheoryData<DemoRole?, string>();
        foreach (var role in ((DemoRole?[])[DemoRole.Merchant, DemoRole.Finance, DemoRole.Administrator, DemoRole.Support, null]))
        {
            ways.Add(role, "en");
            ways.Add(role, "zh-CN");
        }

        return ways;
    }

    /// <summary>What a form looks like after it was sent: needed fields that are empty, those of them that say so, and where the focus is.</summary>
    private sealed class Look
    {
        public string[] Empty { get; set; } = [];
        public string[] Silent { get; set; } = [];
        public string First { get; set; } = string.Empty;
        public string Focus { get; set; } = string.Empty;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_form_sent_empty_says_all_that_is_missing_and_leads_to_the_first(DemoRole? role, string lang)
    {
        await typing.Site.Ready();
        var page = role is { } who ? await typing.Site.SignInAs(who, lang: lang) : await typing.Site.Page(lang: lang);
        var stops = role is { } known ? [.. TourTests.Stops[known], .. More.GetValueOrDefault(known, [])] : TourTests.Open;
        var faults = new List<string>();
        var fields = 0;
        foreach (var stop in stops)
        {
            await TourTests.Reach(page, stop);
            var forms = await page.EvaluateAsync<int>($"() => {Forms}.length");
            for (var form = 0; form < forms; form++)
            {
                if (form > 0)
                {
                    await page.GotoAsync("about:blank");
                    await TourTests.Reach(page, stop);
                }

                fields += await Send(page, stop.Name, form, faults);
            }
        }

        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(fields > (role is DemoRole.Support or DemoRole.Administrator ? 0 : 1), $"{fields} needed fields were seen.");
    }

    /// <summary>
    /// Forms that change something, with a button that can be pressed and a text that is needed. The application for certification may be kept
    /// with gaps; what it lacks is said when it is handed in (CertificationCaseTests).
    /// </summary>
    private const string Forms = """
        [...document.querySelectorAll('main form:not([role=search]):not([data-passkey])')].filter(form =>
            !form.querySelector('#c-legal-name') && form.querySelector('button[type=submit]:not([disabled])')
            && [...form.querySelectorAll('[aria-required=true]')].some(el => el.matches('input, textarea') && el.offsetParent && !el.readOnly && !el.disabled))
        """;

    private static async Task<int> Send(IPage page, string name, int form, List<string> faults)
    {
        var sent = await page.EvaluateHandleAsync($"index => {Forms}[index]", form);
        var element = sent.AsElement();
        if (element is null)
        {
            return 0;
        }

        foreach (var field in await element.QuerySelectorAllAsync("input[aria-required=true], textarea[aria-required=true]"))
        {
            if (
                await field.IsEditableAsync()
                && await field.IsVisibleAsync()
                && await field.GetAttributeAsync("type") is not ("checkbox" or "radio")
            )
            {
                await field.FillAsync("");
            }
        }

        var isPosted = await element.GetAttributeAsync("method") is not null;
        await Send(page, element);

        var look = await page.EvaluateAsync<Look>(
            """
            () => {
                const name = el => el ? el.id || el.name || el.tagName : 'nothing';
                const empty = [...document.querySelectorAll('main form:not([role=search]) [aria-required=true]')]
                    .filter(el => el.matches('input:not([type=checkbox]):not([type=radio]), textarea') && el.offsetParent && !el.readOnly && !el.disabled && el.value === '');
                const wrong = [...document.querySelectorAll('main [aria-invalid=true]')];
                const form = wrong[0]?.closest('form');
                const mine = empty.filter(el => !form || form.contains(el));
                return {
                    empty: mine.map(name), silent: mine.filter(el => el.getAttribute('aria-invalid') !== 'true').map(name),
                    first: name(wrong[0]), focus: name(document.activeElement)
                };
            }
            """
        );
        if (look.Empty.Length == 0 || look.Silent.Length > 0 || look.First != look.Focus)
        {
            faults.Add(
                $"{name}, form {form}: empty {string.Join(", ", look.Empty)}; silent {string.Join(", ", look.Silent)}; first wrong {look.First}, focus {look.Focus}"
            );
        }

        // The same once more: nothing on the page changes then, and the field is led to all the same. A form of a static page is a new page.
        if (look.First == look.Focus && !isPosted)
        {
            await Send(page, element);
            if (!await element.EvaluateAsync<bool>("form => form.querySelector('[aria-invalid=true]') === document.activeElement"))
            {
                faults.Add(
                    $"{name}, form {form}: sent again, the focus is on {await page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 120)")}"
                );
            }
        }

        return look.Empty.Length;
    }

    private const string IsLedTo = "() => document.querySelector('main [aria-invalid=true]')?.matches(':focus') ?? false";

    private static async Task Send(IPage page, IElementHandle form)
    {
        await (await form.QuerySelectorAsync("button[type=submit]:not([disabled])"))!.ClickAsync();
        try
        {
            await page.WaitForFunctionAsync(IsLedTo, null, new() { Timeout = 8_000 });
        }
        catch (TimeoutException)
        {
            // What is missing is told by who asked.
        }
    }
}
