using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>
/// Types into every text field that the pages of the tour show, over a slow line: the field holds what was typed. CI types a little quickly
/// over 60 ms each way; with PORTAL_TYPING=long it is 200 characters at 110 ms a key, over 60 and over 200 ms.
/// </summary>
[Collection(TypingSite.Name)]
public sealed class TypingTests(TypingSite typing)
{
    private const int PagesAtOnce = 4;
    private static readonly bool Long = Environment.GetEnvironmentVariable("PORTAL_TYPING") == "long";
    private static readonly int Characters = Long ? 200 : 24;
    private static readonly int KeyMs = Long ? 110 : 35;

    /// <summary>A field that is shown, by its place among its page's.</summary>
    private sealed class Box
    {
        public int Index { get; set; }
        public string Name { get; set; } = string.Empty;
        public bool Digits { get; set; }
        public bool Email { get; set; }
        public int Max { get; set; }
    }

    private const string Fields =
        "main textarea:visible:enabled:not([readonly]), "
        + "main input:not([type]):visible:enabled:not([readonly]), "
        + "main input:is([type=text],[type=search],[type=email],[type=tel],[type=url],[type=number],[type=password]):visible:enabled:not([readonly])";

    public static TheoryData<DemoRole?, string, int> Ways()
    {
        var ways = new TheoryData<DemoRole?, string, int>();
        foreach (var role in Enum.GetValues<DemoRole>().Cast<DemoRole?>().Append(null))
        {
            foreach (var delay in Long ? new[] { 60, 200 } : [60])
            {
                ways.Add(role, "en", delay);
                ways.Add(role, "zh-CN", delay);
            }
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_typed_over_a_slow_line_stands_in_the_field(DemoRole? role, string lang, int delayMs)
    {
        await typing.Site.Ready();
        var stops = role is { } known ? TourTests.Stops[known] : TourTests.Open;
        var faults = new ConcurrentBag<string>();
        var boxes = 0;
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, PagesAtOnce)
                .Select(async _ =>
                {
                    await using var line = new SlowLine(typing.Site.Address, TimeSpan.FromMilliseconds(delayMs));
                    var page = role is { } who
                        ? await typing.Site.SignInAs(who, lang: lang, through: line.Address)
                        : await typing.Site.Page(lang: lang, through: line.Address);
                    for (int at; (at = Interlocked.Increment(ref next)) < stops.Length; )
                    {
                        try
                        {
                            Interlocked.Add(ref boxes, await TypeAll(page, line, stops[at], lang, faults));
                        }
                        catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
                        {
                            faults.Add($"{stops[at].Name}: {fault.Message}");
                        }
                    }

                    await page.Context.CloseAsync();
                })
        );
        Assert.True(faults.IsEmpty, string.Join("\n", faults.Order(StringComparer.Ordinal)));
        Assert.True(boxes > 0 || role is DemoRole.Support, "No field was found.");
    }

    private static async Task<int> TypeAll(IPage page, SlowLine line, TourTests.Stop stop, string lang, ConcurrentBag<string> faults)
    {
        await TourTests.Reach(page, stop);
        await line.Quiet();
        if (stop.Name == "workbench")
        {
            await OpenNote(page, line);
        }

        var boxes = await page.Locator(Fields)
            .EvaluateAllAsync<Box[]>(
                """
                all => all.map((el, index) => ({
                    index, name: el.id || el.name || el.placeholder, email: el.type === 'email',
                    digits: el.type === 'number' || ['numeric', 'decimal'].includes(el.inputMode), max: el.maxLength
                }))
                """
            );
        foreach (var box in boxes)
        {
            var field = page.Locator(Fields).Nth(box.Index);
            var before = await field.InputValueAsync();
            var text = Words(box, lang);
            await field.FillAsync("");
            await line.Quiet();
            await field.FocusAsync();
            await page.Keyboard.TypeAsync(text, new KeyboardTypeOptions { Delay = KeyMs });
            await line.Quiet();
            var stands = await field.InputValueAsync();
            if (stands != text)
            {
                faults.Add($"{stop.Name} {box.Name}: typed {text}, stands {stands}");
            }

            await field.FillAsync(before);
        }

        return boxes.Length;
    }

    /// <summary>On the workbench a note opens with the line that fails, once the case is taken.</summary>
    private static async Task OpenNote(IPage page, SlowLine line)
    {
        if (await page.Locator("button[data-key=x]:enabled").CountAsync() > 0)
        {
            await page.Locator("button[data-key=x]:enabled").First.ClickAsync();
        }

        await page.Locator(".w-fail[data-note]:enabled").First.ClickAsync();
        await line.Quiet();
    }

    private static string Words(Box box, string lang)
    {
        var source =
            box.Digits ? "1234567891"
            : box.Email ? "thequickbrownfox"
            : lang == "en" ? "the quick brown fox "
            : "\u660e\u524d\u9f99\u4e95 tea ";
        var count = box.Max > 0 ? Math.Min(box.Max, Characters) : Characters;
        count = box.Digits ? Math.Min(count, 12) : count;
        return string.Create(CultureInfo.InvariantCulture, $"{new StringBuilder().Insert(0, source, (count / source.Length) + 1)}")[..count]
            .TrimEnd();
    }
}
