namespace Portal.Tests.Components;

/// <summary>The shell in a real browser on the real product.</summary>
public sealed class ShellTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/", "light", "en")]
    [InlineData("/", "dark", "zh-CN")]
    [InlineData("/sign-in", "light", "en")]
    [InlineData("/sign-in", "dark", "zh-CN")]
    [InlineData("/sign-up", "dark", "en")]
    [InlineData("/forgot", "light", "zh-CN")]
    [InlineData("/dev/mail", "light", "en")]
    [InlineData("/nothing/here", "dark", "en")]
    public async Task Signed_out_pages_are_clean_at_both_widths(string path, string theme, string lang)
    {
        foreach (var width in new[] { 1440, 390 })
        {
            var page = await site.Page(width, theme, lang);
            await page.GotoAsync(path);
            await Site.Settled(page);
            await Site.Shot(page, "out" + path.Replace('/', '_'), width, theme, lang);
            await Site.AxeClean(page);
            await page.Context.CloseAsync();
        }
    }
}
