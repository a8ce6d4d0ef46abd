using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Portal.Components;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Tests.Journeys;

/// <summary>What a writer typed is what goes out, and nothing typed is lost: a cut line, a reload, the way back, a second window, a lost seat.</summary>
[Collection(TypingSite.Name)]
public sealed class LostConnectionTests(TypingSite typing)
{
    private const string New = "/m/qinghe/messages/new";
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(60);

    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task What_was_typed_while_the_line_was_cut_is_what_is_scheduled(string lang, bool silently)
    {
        Speak(lang);
        await using var line = await Line();
        var page = await Composer(line, lang);
        await page.Locator("#c-title").FillAsync($"Vouchers {lang}");
        await page.Locator("#c-later").CheckAsync();
        await page.Locator("#c-date").FillAsync("2027-02-01");
        await page.Locator("#c-text").FillAsync("Take off 10 yuan");
        await Saved(page);
        await page.EvaluateAsync(
            """
            () => {
                window.wasBack = new Promise(back => document.getElementById('components-reconnect-modal')
                    .addEventListener('components-reconnect-state-changed', event => event.detail.state === 'hide' && back()));
            }
            """
        );
        line.Cut(silently);
        await page.Locator("#c-text").FillAsync("Take off 100 yuan");
        line.Mend();
        await page.EvaluateAsync("() => window.wasBack");
        await page.Locator(".p-page-head .p-btn-primary").First.ClickAsync();
        await Words(page, MessagingTexts.CancelSending).WaitForAsync();
        await Assertions.Expect(page.Locator(".c-side")).ToContainTextAsync($"Vouchers {lang}");
        await page.GetByText(MessagingTexts.KindArticle, new PageGetByTextOptions { Exact = true }).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".c-side")).ToContainTextAsync("Take off 100 yuan");
    }

    [Fact]
    public async Task A_line_that_died_without_a_word_is_never_called_saved_and_is_noticed_soon()
    {
        Speak("en");
        await using var line = await Line();
        var page = await Composer(line, "en");
        await page.Locator("#c-text").FillAsync("Kept.");
        await Saved(page);
        await Assertions.Expect(page.Locator(".c-saved-at")).ToBeVisibleAsync();
        line.Cut(silently: true);
        await page.Locator("#c-text").FillAsync("Kept. Not kept.");
        await Assertions.Expect(page.Locator(".c-saved-at")).ToBeHiddenAsync();
        Assert.Equal($"\"{MessagingTexts.NotSavedYet}\"", await Before(page));
        // The framework alone would say so after half a minute; Screens.SilenceMax is 15 s.
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 25_000 });
        line.Mend();
        await Assertions.Expect(page.Locator(".c-saved-at")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }

    private static Task<string> Before(IPage page) =>
        page.Locator(".c-saved").EvaluateAsync<string>("el => getComputedStyle(el, '::before').content");

    [Fact]
    public async Task What_a_reload_would_lose_comes_back_and_says_so()
    {
        Speak("en");
        await using var line = await Line();
        var page = await Composer(line, "en");
        await page.Locator("#c-text").FillAsync("The first words.");
        await Saved(page);
        line.Cut();
        await page.Locator("#c-text").FillAsync("The first words and the last ones.");
        // Away without the line, as a reload does: the browser's own page of errors would try again by itself, against the test.
        var address = new Uri(page.Url).PathAndQuery;
        await page.GotoAsync("about:blank");
        line.Mend();
        await page.GotoAsync(address);
        await Assertions.Expect(page.Locator("#c-text")).ToHaveValueAsync("The first words and the last ones.");
        await Assertions.Expect(page.Locator("#c-text-note")).ToContainTextAsync(SharedTexts.TypingRestored);
        await Saved(page);
        await Site.AxeClean(page);
        // Control: what has been saved since is not brought back once more.
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#c-text")).ToHaveValueAsync("The first words and the last ones.");
        await Assertions.Expect(page.Locator("#c-text-note")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task Going_back_or_away_saves_what_was_typed_last()
    {
        Speak("en");
        await using var line = await Line();
        var page = await Composer(line, "en");
        await page.Locator("#c-title").FillAsync("Left in a hurry");
        await Saved(page);
        var address = new Uri(page.Url).PathAndQuery;
        var other = await typing.Site.SignInAs(DemoRole.Merchant);
        // Back within the circuit, then a way out of it.
        await page.GotoAsync("/m/qinghe/messages");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Left in a hurry" }).ClickAsync();
        await page.Locator("#c-text").FillAsync("Begun, and ended at the last moment.");
        await page.GoBackAsync();
        await page.Locator("#c-text").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await other.GotoAsync(address);
        await Assertions.Expect(other.Locator("#c-text")).ToHaveValueAsync("Begun, and ended at the last moment.");
        await page.GotoAsync(address);
        await page.Locator("#c-text").FillAsync("Changed once more.");
        await line.Quiet();
        await page.GotoAsync("/w");
        for (var look = 0; look < 20 && await other.Locator("#c-text").InputValueAsync() != "Changed once more."; look++)
        {
            await other.ReloadAsync();
            await Site.Settled(other);
        }

        await Assertions.Expect(other.Locator("#c-text")).ToHaveValueAsync("Changed once more.");
    }

    [Theory]
    [InlineData("en", "a")]
    [InlineData("zh-CN", "\u8336")]
    public async Task An_article_of_twenty_thousand_letters_is_taken_and_one_more_is_refused_whole(string lang, string letter)
    {
        Speak(lang);
        await using var line = await Line();
        var page = await Composer(line, lang);
        var text = new string(letter[0], MarkdownRules.CharsMax);
        await page.Locator("#c-text").FocusAsync();
        await page.Keyboard.InsertTextAsync(text);
        await Saved(page);
        await page.Keyboard.InsertTextAsync(letter);
        await Assertions
            .Expect(page.Locator("#c-text-note"))
            .ToContainTextAsync(Fmt.Text(SharedTexts.TypingFull, Fmt.Count(MarkdownRules.CharsMax)));
        Assert.Equal(text, await page.Locator("#c-text").InputValueAsync());
        var other = await typing.Site.SignInAs(DemoRole.Merchant, lang: lang);
        await other.GotoAsync(new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(other.Locator("#c-text")).ToHaveValueAsync(text);
    }

    [Fact]
    public async Task Two_windows_on_one_draft_keep_both_texts()
    {
        Speak("en");
        await using var line = await Line();
        var mine = await Composer(line, "en");
        await mine.Locator("#c-text").FillAsync("Begun together.");
        await Saved(mine);
        var first = new Uri(mine.Url).PathAndQuery;
        var theirs = await typing.Site.SignInAs(DemoRole.Merchant);
        await theirs.GotoAsync(first);
        await theirs.Locator("#c-text").FillAsync("The other window's ending.");
        await Saved(theirs);
        await mine.Locator("#c-text").FillAsync("My own ending.");
        await mine.GetByText(MessagingTexts.TwoTextsTitle).WaitForAsync();
        await Assertions.Expect(mine.Locator(".c-theirs")).ToContainTextAsync("The other window's ending.");
        await Assertions.Expect(mine.Locator(".c-saved")).ToHaveTextAsync(MessagingTexts.NotSavedYet);
        await Site.AxeClean(mine);
        await Words(mine, MessagingTexts.KeepBoth).ClickAsync();
        await Site.At(mine, url => url.Contains("/MSG-", StringComparison.Ordinal) && !url.EndsWith(first, StringComparison.Ordinal));
        await Saved(mine);
        await theirs.ReloadAsync();
        await Assertions.Expect(theirs.Locator("#c-text")).ToHaveValueAsync("The other window's ending.");
        await theirs.GotoAsync(new Uri(mine.Url).PathAndQuery);
        await Assertions.Expect(theirs.Locator("#c-text")).ToHaveValueAsync("My own ending.");
    }

    [Fact]
    public async Task A_writer_who_was_removed_is_told_that_the_text_is_not_saved()
    {
        Speak("en");
        await using var line = await Line();
        var page = await Composer(line, "en");
        await page.Locator("#c-text").FillAsync("Written as a member.");
        await Saved(page);
        var kept = await TakeSeat();
        try
        {
            await page.Locator("#c-text").FillAsync("Written as nobody's member.");
            await page.GetByText(IdentityTexts.Identity_NoLongerMember.Split("{0}")[1][..30]).WaitForAsync();
            await Assertions.Expect(page.Locator(".c-saved")).ToHaveTextAsync(MessagingTexts.NotSavedYet);
        }
        finally
        {
            await GiveSeat(kept);
        }
    }

    private static void Speak(string lang) => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(lang);

    private async Task<SlowLine> Line()
    {
        await typing.Site.Ready();
        return new SlowLine(typing.Site.Address, Way);
    }

    private async Task<IPage> Composer(SlowLine line, string lang)
    {
        var page = await typing.Site.SignInAs(DemoRole.Merchant, lang: lang, through: line.Address);
        await page.GotoAsync(New);
        await Site.Settled(page);
        return page;
    }

    /// <summary>The composer says that it is saved; a draft that is saved for the first time has its number in the address then.</summary>
    private static async Task Saved(IPage page)
    {
        await Site.At(page, url => url.Contains("/MSG-", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("[data-unkept]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".c-saved")).ToContainTextAsync(Screen.Head(MessagingTexts.SavedAt));
    }

    private static ILocator Words(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name }).First;

    /// <summary>Takes the demo merchant's seat at Qinghe from under the running site.</summary>
    private async Task<List<Dictionary<string, object?>>> TakeSeat()
    {
        await using var db = await Open();
        await using var read = db.CreateCommand();
        read.CommandText = $"SELECT * FROM \"Memberships\" WHERE {Seat}";
        var rows = new List<Dictionary<string, object?>>();
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => (object?)reader.GetValue(at)));
            }
        }

        Assert.NotEmpty(rows);
        await using var delete = db.CreateCommand();
        delete.CommandText = $"DELETE FROM \"Memberships\" WHERE {Seat}";
        await delete.ExecuteNonQueryAsync();
        return rows;
    }

    private static readonly string Seat =
        "\"MerchantId\" = (SELECT \"Id\" FROM \"Merchants\" WHERE \"Slug\" = 'qinghe') AND \"UserId\" = (SELECT \"Id\" FROM \"Users\" WHERE \"Email\" = '"
        + Portal.Domain.Demo.DemoPeople.Merchant.Email
        + "')";

    private async Task GiveSeat(List<Dictionary<string, object?>> rows)
    {
        await using var db = await Open();
        foreach (var row in rows)
        {
            await using var insert = db.CreateCommand();
            var names = row.Keys.ToList();
            insert.CommandText =
                $"INSERT INTO \"Memberships\" ({string.Join(", ", names.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select((_, at) => $"$p{at}"))})";
            for (var at = 0; at < names.Count; at++)
            {
                insert.Parameters.AddWithValue($"$p{at}", row[names[at]] ?? DBNull.Value);
            }

            await insert.ExecuteNonQueryAsync();
        }
    }

    private async Task<SqliteConnection> Open()
    {
        var db = new SqliteConnection($"Data Source={Path.Combine(typing.Site.Folder, "portal.db")};Default Timeout=30;Pooling=False");
        await db.OpenAsync();
        return db;
    }
}
