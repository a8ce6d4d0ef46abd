using Portal.Domain.Accounts;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>A rule while it is written: texts as typed, and the sentence beside each that cannot be read.</summary>
public sealed class FeeFormView
{
    public long? ReplacesId { get; private init; }
    public string Name { get; set; } = string.Empty;
    public FeeKind Kind { get; set; }
    public FeeNature Nature { get; set; }
    public FeeScope Scope { get; set; }
    public AccountCategory? Category { get; set; }
    public string Account { get; set; } = string.Empty;
    public string Slug { get; set; } = string.Empty;
    public Channel? Channel { get; set; }
    public string Percent { get; set; } = string.Empty;
    public string Fixed { get; set; } = string.Empty;
    public string Minimum { get; set; } = string.Empty;
    public string Cap { get; set; } = string.Empty;

    /// <summary>What a merchant may take in a month before anything is charged.</summary>
    public string Allowance { get; set; } = string.Empty;
    public List<TierLine> Tiers { get; } = [];
    public string Owner { get; set; } = string.Empty;
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

    public static FeeFormView New(DateOnly tomorrow) => new() { FromDay = tomorrow };

    public static FeeFormView VersionOf(FeeRuleRow row, DateOnly tomorrow) => Filled(row, row.Id, tomorrow);

    /// <summary>What was proposed or has ended, to be proposed anew: dates to come are kept, past ones begin tomorrow without an end.</summary>
    public static FeeFormView CopyOf(FeeRuleRow row, long? replacesId, DateOnly tomorrow, SettlementZone zone)
    {
        var view = Filled(row, replacesId, tomorrow);
        view.Reason = row.Why;
        if (zone.DayOf(row.FromUtc) >= tomorrow)
        {
            (view.FromDay, view.FromTime) = On(row.FromUtc, zone);
        }

        if (row.ToUtc is { } to && zone.DayOf(to) > view.FromDay)
        {
            (view.ToDay, view.ToTime) = On(to, zone);
        }

        return view;
    }

    private static (DateOnly Day, TimeOnly Time) On(DateTime utc, SettlementZone zone) =>
        (zone.DayOf(utc), TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone.Zone)));

    private static FeeFormView Filled(FeeRuleRow row, long? replacesId, DateOnly tomorrow)
    {
        var view = Plain(row, replacesId, tomorrow);
        var steps = row.Terms.Tiers?.Steps ?? [];
        var free = row.Terms.PartsPerMillion == 0 && steps.Count > 0;
        if (free)
        {
            (view.Allowance, view.Percent) = (Yuan(steps[0].FromMinor), MoneyText.Percent(steps[0].PartsPerMillion));
        }

        view.Tiers.AddRange(
            steps
                .Skip(free ? 1 : 0)
                .Select(step => new TierLine { From = Yuan(step.FromMinor), Percent = MoneyText.Percent(step.PartsPerMillion) })
        );
        return view;
    }

    private static FeeFormView Plain(FeeRuleRow row, long? replacesId, DateOnly tomorrow) =>
        new()
        {
            ReplacesId = replacesId,
            Name = row.Name,
            Kind = row.Kind,
            Nature = row.Nature,
            Scope = row.Scope,
            Category = row.Category,
            Account = row.Account ?? string.Empty,
            Owner = row.Owner,
            Slug = row.Merchant ?? string.Empty,
            Channel = row.Channel,
            Percent = MoneyText.Percent(row.Terms.PartsPerMillion),
            Fixed = row.Terms.FixedMinor == 0 ? string.Empty : Yuan(row.Terms.FixedMinor),
            Minimum = row.Terms.MinimumMinor is { } minimum ? Yuan(minimum) : string.Empty,
            Cap = row.Terms.CapMinor is { } cap ? Yuan(cap) : string.Empty,
            Policy = row.Terms.OnRefund,
            FromDay = tomorrow,
        };

    /// <summary>The terms, or null with a sentence beside what cannot be read. Says nothing of what is still empty unless <paramref name="whole"/>.</summary>
    public FeeTerms? Terms(bool whole)
    {
        foreach (var field in Priced)
        {
            Wrong.Remove(field);
        }

        var rate = Rate(Percent, nameof(Percent));
        var part = Amount(Fixed, nameof(Fixed));
        var minimum = Amount(Minimum, nameof(Minimum));
        var cap = Amount(Cap, nameof(Cap));
        if (Kind == FeeKind.Monthly && Nature != FeeNature.Waiver)
        {
            rate ??= 0;
        }

        if (rate is null && whole)
        {
            Wrong[nameof(Percent)] = FeesTexts.PercentShape;
        }

        var steps = Steps(whole);
        if (Priced.Any(Wrong.ContainsKey) || rate is not { } known)
        {
            return null;
        }

        var free = Amount(Allowance, nameof(Allowance)) is { } allowance and > 0 ? new FeeTier(allowance, known) : null;
        var tiers = free is null ? steps : [free, .. steps];
        return new FeeTerms(free is null ? known : 0, part ?? 0, minimum, cap, Policy, tiers.Count == 0 ? null : new FeeTiers(tiers));
    }

    private static readonly string[] Priced =
    [
        nameof(Percent),
        nameof(Fixed),
        nameof(Minimum),
        nameof(Cap),
        nameof(Allowance),
        nameof(Tiers),
    ];

    /// <summary>The tier lines that are filled in; half a line is a fault once the rule is to be whole.</summary>
    private List<FeeTier> Steps(bool whole)
    {
        _ = Amount(Allowance, nameof(Allowance));
        var steps = new List<FeeTier>(Tiers.Count);
        foreach (var line in Tiers)
        {
            var from = Amount(line.From, nameof(Tiers));
            var rate = Rate(line.Percent, nameof(Tiers));
            if (from is { } lower && rate is { } known)
            {
                steps.Add(new FeeTier(lower, known));
            }
            else if (whole && (from is not null || rate is not null))
            {
                Wrong[nameof(Tiers)] = FeePlanTexts.TierHalf;
            }
        }

        return steps;
    }

    /// <summary>The whole rule, or null with what is missing in <see cref="Wrong"/>.</summary>
    public FeeRuleDraft? Draft(SettlementZone zone)
    {
        Wrong.Clear();
        var terms = Terms(whole: true);
        Miss(nameof(Name), string.IsNullOrWhiteSpace(Name), FeesTexts.NameMissing);
        Miss(nameof(Slug), Scope == FeeScope.Merchant && string.IsNullOrWhiteSpace(Slug), FeesTexts.SlugMissing);
        Miss(nameof(Category), Scope == FeeScope.Category && Category is null, FeePlanTexts.CategoryMissing);
        Miss(nameof(Account), Scope == FeeScope.Account && string.IsNullOrWhiteSpace(Account), FeePlanTexts.AccountMissing);
        Miss(nameof(Owner), Nature != FeeNature.Standard && string.IsNullOrWhiteSpace(Owner), FeePlanTexts.OwnerMissing);
        Miss(nameof(ToDay), Nature != FeeNature.Standard && ToDay is null, FeePlanTexts.EndMissing);
        Miss(nameof(Reason), string.IsNullOrWhiteSpace(Reason), FeesTexts.ReasonMissing);
        Miss(nameof(FromDay), FromDay is null, FeesTexts.DayMissing);
        Miss(nameof(FromTime), FromTime is null, FeesTexts.TimeMissing);
        Miss(nameof(ToTime), ToDay is not null && ToTime is null, FeesTexts.TimeMissing);
        if (Wrong.Count > 0 || terms is null || FromDay is not { } day || FromTime is not { } time)
        {
            return null;
        }

        DateTime? until = ToDay is { } end ? zone.InstantOf(end, ToTime ?? TimeOnly.MinValue) : null;
        return Draft(terms, zone.InstantOf(day, time), until);
    }

    /// <summary>Only what a what-if needs: whom it is for and the terms; from when does not matter.</summary>
    public FeeRuleDraft? Trial(DateTime fromUtc)
    {
        Wrong.Clear();
        var terms = Terms(whole: true);
        Miss(nameof(Slug), Scope == FeeScope.Merchant && string.IsNullOrWhiteSpace(Slug), FeesTexts.SlugMissing);
        Miss(nameof(Category), Scope == FeeScope.Category && Category is null, FeePlanTexts.CategoryMissing);
        Miss(nameof(Account), Scope == FeeScope.Account && string.IsNullOrWhiteSpace(Account), FeePlanTexts.AccountMissing);
        Name = string.IsNullOrWhiteSpace(Name) ? FeePlanTexts.WhatIfDraft : Name;
        return Wrong.Count > 0 || terms is null ? null : Draft(terms, fromUtc, null);
    }

    private FeeRuleDraft Draft(FeeTerms terms, DateTime fromUtc, DateTime? toUtc) =>
        new(
            Name,
            Kind,
            Scope == FeeScope.Merchant ? Slug.Trim() : null,
            Channel,
            Currency.Cny.Code,
            terms,
            fromUtc,
            toUtc,
            ReplacesId,
            Nature,
            Scope == FeeScope.Category ? Category : null,
            Scope == FeeScope.Account ? Account.Trim() : null,
            Nature == FeeNature.Standard ? null : Owner.Trim(),
            Nature == FeeNature.Standard ? null : Reason.Trim()
        );

    private void Miss(string field, bool missing, string sentence)
    {
        if (missing)
        {
            Wrong[field] = sentence;
        }
    }

    private long? Amount(string text, string field) =>
        Asked(field, MoneyText.Read(text, Currency.Cny)?.MinorUnits, text.Trim(), FeesTexts.AmountShape);

    private long? Rate(string text, string field) =>
        Asked(field, MoneyText.ReadPercent(text), text.Trim().TrimEnd('%', '％'), FeesTexts.PercentShape);

    /// <summary>What is there and cannot be read is said beside its field; what is empty is not.</summary>
    private long? Asked(string field, long? value, string typed, string shape)
    {
        Miss(field, value is null && typed.Length > 0, shape);
        return value;
    }

    private static string Yuan(long minor) => Money.Cny(minor).ToPlainString();
}

/// <summary>A tier while it is written.</summary>
public sealed class TierLine
{
    public string From { get; set; } = string.Empty;
    public string Percent { get; set; } = string.Empty;
}
