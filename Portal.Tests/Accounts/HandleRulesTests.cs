using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Tests.Accounts;

public sealed class HandleRulesTests
{
    [Theory]
    [InlineData("qinghe_select", "qinghe_select")]
    [InlineData(" @Qinghe_Select ", "qinghe_select")]
    [InlineData("ｑｉｎｇｈｅ２０２６", "qinghe2026")]
    public void A_handle_is_kept_in_its_plain_form(string typed, string kept) => Assert.Equal(kept, HandleRules.Parse(typed));

    [Theory]
    [InlineData("abc", AccountsRefusals.HandleLength)]
    [InlineData("abcdefghijabcdefghijabcdefghija", AccountsRefusals.HandleLength)]
    [InlineData("qing-he", AccountsRefusals.HandleCharacter)]
    [InlineData("qingһe", AccountsRefusals.HandleCharacter)] // Cyrillic shha
    [InlineData("qing\u200Bhe", AccountsRefusals.HandleCharacter)]
    [InlineData("清禾茶业", AccountsRefusals.HandleCharacter)]
    [InlineData("_qinghe", AccountsRefusals.HandleShape)]
    [InlineData("qinghe_", AccountsRefusals.HandleShape)]
    [InlineData("qing__he", AccountsRefusals.HandleShape)]
    [InlineData("1qinghe", AccountsRefusals.HandleShape)]
    [InlineData("admin", AccountsRefusals.HandleReserved)]
    [InlineData("adm1n", AccountsRefusals.HandleReserved)]
    [InlineData("0fficial", AccountsRefusals.HandleShape)]
    [InlineData("p0rtal", AccountsRefusals.HandleReserved)]
    [InlineData("weixin", AccountsRefusals.HandleReserved)]
    [InlineData("qinghe_official", AccountsRefusals.HandleReserved)]
    [InlineData("", KernelRefusals.Required)]
    public void A_handle_that_cannot_be_is_refused(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => HandleRules.Parse(typed)).Code);

    [Theory]
    [InlineData("qinghe_tea", "qinghetea")]
    [InlineData("lotus10", "iotuslo")]
    [InlineData("modern", "modem")]
    [InlineData("vvuhan_tea", "wuhan_tea")]
    [InlineData("hel1o_tea", "heiio_tea")]
    public void Handles_that_look_alike_have_one_key(string a, string b) => Assert.Equal(HandleRules.Key(a), HandleRules.Key(b));

    [Theory]
    [InlineData("qinghe_tea", "qinghe_teas")]
    [InlineData("lantern", "lanterm2")]
    public void Different_handles_keep_different_keys(string a, string b) => Assert.NotEqual(HandleRules.Key(a), HandleRules.Key(b));
}
