using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>
/// One step from the amount to the fee. A share has its rate, what it is a rate of, the tier's lower end and the exact product in minor
/// units, not rounded; every other step has the amount it leads to.
/// </summary>
public sealed record FeeStep(FeeStepKind Kind, decimal AmountMinor, long PartsPerMillion = 0, long OfMinor = 0, long? TierFromMinor = null);

/// <summary>The arithmetic of one fee written out. Worked out anew each time it is asked for.</summary>
public sealed record FeeWhy(FeeTerms Terms, long AmountMinor, long VolumeBeforeMinor, long FeeMinor, IReadOnlyList<FeeStep> Steps)
{
    public static FeeWhy Of(FeeTerms terms, long amountMinor, long volumeBeforeMinor)
    {
        var fee = FeeArithmetic.Charge(terms, amountMinor, volumeBeforeMinor);
        var parts = FeeArithmetic.Parts(terms, amountMinor, volumeBeforeMinor).ToList();
        var steps = parts.ConvertAll(part => new FeeStep(
            FeeStepKind.Share,
            (decimal)part.AmountMinor * part.PartsPerMillion / FeeTerms.PartsPerMillionMax,
            part.PartsPerMillion,
            part.AmountMinor,
            terms.Tiers is null ? null : part.FromMinor
        ));
        var exact = steps.Sum(step => step.AmountMinor);
        var sofar = decimal.Round(exact, MidpointRounding.AwayFromZero);
        steps.Add(new FeeStep(FeeStepKind.Rounded, sofar));
        if (terms.Tiers is null || parts.Exists(part => part.PartsPerMillion > 0))
        {
            sofar = Bounds(terms, sofar, steps);
        }

        if (sofar > amountMinor)
        {
            steps.Add(new FeeStep(FeeStepKind.AtMostAmount, amountMinor));
        }

        steps.Add(new FeeStep(FeeStepKind.Result, fee));
        return new FeeWhy(terms, amountMinor, volumeBeforeMinor, fee, steps);
    }

    /// <summary>A fee that is not of an amount: the fixed part alone.</summary>
    public static FeeWhy OfFixed(FeeTerms terms) =>
        new(
            terms,
            0,
            0,
            terms.FixedMinor,
            [new FeeStep(FeeStepKind.Fixed, terms.FixedMinor), new FeeStep(FeeStepKind.Result, terms.FixedMinor)]
        );

    private static decimal Bounds(FeeTerms terms, decimal fee, List<FeeStep> steps)
    {
        if (terms.FixedMinor > 0)
        {
            fee += terms.FixedMinor;
            steps.Add(new FeeStep(FeeStepKind.Fixed, terms.FixedMinor));
        }

        if (terms.MinimumMinor is { } minimum && fee < minimum)
        {
            fee = minimum;
            steps.Add(new FeeStep(FeeStepKind.Minimum, minimum));
        }

        if (terms.CapMinor is { } cap && fee > cap)
        {
            fee = cap;
            steps.Add(new FeeStep(FeeStepKind.Cap, cap));
        }

        return fee;
    }
}

/// <summary>A fee tried out: what it would come to for whom and when. No rule: nothing is charged.</summary>
public sealed record FeeTrial(FeeRuleRef? Rule, FeeWhy? Why, FeeRuleRef? Waiver, long WaivedMinor);

/// <summary>What to try out. <see cref="VolumeMinor"/> null: what the merchant has taken in that month so far.</summary>
public sealed record FeeTrialAsk(FeeKind Kind, string? Merchant, Channel? Channel, long AmountMinor, DateTime AtUtc, long? VolumeMinor);
