using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Kernel;

/// <summary>Money in and out of text: strict, by currency, the same wherever the reader is from, and nowhere else.</summary>
public sealed partial class MoneyTextTests
{
    private static readonly string[] Cultures = ["", "en-US", "zh-CN", "de-DE", "fr-FR", "ar-EG", "fa-IR", "hi-IN"];

    [Theory]
    [InlineData("0", "CNY", 0)]
    [InlineData("100", "CNY", 100_00)]
    [InlineData(" 100.5 ", "CNY", 100_50)]
    [InlineData("0.05", "CNY", 5)]
    [InlineData("007.10", "CNY", 7_10)]
    [InlineData("999999999999.99", "CNY", 999_999_999_999_99)]
    [InlineData("100", "JPY", 100)]
    [InlineData("1.234", "KWD", 1_234)]
    [InlineData("999999999999.999", "KWD", 999_999_999_999_999)]
    public void An_amount_is_read_by_its_currency(string text, string code, long minor) =>
        Everywhere(() =>
        {
            Assert.Equal(new Money(minor, Currency.Of(code)), MoneyText.Read(text, Currency.Of(code)));
            Assert.Equal(minor, MoneyText.ReadSigned(text, Currency.Of(code))!.Value.MinorUnits);
        });

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1,000")]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData("1e3")]
    [InlineData("0.005")]
    [InlineData("1000000000000")]
    [InlineData("１００")]
    [InlineData("100．5")]
    [InlineData("٣")]
    [InlineData("¥100")]
    [InlineData("100元")]
    [InlineData("--5")]
    [InlineData("- 5")]
    [InlineData("NaN")]
    public void What_is_no_amount_is_none(string text) =>
        Everywhere(() =>
        {
            Assert.Null(MoneyText.Read(text, Currency.Cny));
            Assert.Null(MoneyText.ReadSigned(text, Currency.Cny));
        });

    [Fact]
    public void A_currency_without_decimals_has_none()
    {
        Assert.Null(MoneyText.Read("100.0", Currency.Of("JPY")));
        Assert.Null(MoneyText.Read("100.", Currency.Of("JPY")));
        Assert.Null(MoneyText.Read("1.2345", Currency.Of("KWD")));
    }

    [Theory]
    [InlineData("-5", -5_00)]
    [InlineData("−0.01", -1)]
    [InlineData("+12.30", 12_30)]
    [InlineData(" -0 ", 0)]
    public void A_sign_is_read_where_one_is_asked_for(string text, long minor) =>
        Everywhere(() =>
        {
            Assert.Equal(Money.Cny(minor), MoneyText.ReadSigned(text, Currency.Cny));
            Assert.Null(MoneyText.Read(text, Currency.Cny));
        });

    [Theory]
    [InlineData("0.6", 6_000)]
    [InlineData("0.6255 %", 6_255)]
    [InlineData("13％", 130_000)]
    [InlineData("100", 1_000_000)]
    public void A_share_is_read_to_four_decimals(string text, long parts) =>
        Everywhere(() => Assert.Equal(parts, MoneyText.ReadPercent(text)));

    [Theory]
    [InlineData("%")]
    [InlineData("")]
    [InlineData("0.60001")]
    [InlineData("-1")]
    [InlineData("%5")]
    [InlineData("５")]
    public void What_is_no_share_is_none(string text) => Everywhere(() => Assert.Null(MoneyText.ReadPercent(text)));

    [Fact]
    public void What_a_field_shows_is_read_as_the_same_again() =>
        Everywhere(() =>
        {
            foreach (var code in new[] { "CNY", "JPY", "KWD" })
            {
                foreach (var minor in new long[] { 0, 1, 5, 10, 50, 99, 100, 101, 1_000, 1_005, 123_456_789 })
                {
                    var amount = new Money(minor, Currency.Of(code));
                    Assert.Equal(amount, MoneyText.Read(MoneyText.Typed(amount), amount.Currency));
                    Assert.Equal(amount, MoneyText.Read(amount.ToPlainString(), amount.Currency));
                    Assert.Equal(minor, MoneyText.ReadPercent(MoneyText.Percent(minor)));
                    Assert.Equal(minor, MoneyText.ReadPercent(MoneyText.TypedPercent(minor)));
                    Assert.Equal(minor, MoneyText.Kept(minor.ToString(CultureInfo.InvariantCulture)));
                }
            }

            Assert.Equal(("100", "100.50", "0"), (Typed(100_00), Typed(100_50), Typed(0)));
            Assert.Equal(
                ("5", "0.60", "0.6255"),
                (MoneyText.TypedPercent(50_000), MoneyText.TypedPercent(6_000), MoneyText.TypedPercent(6_255))
            );
            Assert.Equal(("5.00", "0.60", "0.6255"), (MoneyText.Percent(50_000), MoneyText.Percent(6_000), MoneyText.Percent(6_255)));

            static string Typed(long fen) => MoneyText.Typed(Money.Cny(fen));
        });

    [Fact]
    public void What_we_keep_is_read_and_what_we_do_not_keep_so_is_not()
    {
        Assert.Equal(-1_250, MoneyText.Kept("-1250"));
        Assert.False(MoneyText.TryKept("12.50", out _));
        Assert.False(MoneyText.TryKept("1,250", out _));
        Assert.Throws<FormatException>(() => MoneyText.Kept(""));
    }

    [Fact]
    public void Whole_units_are_as_many_minor_ones_as_the_currency_says()
    {
        Assert.Equal(1_000_000_00, Money.OfMajor(1_000_000, Currency.Cny).MinorUnits);
        Assert.Equal(1_000, Money.OfMajor(1_000, Currency.Of("JPY")).MinorUnits);
        Assert.Equal(1_000_000, Money.OfMajor(1_000, Currency.Of("KWD")).MinorUnits);
        Assert.Throws<OverflowException>(() => Money.OfMajor(long.MaxValue / 10, Currency.Cny));
    }

    /// <summary>Whole numbers that are no amounts are read there: days of a period, ids in an address, the place of an argument.</summary>
    [Fact]
    public void No_screen_turns_text_into_an_amount_itself() =>
        Assert.Empty(
            Repository
                .Sources(Repository.PathOf("Portal", "Components"), ".cs", ".razor")
                .Where(file => !file.Path.EndsWith("/ReconMatchPage.razor.cs", StringComparison.Ordinal) && Parses().IsMatch(file.Text))
                .Select(file => $"{file.Path}: {Parses().Match(file.Text).Value}")
        );

    [Theory]
    [InlineData("decimal.TryParse(amount, out var yuan)")]
    [InlineData("var fen = long.Parse(text, CultureInfo.InvariantCulture);")]
    [InlineData("Convert.ToDecimal(text)")]
    [InlineData("parts[0] + tail.PadRight(2, '0')")]
    [InlineData("(long)(yuan * 100m)")]
    public void A_screen_that_does_is_found(string text) => Assert.Matches(Parses(), text);

    private static void Everywhere(Action check)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in Cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                check();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [GeneratedRegex(
        @"\b(decimal|double|float|long|Int64)\.(Try)?Parse\b|Convert\.To(Decimal|Double|Int64)\b|PadRight\(\w+, '0'\)|\* 100m\b"
    )]
    private static partial Regex Parses();
}
