using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>What a rule must be like, whoever writes it; each refusal names the field.</summary>
internal static class FeeChecks
{
    private const long AmountMax = 100_000_000_00;

    public static void Check(FeeRuleDraft draft)
    {
        Check(draft.Terms);
        CheckNature(draft);
        CheckKind(draft);
    }

    public static void Check(FeeTerms terms)
    {
        Rate(terms.PartsPerMillion, nameof(FeeTerms.PartsPerMillion));
        foreach (
            var (field, amount) in ((string, long?)[])
                [
                    (nameof(FeeTerms.FixedMinor), terms.FixedMinor),
                    (nameof(FeeTerms.MinimumMinor), terms.MinimumMinor),
                    (nameof(FeeTerms.CapMinor), terms.CapMinor),
                ]
        )
        {
            if (amount is < 0 or > AmountMax)
            {
                throw new Refusal(FeesRefusals.AmountRange).On(field);
            }
        }

        if (terms.CapMinor is { } cap && cap < (terms.MinimumMinor ?? 0))
        {
            throw new Refusal(FeesRefusals.CapBelowMinimum).On(nameof(FeeTerms.CapMinor));
        }

        if (terms.Tiers is { } tiers)
        {
            CheckTiers(tiers);
        }
    }

    private static void CheckTiers(FeeTiers tiers)
    {
        var below = 0L;
        foreach (var step in tiers.Steps)
        {
            Rate(step.PartsPerMillion, nameof(FeeTerms.Tiers));
            Require(step.FromMinor > below, FeesRefusals.TierOrder, nameof(FeeTerms.Tiers));
            below = step.FromMinor;
        }

        Require(tiers.Steps.Count is > 0 and <= FeeTiers.StepsMax, FeesRefusals.TierOrder, nameof(FeeTerms.Tiers));
    }

    private static void CheckNature(FeeRuleDraft draft)
    {
        if (draft.Nature == FeeNature.Standard)
        {
            return;
        }

        _ = Text.Required(draft.Owner, nameof(FeeRule.Owner), FeeRule.OwnerMax);
        _ = Text.Required(draft.Why, nameof(FeeRule.Why), FeeRule.WhyMax);
        Require(draft.ToUtc is not null, FeesRefusals.EndNeeded, nameof(FeeRule.ToUtc));
        var terms = draft.Terms;
        Require(
            draft.Nature != FeeNature.Waiver
                || (
                    terms is { PartsPerMillion: > 0, FixedMinor: 0, MinimumMinor: null, CapMinor: null, Tiers: null }
                    && draft.Kind != FeeKind.Transfer
                ),
            FeesRefusals.WaiverShare,
            nameof(FeeTerms.PartsPerMillion)
        );
    }

    private static void CheckKind(FeeRuleDraft draft)
    {
        var terms = draft.Terms;
        Require(
            draft.Kind != FeeKind.Monthly
                || draft.Nature == FeeNature.Waiver
                || terms is { PartsPerMillion: 0, FixedMinor: > 0, MinimumMinor: null, CapMinor: null },
            FeesRefusals.MonthlyFixed,
            nameof(FeeTerms.FixedMinor)
        );
        Require(terms.Tiers is null || draft.Kind is FeeKind.Payment or FeeKind.Transfer, FeesRefusals.TiersUnused, nameof(FeeTerms.Tiers));
        var ofPayouts = draft.Kind is FeeKind.Payout or FeeKind.Monthly;
        Require(!ofPayouts || string.IsNullOrEmpty(draft.Account), FeesRefusals.ScopeUnused, nameof(draft.Account));
        Require(!ofPayouts || draft.Channel is null, FeesRefusals.ChannelUnused, nameof(draft.Channel));
    }

    private static void Rate(long partsPerMillion, string field) =>
        Require(partsPerMillion is >= 0 and <= FeeTerms.PartsPerMillionMax, FeesRefusals.RateRange, field);

    private static void Require(bool good, string code, string field)
    {
        if (!good)
        {
            throw new Refusal(code).On(field);
        }
    }
}
