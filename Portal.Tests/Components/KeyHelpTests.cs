using System.Globalization;
using Bunit;
using Portal.Components.Layout;

namespace Portal.Tests.Components;

public sealed class KeySheetTests : BunitContext
{
    [Theory]
    [InlineData("en", "Portal, version {0}")]
    [InlineData("zh-CN", "Portal 版本 {0}")]
    public void The_foot_of_help_and_shortcuts_says_the_version(string language, string sentence)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);

        var sheet = Render<KeyHelp>(parameters => parameters.Add(one => one.Sections, []));

        Assert.Equal(
            string.Format(CultureInfo.InvariantCulture, sentence, Release.Version),
            sheet.Find(".p-keysheet-foot").TextContent.Trim()
        );
    }
}
