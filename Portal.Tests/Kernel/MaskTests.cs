namespace Portal.Tests.Kernel;

public sealed class MaskTests
{
    [Theory]
    [InlineData("陈洁", "陈*")]
    [InlineData("Chen Jie", "C***")]
    [InlineData("", "–")]
    public void A_name_keeps_its_first_character(string name, string shown) => Assert.Equal(shown, Mask.Name(name));

    [Theory]
    [InlineData("11010519491231002X", "•••• 002X")]
    [InlineData("1234567", "••••")]
    [InlineData("", "••••")]
    public void A_number_keeps_its_end_and_a_short_one_nothing(string number, string shown) => Assert.Equal(shown, Mask.Number(number));

    [Theory]
    [InlineData("13800138000", "138 •••• 8000")]
    [InlineData("110", "••••")]
    public void A_mobile_keeps_both_ends(string mobile, string shown) => Assert.Equal(shown, Mask.Mobile(mobile));

    [Theory]
    [InlineData("chen@example.com", "c***@example.com")]
    [InlineData("@example.com", "***")]
    [InlineData("nobody", "***")]
    public void An_address_keeps_where_mail_goes(string address, string shown) => Assert.Equal(shown, Mask.Mail(address));

    [Fact]
    public void An_open_id_is_cut() => Assert.StartsWith("oAbcd", Mask.OpenId("oAbcdefghijk"), StringComparison.Ordinal);
}
