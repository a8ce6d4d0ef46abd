using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;

namespace Portal.Tests.Journeys;

/// <summary>
/// The pictures of docs/guide/img. One is taken again only when its page says or lays out something else than it did: what is drawn anew every day
/// because a date or a figure moved on would fill git's history with pictures that show nothing new.
/// </summary>
internal static class GuidePictures
{
    // Every visible word and box, without the figures.
    private const string Seen = """
        () => [...document.querySelectorAll('body *')]
          .filter(e => e.offsetParent !== null && e.children.length === 0)
          .map(e => `${e.tagName} ${e.getAttribute('class') ?? ''} ${e.textContent.trim().replace(/[0-9０-９]+/g, '0')}`)
          .join('\n')
        """;

    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static string Folder => Repository.PathOf("docs", "guide", "img");
    private static string Known => Path.Combine(Folder, "shown.txt");

    public static async Task Take(IPage page, string name)
    {
        var seen = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await page.EvaluateAsync<string>(Seen))))[..16];
        await OneAtATime.WaitAsync();
        try
        {
            var file = Path.Combine(Folder, name + ".png");
            var known = File.Exists(Known) ? File.ReadAllLines(Known).ToDictionary(line => line[17..], line => line[..16]) : [];
            if (File.Exists(file) && known.GetValueOrDefault(name) == seen)
            {
                return;
            }

            await page.ScreenshotAsync(new() { Path = file });
            using var shrink = Process.Start("bash", [Repository.PathOf("docs", "guide", "shrink"), file]);
            await shrink.WaitForExitAsync();
            Assert.Equal(0, shrink.ExitCode);
            known[name] = seen;
            File.WriteAllLines(Known, known.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"));
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
