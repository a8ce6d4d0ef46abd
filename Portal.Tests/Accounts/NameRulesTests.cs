using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Tests.Accounts;

public sealed class NameRulesTests
{
    public static TheoryData<string> HonestNames { get; } =
    [
        "Qinghe Tea House",
        "清禾优选",
        "广州清禾茶业",
        "Lantern Noodle Bar",
        "悦来书店",
        "海珠区图书馆",
        "Blue Whale Laundry",
        "Nan'an Bike Repair",
        "Café Zürich",
        "Ångström Labs",
        "QQ音乐角",
        "東京ラーメン屋",
        "とうきょう茶房",
        "서울 커피",
        "Москва Чай",
        "Ελληνικός Καφές",
        "قهوة بغداد",
        "קפה תל אביב",
        "ร้านกาแฟ",
        "चाय की दुकान",
        "7号仓库",
        "A&B 工作室",
        "Old Street Photo Lab",
        "蓝鲸系统集成",
        "Morning Bell Pharmacy",
    ];

    [Theory]
    [MemberData(nameof(HonestNames))]
    public void Honest_names_pass(string name)
    {
        Assert.Equal(NameLevel.Plain, NameRules.Judge(name, ["Sunrise Bakery", "青山书屋"]).Level);
        Assert.Equal(name, NameRules.Parse(name));
    }

    [Theory]
    [InlineData("Qinghe\u202Eaet", AccountsRefusals.NameInvisible)] // right to left override
    [InlineData("Qing\u200Bhe", AccountsRefusals.NameInvisible)] // zero width space
    [InlineData("Qing\u2060he", AccountsRefusals.NameInvisible)]
    [InlineData("Qing\u00ADhe", AccountsRefusals.NameInvisible)] // soft hyphen
    [InlineData("Qing\u3164he", AccountsRefusals.NameInvisible)] // Hangul filler
    [InlineData("\u2800\u2800\u2800", AccountsRefusals.NameInvisible)] // Braille blank
    [InlineData("Qinghe\U000E0041", AccountsRefusals.NameInvisible)] // tag character
    [InlineData("Qing\u00A0he", AccountsRefusals.NameInvisible)]
    [InlineData("Qing\nhe", KernelRefusals.TextNotWellFormed)]
    [InlineData("Qing\0he", KernelRefusals.TextNotWellFormed)]
    [InlineData("   ", KernelRefusals.Required)]
    [InlineData("—— ··", AccountsRefusals.NameBlank)]
    [InlineData("Qinghe ✅", AccountsRefusals.NameBadge)]
    [InlineData("Qinghe ✔", AccountsRefusals.NameBadge)]
    [InlineData("Qinghe Official", AccountsRefusals.NameRoleWord)]
    [InlineData("Qinghe 0fficia1", AccountsRefusals.NameRoleWord)]
    [InlineData("Qinghe Оffісіаl", AccountsRefusals.NameRoleWord)] // Cyrillic О, і, а
    [InlineData("Ｏｆｆｉｃｉａｌ store", AccountsRefusals.NameRoleWord)]
    [InlineData("清禾官方号", AccountsRefusals.NameRoleWord)]
    [InlineData("清禾客服", AccountsRefusals.NameRoleWord)]
    [InlineData("客 服", AccountsRefusals.NameRoleWord)]
    [InlineData("系统", AccountsRefusals.NameRoleWord)]
    [InlineData("系统通知", AccountsRefusals.NameRoleWord)]
    [InlineData("System", AccountsRefusals.NameRoleWord)]
    [InlineData("Suppоrt", AccountsRefusals.NameRoleWord)] // Cyrillic о
    [InlineData("微信支付", AccountsRefusals.NameProtected)]
    [InlineData("徽信支付", AccountsRefusals.NameProtected)]
    [InlineData("A1ipay", AccountsRefusals.NameProtected)]
    [InlineData("Wе Chаt", AccountsRefusals.NameProtected)] // Cyrillic е, а
    [InlineData("茶", AccountsRefusals.NameTooShort)]
    [InlineData("An exceedingly long name of an account", KernelRefusals.TooLong)]
    public void A_name_that_deceives_is_refused(string name, string code)
    {
        var refused = Assert.Throws<Refusal>(() => NameRules.Parse(name));
        Assert.Equal(code, refused.Code);
        Assert.Equal("Name", refused.Field);
    }

    [Theory]
    [InlineData("清和优选", "清禾优选", 75)]
    [InlineData("清秂优选", "清禾优选", 100)]
    [InlineData("Qlnghe Select", "Qinghe Select", 100)]
    [InlineData("Qinghe Selects", "Qinghe Select", 93)]
    public void Likeness_is_a_share_of_characters(string name, string certified, int likeness) =>
        Assert.Equal(likeness, ConfusableRules.Likeness(ConfusableRules.Skeleton(name), ConfusableRules.Skeleton(certified)));

    [Theory]
    [InlineData("Qlnghe Select", AccountsRefusals.NameNear)]
    [InlineData("Qinghe Se1ects", AccountsRefusals.NameNear)]
    [InlineData("微信支付服务商", AccountsRefusals.NameProtected)]
    [InlineData("Теa Hоuse", AccountsRefusals.NameMixedScript)] // Cyrillic Т, е, о
    public void A_doubtful_name_is_allowed_and_pointed_out(string name, string code)
    {
        var verdict = NameRules.Judge(name, ["Qinghe Select", "Sunrise Bakery"]);
        Assert.Equal((NameLevel.Watch, code), (verdict.Level, verdict.Code));
    }

    [Fact]
    public void Spaces_and_widths_are_made_plain() => Assert.Equal("Qinghe Tea", NameRules.Parse("  Ｑｉｎｇｈｅ　 Tea "));

    [Fact]
    public void A_broken_surrogate_is_refused() =>
        Assert.Equal(KernelRefusals.TextNotWellFormed, Assert.Throws<Refusal>(() => NameRules.Parse("Qing" + '\uD800' + "he")).Code);
}
