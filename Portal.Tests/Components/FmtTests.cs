using System.Globalization;
using Portal.Components;
using Portal.Domain.Kernel;

namespace Portal.Tests.Components;

public sealed class FmtTests : IDisposable
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTime Afternoon = new(2026, 11, 22, 6, 32, 5, DateTimeKind.Utc);
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public FmtTests() => Speak("en");

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Theory]
    [InlineData(123450, "CNY", "¥1,234.50")]
    [InlineData(-8800, "CNY", "−¥88.00")]
    [InlineData(0, "CNY", "¥0.00")]
    [InlineData(-5, "CNY", "−¥0.05")]
    [InlineData(1500, "JPY", "JP¥1,500")]
    [InlineData(1234567, "KWD", "KWD 1,234.567")]
    [InlineData(-120000, "USD", "−$1,200.00")]
    public void Money_has_its_own_digits_and_a_true_minus_before_the_symbol(long minor, string currency, string shown) =>
        Assert.Equal(shown, Fmt.Money(new Money(minor, Currency.Of(currency))));

    [Theory]
    [InlineData("1", "1 open payment, 2 refunds")]
    [InlineData("1,001", "1,001 open payments, 2 refunds")]
    [InlineData("0", "0 open payments, 2 refunds")]
    public void A_sentence_says_one_or_many_by_the_number_before_it(string payments, string said) =>
        Assert.Equal(said, Fmt.Text("{0} open [payment|payments], {1} [refund|refunds]", payments, "2"));

    [Fact]
    public void The_largest_debt_can_be_printed() => Assert.Equal("−¥92,233,720,368,547,758.08", Fmt.Money(Money.Cny(long.MinValue)));

    [Fact]
    public void Signed_money_says_plus_and_iso_money_says_the_code()
    {
        Assert.Equal("+¥62.41", Fmt.MoneySigned(Money.Cny(6241)));
        Assert.Equal("−¥899.34", Fmt.MoneySigned(Money.Cny(-89934)));
        Assert.Equal("¥0.00", Fmt.MoneySigned(Money.Cny(0)));
        Assert.Equal("−CNY 88.00", Fmt.MoneyIso(Money.Cny(-8800)));
    }

    [Theory]
    [InlineData("en", 12_000_000, "¥120k")]
    [InlineData("zh-CN", 12_000_000, "¥12万")]
    [InlineData("en", 250_000_000, "¥2.5m")]
    [InlineData("en", 99_900, "¥999")]
    public void An_axis_gets_short_money(string culture, long minor, string shown)
    {
        Speak(culture);
        Assert.Equal(shown, Fmt.MoneyShort(Money.Cny(minor)));
    }

    [Fact]
    public void Counts_and_shares_group_and_round()
    {
        Assert.Equal("12,480", Fmt.Count(12_480));
        Assert.Equal("−1,204", Fmt.Count(-1_204));
        Assert.Equal("+1,204", Fmt.CountSigned(1_204));
        Assert.Equal("41.8%", Fmt.Percent(0.4182m));
        Assert.Equal("−2.1%", Fmt.Percent(-0.0205m, 1));
        Assert.Equal("0.0%", Fmt.Percent(-0.0001m, 1));
        Assert.Equal("33.3%", Fmt.Share(1, 3));
        Assert.Equal("–", Fmt.Share(1, 0));
        Assert.Equal("0.60%", Fmt.Rate(6_000));
        Assert.Equal("0.625%", Fmt.Rate(6_250));
    }

    [Theory]
    [InlineData("en", "Sun 22 Nov 2026", "22 Nov 2026", "November 2026")]
    [InlineData("zh-CN", "2026年11月22日 周日", "2026年11月22日", "2026年11月")]
    public void A_day_reads_naturally_in_both_languages(string culture, string date, string day, string month)
    {
        Speak(culture);
        var november22 = new DateOnly(2026, 11, 22);
        Assert.Equal(date, Fmt.Date(november22));
        Assert.Equal(day, Fmt.Day(november22));
        Assert.Equal(month, Fmt.Month(november22));
        Assert.Equal("–", Fmt.Date(null));
    }

    [Theory]
    [InlineData("en", "2026-11-09", "2026-11-15", "9 – 15 Nov 2026")]
    [InlineData("en", "2026-10-28", "2026-11-15", "28 Oct – 15 Nov 2026")]
    [InlineData("en", "2025-12-28", "2026-01-03", "28 Dec 2025 – 3 Jan 2026")]
    [InlineData("en", "2026-11-09", "2026-11-09", "9 Nov 2026")]
    [InlineData("zh-CN", "2026-11-09", "2026-11-15", "2026年11月9日 – 15日")]
    [InlineData("zh-CN", "2026-10-28", "2026-11-15", "2026年10月28日 – 11月15日")]
    [InlineData("zh-CN", "2025-12-28", "2026-01-03", "2025年12月28日 – 2026年1月3日")]
    public void A_range_says_what_its_ends_share_once(string culture, string from, string to, string shown)
    {
        Speak(culture);
        Assert.Equal(
            shown,
            Fmt.Range(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void An_instant_is_shown_in_the_zone_asked_for()
    {
        Assert.Equal("14:32", Fmt.Time(Afternoon, Shanghai));
        Assert.Equal("22 Nov 2026, 14:32", Fmt.Instant(Afternoon, Shanghai));
        Assert.Equal("2026-11-22 14:32:05 UTC+08:00", Fmt.InstantFull(Afternoon, Shanghai));
        Assert.Equal("2026-11-22T06:32:05Z", Fmt.Iso(Afternoon));
        Speak("zh-CN");
        Assert.Equal("2026年11月22日 14:32", Fmt.Instant(Afternoon, Shanghai));
    }

    [Theory]
    [InlineData("en", -30, "just now")]
    [InlineData("en", -300, "5 min ago")]
    [InlineData("en", 10_800, "in 3 h")]
    [InlineData("en", -86_400, "21 Nov 2026, 14:32")]
    [InlineData("zh-CN", -300, "5 分钟前")]
    [InlineData("zh-CN", 10_800, "3 小时后")]
    public void Relative_time_ends_after_a_day(string culture, int seconds, string shown)
    {
        Speak(culture);
        Assert.Equal(shown, Fmt.Relative(Afternoon.AddSeconds(seconds), Afternoon, Shanghai));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(412_300, "412 KB")]
    [InlineData(1_800_000, "1.8 MB")]
    [InlineData(14_200_000, "14.2 MB")]
    [InlineData(2_340_000_000, "2.34 GB")]
    public void File_sizes_are_decimal(long bytes, string shown) => Assert.Equal(shown, Fmt.FileSize(bytes));

    private static void Speak(string culture) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
}
