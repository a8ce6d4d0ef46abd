namespace Portal.Tests.Kernel;

public sealed class CapitalAmountTests
{
    [Theory]
    [InlineData(140_950, "人民币壹仟肆佰零玖元伍角")]
    [InlineData(600_714, "人民币陆仟零柒元壹角肆分")]
    [InlineData(168_032, "人民币壹仟陆佰捌拾元零叁角贰分")]
    [InlineData(10_700_053, "人民币壹拾万柒仟元零伍角叁分")]
    [InlineData(1_640_902, "人民币壹万陆仟肆佰零玖元零贰分")]
    [InlineData(32_504, "人民币叁佰贰拾伍元零肆分")]
    [InlineData(1, "人民币壹分")]
    [InlineData(10, "人民币壹角")]
    [InlineData(0, "人民币零元整")]
    [InlineData(1_000, "人民币壹拾元整")]
    [InlineData(1_050, "人民币壹拾元零伍角")]
    [InlineData(10_010_001, "人民币壹拾万零壹佰元零壹分")]
    [InlineData(20_000_005, "人民币贰拾万元零伍分")]
    [InlineData(10_000_000_000, "人民币壹亿元整")]
    [InlineData(100_000_000_001, "人民币壹拾亿元零壹分")]
    [InlineData(123_456_789_012, "人民币壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分")]
    [InlineData(-500, "人民币负伍元整")]
    public void Amounts_read_as_the_central_bank_writes_them(long fen, string expected) =>
        Assert.Equal(expected, CapitalAmount.Of(Money.Cny(fen)));

    [Fact]
    public void Another_currency_has_no_such_form() =>
        Assert.Throws<InvalidOperationException>(() => CapitalAmount.Of(new Money(100, Currency.Of("USD"))));
}
