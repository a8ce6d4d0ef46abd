using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Components;

/// <summary>
/// The only way pages print values. Everything reads the current culture's language (Chinese or not) and nothing else of it, so that two
/// machines with different system settings show the same text.
/// </summary>
public static partial class Fmt
{
    /// <summary>What stands where a value is absent.</summary>
    public const string None = "–";

    private const string Minus = "\u2212";
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly string[] WeekdaysZh = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>
    /// A sentence of a resource file with its {0}, {1} filled in. Arguments are texts already printed by Fmt, or names. What stands as
    /// <c>[payment|payments]</c> is said as one or as many, by the argument before it.
    /// </summary>
    public static string Text(string sentence, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, CompositeFormat.Parse(Numbered(sentence, arguments)), arguments);

    internal static string Numbered(string sentence, object?[] arguments) =>
        sentence.Contains('[', StringComparison.Ordinal)
            ? OneOrMany()
                .Replace(
                    sentence,
                    found =>
                        found.Groups["between"].Value.Insert(0, $"{{{found.Groups["number"].Value}}}")
                        + found.Groups[IsOne(arguments, found.Groups["number"].Value) ? "one" : "many"].Value
                )
            : sentence;

    private static bool IsOne(object?[] arguments, string number) =>
        arguments[int.Parse(number, Invariant)] is { } argument && Convert.ToString(argument, Invariant) == "1";

    [GeneratedRegex(@"\{(?<number>[0-9])\}(?<between>[^{\[]*)\[(?<one>[^|\]]*)\|(?<many>[^\]]*)\]", RegexOptions.NonBacktracking)]
    private static partial Regex OneOrMany();

    // ---- money and numbers

    /// <summary><c>¥1,234.50</c>, <c>−¥88.00</c>; a currency without a symbol of its own reads <c>CAD 12.00</c>.</summary>
    public static string Money(Money amount) => Sign(amount.MinorUnits) + Unsigned(amount);

    /// <summary>As <see cref="Money(Domain.Kernel.Money)"/>, with a plus before a positive amount: <c>+¥62.41</c>.</summary>
    public static string MoneySigned(Money amount) => (amount.MinorUnits > 0 ? "+" : Sign(amount.MinorUnits)) + Unsigned(amount);

    /// <summary>An amount before it is rounded, in minor units with what lies behind them: <c>¥0.05928</c>.</summary>
    public static string Exact(decimal minor, Currency currency)
    {
        var scale = currency.MinorDigits switch
        {
            0 => 1m,
            3 => 1000m,
            _ => 100m,
        };
        var least = new string('0', currency.MinorDigits);
        return Symbol(currency) + (minor / scale).ToString($"#,0.{least}######", Invariant);
    }

    /// <summary>With the ISO code, where currencies mix: <c>CNY 1,234.50</c>.</summary>
    public static string MoneyIso(Money amount) => $"{Sign(amount.MinorUnits)}{amount.Currency.Code} {Digits(amount)}";

    /// <summary>Short, for chart axes only: <c>¥120k</c>, <c>¥1.2m</c>, in Chinese <c>¥12万</c>.</summary>
    public static string MoneyShort(Money amount)
    {
        var value = Math.Abs(amount.ToDecimal());
        var (scale, unit) = Chinese switch
        {
            true when value >= 100_000_000 => (100_000_000m, "亿"),
            true when value >= 10_000 => (10_000m, "万"),
            false when value >= 1_000_000 => (1_000_000m, "m"),
            false when value >= 1_000 => (1_000m, "k"),
            _ => (1m, ""),
        };
        return $"{Sign(amount.MinorUnits)}{Symbol(amount.Currency)}{(value / scale).ToString("#,0.#", Invariant)}{unit}";
    }

    /// <summary><c>12,480</c>.</summary>
    public static string Count(long value) => Sign(value) + Math.Abs((decimal)value).ToString("#,0", Invariant);

    /// <summary><c>+1,204</c>.</summary>
    public static string CountSigned(long value) => value > 0 ? "+" + Count(value) : Count(value);

    /// <summary>A ratio as a percentage with one decimal: 0.4182 is <c>41.8%</c>.</summary>
    public static string Percent(decimal ratio) => Percent(ratio, 1);

    /// <summary>A ratio as a percentage with as many decimals as asked for: fee rates have two or more.</summary>
    public static string Percent(decimal ratio, int decimals)
    {
        var rounded = Math.Round(ratio * 100, decimals, MidpointRounding.AwayFromZero);
        return Sign(rounded) + Math.Abs(rounded).ToString("F" + decimals, Invariant) + "%";
    }

    /// <summary>A part of a whole as a percentage; an en dash when there is no whole.</summary>
    public static string Share(long part, long whole) => whole == 0 ? None : Percent((decimal)part / whole);

    /// <summary>A rate held in parts per million, without needless zeros: 6,000 is <c>0.60%</c>, 6,250 is <c>0.625%</c>.</summary>
    public static string Rate(long partsPerMillion)
    {
        var percent = Math.Abs(partsPerMillion / 10_000m);
        return Sign(partsPerMillion) + percent.ToString("0.00##", Invariant) + "%";
    }

    /// <summary>Decimal file sizes as people read them on a phone: <c>412 KB</c>, <c>1.8 MB</c>.</summary>
    public static string FileSize(long bytes) =>
        bytes switch
        {
            < 1_000 => $"{bytes.ToString(Invariant)} B",
            < 1_000_000 => $"{Math.Round(bytes / 1_000m, MidpointRounding.AwayFromZero).ToString("0", Invariant)} KB",
            < 1_000_000_000 => $"{(bytes / 1_000_000m).ToString("0.#", Invariant)} MB",
            _ => $"{(bytes / 1_000_000_000m).ToString("0.##", Invariant)} GB",
        };

    // ---- days

    /// <summary><c>Sun 22 Nov 2026</c>, <c>2026年11月22日 周日</c>.</summary>
    public static string Date(DateOnly day) =>
        Chinese ? $"{DayZh(day)} {WeekdaysZh[(int)day.DayOfWeek]}" : day.ToString("ddd d MMM yyyy", Invariant);

    public static string Date(DateOnly? day) => day is { } known ? Date(known) : None;

    /// <summary>Without the weekday: <c>22 Nov 2026</c>, <c>2026年11月22日</c>.</summary>
    public static string Day(DateOnly day) => Chinese ? DayZh(day) : day.ToString("d MMM yyyy", Invariant);

    public static string Day(DateOnly? day) => day is { } known ? Day(known) : None;

    /// <summary><c>November 2026</c>, <c>2026年11月</c>.</summary>
    public static string Month(DateOnly day) =>
        Chinese ? $"{day.Year.ToString(Invariant)}年{day.Month.ToString(Invariant)}月" : day.ToString("MMMM yyyy", Invariant);

    /// <summary>Both ends included, what they share said once: <c>9 – 15 Nov 2026</c>, <c>2026年11月9日 – 15日</c>.</summary>
    public static string Range(DateOnly from, DateOnly to)
    {
        if (from == to)
        {
            return Day(from);
        }

        var sameYear = from.Year == to.Year;
        var sameMonth = sameYear && from.Month == to.Month;
        if (Chinese)
        {
            var end =
                sameMonth ? $"{to.Day.ToString(Invariant)}日"
                : sameYear ? $"{to.Month.ToString(Invariant)}月{to.Day.ToString(Invariant)}日"
                : DayZh(to);
            return $"{DayZh(from)} – {end}";
        }

        var start = from.ToString(
            sameMonth ? "%d"
                : sameYear ? "d MMM"
                : "d MMM yyyy",
            Invariant
        );
        return $"{start} – {Day(to)}";
    }

    // ---- instants: UTC in, shown in the display zone, 24 hours

    /// <summary><c>14:32</c>.</summary>
    public static string Time(DateTime utc, TimeZoneInfo zone) => In(utc, zone).ToString("HH:mm", Invariant);

    /// <summary><c>22 Nov 2026, 14:32</c>, <c>2026年11月22日 14:32</c>.</summary>
    public static string Instant(DateTime utc, TimeZoneInfo zone)
    {
        var day = Day(DateOnly.FromDateTime(In(utc, zone)));
        return Chinese ? $"{day} {Time(utc, zone)}" : $"{day}, {Time(utc, zone)}";
    }

    public static string Instant(DateTime? utc, TimeZoneInfo zone) => utc is { } known ? Instant(known, zone) : None;

    /// <summary>To the second with the zone's offset, for title attributes: <c>2026-11-22 14:32:05 UTC+08:00</c>.</summary>
    public static string InstantFull(DateTime utc, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(utc);
        var sign = offset < TimeSpan.Zero ? Minus : "+";
        return $"{In(utc, zone).ToString("yyyy-MM-dd HH:mm:ss", Invariant)} UTC{sign}{offset.Duration().ToString(@"hh\:mm", Invariant)}";
    }

    /// <summary>For the machine: the <c>datetime</c> attribute of a <c>time</c> element.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", Invariant);

    /// <summary>Time that runs down: <c>29:58</c>; nothing below zero.</summary>
    public static string Countdown(TimeSpan left)
    {
        var whole = left < TimeSpan.Zero ? TimeSpan.Zero : left;
        return string.Create(Invariant, $"{(int)whole.TotalMinutes:00}:{whole.Seconds:00}");
    }

    /// <summary>Relative within 24 hours on either side (<c>5 min ago</c>, <c>in 3 h</c>), the instant otherwise.</summary>
    public static string Relative(DateTime utc, DateTime nowUtc, TimeZoneInfo zone)
    {
        var gap = nowUtc - utc;
        if (gap.Duration() >= TimeSpan.FromHours(24))
        {
            return Instant(utc, zone);
        }

        if (gap.Duration() < TimeSpan.FromMinutes(1))
        {
            return Chinese ? "刚刚" : "just now";
        }

        var span = Span(gap.Duration());
        return (Chinese, gap > TimeSpan.Zero) switch
        {
            (true, true) => span + "前",
            (true, false) => span + "后",
            (false, true) => span + " ago",
            (false, false) => "in " + span,
        };
    }

    /// <summary>How long, in its largest whole unit: <c>41 s</c>, <c>6 min</c>, <c>3 h</c>, <c>2 days</c>; in Chinese <c>6 分钟</c>.</summary>
    public static string Span(TimeSpan span)
    {
        var (value, en, zh) = span switch
        {
            { TotalMinutes: < 1 } => ((long)span.TotalSeconds, "s", "秒"),
            { TotalHours: < 1 } => ((long)span.TotalMinutes, "min", "分钟"),
            { TotalDays: < 1 } => ((long)span.TotalHours, "h", "小时"),
            _ => ((long)span.TotalDays, (long)span.TotalDays == 1 ? "day" : "days", "天"),
        };
        return $"{Count(value)} {(Chinese ? zh : en)}";
    }

    private static DateTime In(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    private static string DayZh(DateOnly day) =>
        $"{day.Year.ToString(Invariant)}年{day.Month.ToString(Invariant)}月{day.Day.ToString(Invariant)}日";

    private static string Unsigned(Money amount) => Symbol(amount.Currency) + Digits(amount);

    private static string Digits(Money amount) => Math.Abs(amount.ToDecimal()).ToString("N" + amount.Currency.MinorDigits, Invariant);

    private static string Symbol(Currency currency) =>
        currency.Code switch
        {
            "CNY" => "¥",
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            "HKD" => "HK$",
            "JPY" => "JP¥",
            var code => code + " ",
        };

    private static string Sign(decimal value) => value < 0 ? Minus : "";
}
