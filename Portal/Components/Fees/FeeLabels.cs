using Portal.Components.Accounts;
using Portal.Components.Payments;
using Portal.Components.Shared;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>What the parts of a fee rule are called.</summary>
public static class FeeLabels
{
    public static string Policy(RefundPolicy policy) =>
        policy switch
        {
            RefundPolicy.OnRemaining => FeesTexts.Policy_OnRemaining,
            RefundPolicy.Proportional => FeesTexts.Policy_Proportional,
            RefundPolicy.None => FeesTexts.Policy_None,
        };

    /// <summary>The refund policy as a sentence for merchants.</summary>
    public static string Sentence(RefundPolicy policy) =>
        policy switch
        {
            RefundPolicy.OnRemaining => FeePlanTexts.Refunds_OnRemaining,
            RefundPolicy.Proportional => FeePlanTexts.Refunds_Proportional,
            RefundPolicy.None => FeePlanTexts.Refunds_None,
        };

    public static string Channel(Channel? channel) => channel is { } named ? PayLabels.Channel(named) : FeesTexts.AnyChannel;

    public static string Target(FeeRuleRow row) =>
        row.Scope switch
        {
            FeeScope.All => FeesTexts.Everybody,
            FeeScope.Category => row.Category is { } category ? Fmt.Text(FeePlanTexts.CategoryOf, AccountLabels.Of(category)) : Fmt.None,
            FeeScope.Merchant => row.MerchantName ?? Fmt.None,
            FeeScope.Account => Fmt.Text(FeePlanTexts.AccountOf, row.Account, row.MerchantName),
        };

    public static string Kind(FeeKind kind) =>
        kind switch
        {
            FeeKind.Payment => FeePlanTexts.Kind_Payment,
            FeeKind.RefundHandling => FeePlanTexts.Kind_RefundHandling,
            FeeKind.Transfer => FeePlanTexts.Kind_Transfer,
            FeeKind.Payout => FeePlanTexts.Kind_Payout,
            FeeKind.Monthly => FeePlanTexts.Kind_Monthly,
        };

    public static string Scope(FeeScope scope) =>
        scope switch
        {
            FeeScope.All => FeesTexts.AppliesAll,
            FeeScope.Category => FeePlanTexts.Scope_Category,
            FeeScope.Merchant => FeesTexts.AppliesOne,
            FeeScope.Account => FeePlanTexts.Scope_Account,
        };

    public static string Nature(FeeNature nature) =>
        nature switch
        {
            FeeNature.Standard => FeePlanTexts.Nature_Standard,
            FeeNature.Promotion => FeePlanTexts.Nature_Promotion,
            FeeNature.Waiver => FeePlanTexts.Nature_Waiver,
        };

    public static ChipKind NatureLook(FeeNature nature) =>
        nature switch
        {
            FeeNature.Standard => ChipKind.Neutral,
            FeeNature.Promotion => ChipKind.Info,
            FeeNature.Waiver => ChipKind.Success,
        };

    /// <summary>The price in words: rate, tiers, fixed part, bounds.</summary>
    public static string Price(FeeNature nature, FeeTerms terms, string currency)
    {
        if (nature == FeeNature.Waiver)
        {
            return Fmt.Text(FeePlanTexts.WaivesShare, Fmt.Rate(terms.PartsPerMillion));
        }

        var parts = new List<string>();
        if (terms.PartsPerMillion > 0 || terms.Tiers is not null || terms.FixedMinor == 0)
        {
            parts.Add(terms is { PartsPerMillion: 0, Tiers: null } ? FeePlanTexts.Free : Fmt.Rate(terms.PartsPerMillion));
        }

        if (terms.Tiers is { } tiers)
        {
            parts.Add(Tiers(tiers, currency));
        }

        Add(parts, terms.FixedMinor, currency, parts.Count == 0 ? "{0}" : FeePlanTexts.PlusFixed);
        Add(parts, terms.MinimumMinor, currency, FeePlanTexts.AtLeast);
        Add(parts, terms.CapMinor, currency, FeePlanTexts.AtMost);
        return string.Join(FeePlanTexts.ListComma, parts);
    }

    public static string Tiers(FeeTiers tiers, string currency) =>
        string.Join(
            FeePlanTexts.ListComma,
            tiers.Steps.Select(tier => Fmt.Text(FeePlanTexts.TierFrom, Money(tier.FromMinor, currency), Fmt.Rate(tier.PartsPerMillion)))
        );

    private static void Add(List<string> parts, long? minor, string currency, string sentence)
    {
        if (minor is { } amount and not 0)
        {
            parts.Add(Fmt.Text(sentence, Money(amount, currency)));
        }
    }

    /// <summary>The rule a site is installed with has no day of its own.</summary>
    public static string From(FeeRuleRow row, TimeZoneInfo zone) =>
        row.FromUtc == DateTime.UnixEpoch ? FeesTexts.FromStart : Fmt.Instant(row.FromUtc, zone);

    public static string Until(FeeRuleRow row, TimeZoneInfo zone) => row.ToUtc is { } to ? Fmt.Instant(to, zone) : FeesTexts.Open;

    public static string Money(long? minor, string currency) =>
        minor is { } amount and not 0 ? Fmt.Money(new Money(amount, Currency.Of(currency))) : Fmt.None;

    /// <summary>The sentence beside a field: what cannot be read as typed, or what the rules refused of it.</summary>
    public static string? Wrong(FeeFormView view, Refusal? problem, string typed, string? refused) =>
        view.Wrong.TryGetValue(typed, out var sentence) ? sentence
        : refused is null || problem?.At(refused) is not { } wrong ? null
        : wrong.IsNotFound ? FeesTexts.SlugUnknown
        : RefusalText.Refusal(wrong);
}
