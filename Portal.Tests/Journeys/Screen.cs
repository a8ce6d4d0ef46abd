using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Resources;

namespace Portal.Tests.Journeys;

/// <summary>One person before one browser window: finds things by the words on them, looks at each page with axe, keeps what the browser complains of.</summary>
internal sealed class Screen
{
    private readonly List<string> _errors = [];

    public Screen(IPage page)
    {
        Page = page;
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                _errors.Add($"{page.Url}: {line.Text}");
            }
        };
        page.PageError += (_, error) => _errors.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public async Task Visit(string path)
    {
        await Page.GotoAsync(path);
        await Look();
    }

    /// <summary>Waits for the page at an address that something else led to.</summary>
    public async Task Arrive(Func<string, bool> address)
    {
        await Site.At(Page, address);
        await Look();
    }

    public Task Arrive(string end) => Arrive(url => url.EndsWith(end, StringComparison.Ordinal));

    public async Task Look()
    {
        // The address moves before the page does: the skip link tells which page is shown.
        await Page.WaitForFunctionAsync(
            "() => { const skip = document.querySelector('.p-skip'); return !skip || new URL(skip.href).pathname === location.pathname; }"
        );
        await Site.Settled(Page);
        await Site.AxeClean(Page);
    }

    /// <summary>A field by its label; a counter or the word for optional may follow the label's own words.</summary>
    public ILocator Field(string label) =>
        Page.GetByLabel(new Regex($@"^\s*{Regex.Escape(label)}\s*({Regex.Escape(SharedTexts.Optional)}|[\d,]+ / [\d,]+)?\s*$"))
            .Locator("visible=true")
            .First;

    public Task Fill(string label, string value) => Field(label).FillAsync(value);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = Starts(name) });

    public Task Press(string name) => Button(name).First.ClickAsync();

    public Task Answer(string name) =>
        Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = Starts(name) }).ClickAsync();

    public Task Open(string name) =>
        Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { NameRegex = Starts(name) }).First.ClickAsync();

    public Task Sees(string text) => Page.GetByText(text).Locator("visible=true").First.WaitForAsync();

    public static FilePayload File(string name, string type, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = type,
            Buffer = content,
        };

    /// <summary>The link of a kind in the newest mail to an address, once it is in the mailbox of development.</summary>
    public async Task<string> Mailed(string email, string path)
    {
        for (var look = 0; look < 80; look++)
        {
            await Page.GotoAsync("/dev/mail");
            var rows = Page.Locator("tbody tr", new PageLocatorOptions { HasTextString = email }).Locator("a");
            if (await rows.CountAsync() > 0)
            {
                await rows.First.ClickAsync();
                var link = Page.Locator($".p-mail a[href*='{path}?']");
                await link.First.WaitForAsync();
                return await link.First.GetAttributeAsync("href") ?? "";
            }

            await Page.WaitForTimeoutAsync(250);
        }

        throw new TimeoutException($"No mail with {path} to {email}.");
    }

    /// <summary>A picture of what is shown now, for whoever asks why the story stopped.</summary>
    public Task Keep(string name) => Site.Picture(Page, name);

    public void HasNoErrors() => Assert.True(_errors.Count == 0, string.Join("\n", _errors));

    /// <summary>The words of a text before its first figure: what a button is called whatever it counts.</summary>
    public static string Head(string text) => text.Split('{')[0].Trim();

    private static Regex Starts(string name) => new($@"^\s*{Regex.Escape(name)}");
}
