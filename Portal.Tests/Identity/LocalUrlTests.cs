using Portal.Routes;

namespace Portal.Tests.Identity;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/m/qinghe")]
    [InlineData("/m/qinghe/accounts?status=live&before=3")]
    [InlineData("/w/c/qinghe_select#top")]
    [InlineData("/sign-in?to=https://example.com")]
    [InlineData("/a//b")]
    [InlineData("/中文")]
    public void A_path_of_this_site_passes(string url) => Assert.Equal(url, LocalUrl.Or(url, "/home"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" /x")]
    [InlineData("x")]
    [InlineData("x/y")]
    [InlineData("./x")]
    [InlineData("../x")]
    [InlineData("?x")]
    [InlineData("#x")]
    [InlineData("~/x")]
    [InlineData("//example.com")]
    [InlineData("///example.com")]
    [InlineData("/\\example.com")]
    [InlineData("\\/example.com")]
    [InlineData("\\\\example.com")]
    [InlineData("/x\\..\\y")]
    [InlineData("http://example.com")]
    [InlineData("https://example.com")]
    [InlineData("HTTPS://example.com")]
    [InlineData("https:/example.com")]
    [InlineData("https:example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:a@example.com")]
    [InlineData("/\t/example.com")]
    [InlineData("/\n/example.com")]
    [InlineData("/\r\nLocation: https://example.com")]
    [InlineData("/\0/example.com")]
    [InlineData("\t//example.com")]
    [InlineData("/\u200b/example.com")]
    [InlineData("/\u202eexample.com")]
    [InlineData("/\u007f/example.com")]
    [InlineData("@example.com")]
    public void Anything_else_goes_home(string? url) => Assert.Equal("/home", LocalUrl.Or(url, "/home"));

    [Fact]
    public void An_endless_address_goes_home() => Assert.Equal("/home", LocalUrl.Or("/" + new string('a', 2_000), "/home"));
}
