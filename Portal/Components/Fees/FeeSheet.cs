using System.Globalization;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>A rule while it is written: texts as typed, and the sentence beside each that cannot be read.</summary>
public sealed class FeeSheet
{
    private const int PercentDigits = 4;
    private const int WholeDigitsMax = 12;

    public long? ReplacesId { get; private init; }
    public string Name { get; set; } = string.Empty;
    public bool ForOne { get; set; }
    public string Slug { get; set; } = string.Empty;
    public Channel? Channel { get; set; }
    public string Percent { get; set; } = string.Empty;
    public string Fixed { get; set; } = string.Empty;
    public string Minimum { get; set; } = string.Empty;
    public string Cap { get; set; } = string.Empty;
    public RefundPolicy Policy { get; set; }
    public DateOnly? FromDay { get; set; }
    public TimeOnly? FromTime { get; set; } = TimeOnly.MinValue;
    public DateOnly? ToDay { get; set; }
    public TimeOnly? ToTime { get; set; } = TimeOnly.MinValue;

    /// <summary>Why; whoever approves reads it.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>Makes the second of two clicks the same command.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What is wrong, by the property it concerns.</summary>
    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    public static FeeSheet New(DateOnly tomorrow) => new() { FromDay = tomorrow };

    public static FeeSheet VersionOf(FeeRuleRow row, DateOnly tomorrow) =>
        new()
        {
            ReplacesId = row.Id,
            Name = row.Name,
            ForOne = row.Merchant is not null,
            Slug = row.Merchant ?? string.Empty,
            Channel = row.Channel,
            Percent = Plain(row.Terms.PartsPerMillion, PercentDigits),
            Fixed = row.Terms.FixedMinor == 0 ? string.Empty : Yuan(row.Terms.FixedMinor),
            Minimum = row.Terms.MinimumMinor is { } minimum ? Yuan(minimum) : string.Empty,
            Cap = row.Terms.CapMinor is { } cap ? Yuan(cap) : string.Empty,
            Policy = row.Terms.OnRefund,
            FromDay = tomorrow,
        };

    /// <summary>The terms, or null with a sentence beside what cannot be read. Says nothing of what is still empty unless <paramref name="whole"/>.</summary>
    public FeeTerms? Terms(bool whole)
    {
        foreach (var field in (string[])[nameof(Percent), nameof(Fixed), nameof(Minimum), nameof(Cap)])
        {
            Wrong.Remove(field);
        }

        var rate = Read(Percent.Trim().TrimEnd('%', '％').TrimEnd(), PercentDigits, nameof(Percent), FeesTexts.PercentShape);
        var part = Amount(Fixed, nameof(Fixed));
        var minimum = Amount(Minimum, nameof(Minimum));
        var cap = Amount(Cap, nameof(Cap));
        if (rate is null && whole)
        {
            Wrong[nameof(Percent)] = FeesTexts.PercentShape;
        }

        var readable = !((string[])[nameof(Percent), nameof(Fixed), nameof(Minimum), nameof(Cap)]).Any(Wrong.ContainsKey);
        return readable && rate is { } known ? new FeeTerms(known, part ?? 0, minimum, cap, Policy) : null;
    }

    /// <summary>The whole rule, or null with what is missing in <see cref="Wrong"/>.</summary>
    public FeeRuleDraft? Draft(SettlementZone zone)
    {
        Wrong.Clear();
        var terms = Terms(whole: true);
        Miss(nameof(Name), string.IsNullOrWhiteSpace(Name), FeesTexts.NameMissing);
        Miss(nameof(Slug), ForOne && string.IsNullOrWhiteSpace(Slug), FeesTexts.SlugMissing);
        Miss(nameof(Reason), string.IsNullOrWhiteSpace(Reason), FeesTexts.ReasonMissing);
        Miss(nameof(FromDay), FromDay is null, FeesTexts.DayMissing);
        Miss(nameof(FromTime), FromTime is null, FeesTexts.TimeMissing);
        Miss(nameof(ToTime), ToDay is not null && ToTime is null, FeesTexts.TimeMissing);
        if (Wrong.Count > 0 || terms is null || FromDay is not { } day || FromTime is not { } time)
        {
            return null;
        }

        DateTime? until = ToDay is { } end ? zone.InstantOf(end, ToTime ?? TimeOnly.MinValue) : null;
        return new FeeRuleDraft(
            Name,
            FeeKind.Payment,
            ForOne ? Slug.Trim() : null,
            Channel,
            Currency.Cny.Code,
            terms,
            zone.InstantOf(day, time),
            until,
            ReplacesId
        );
    }

    private void Miss(string field, bool missing, string sentence)
    {
        if (missing)
        {
            Wrong[field] = sentence;
        }
    }

    private long? Amount(string text, string field) => Read(text.Trim(), Currency.Cny.MinorDigits, field, FeesTexts.AmountShape);

    /// <summary>Digits with at most <paramref name="digits"/> behind the point, as a whole number of the smallest step; null when empty.</summary>
    private long? Read(string text, int digits, string field, string shape)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var parts = text.Split('.');
        var tail = parts.Length > 1 ? parts[1] : string.Empty;
        if (
            parts.Length > 2
            || parts[0].Length is 0 or > WholeDigitsMax
            || tail.Length > digits
            || (parts.Length > 1 && tail.Length == 0)
            || !text.All(letter => char.IsAsciiDigit(letter) || letter == '.')
        )
        {
            Wrong[field] = shape;
            return null;
        }

        return long.Parse(parts[0] + tail.PadRight(digits, '0'), CultureInfo.InvariantCulture);
    }

    private static string Yuan(long minor) => Money.Cny(minor).ToPlainString();

    private static string Plain(long steps, int digits)
    {
        var text = steps.ToString("D" + (digits + 1), CultureInfo.InvariantCulture);
        var tail = text[^digits..].TrimEnd('0');
        return text[..^digits] + "." + tail.PadRight(2, '0');
    }
}
