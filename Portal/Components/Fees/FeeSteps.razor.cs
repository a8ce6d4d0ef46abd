using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>The arithmetic of a fee, a line a step.</summary>
public sealed partial class FeeSteps
{
    [Parameter, EditorRequired]
    public required FeeWhy Why { get; set; }

    [Parameter, EditorRequired]
    public required Currency Currency { get; set; }

    private string Label(FeeStep step) =>
        step.Kind switch
        {
            FeeStepKind.Share when step.TierFromMinor is null => Fmt.Text(
                FeePlanTexts.StepShare,
                Fmt.Rate(step.PartsPerMillion),
                In(step.OfMinor)
            ),
            FeeStepKind.Share when step.TierFromMinor == 0 && step.PartsPerMillion == 0 => Fmt.Text(
                FeePlanTexts.StepAllowance,
                In(step.OfMinor)
            ),
            FeeStepKind.Share => Fmt.Text(
                FeePlanTexts.StepTier,
                Fmt.Rate(step.PartsPerMillion),
                In(step.OfMinor),
                In(step.TierFromMinor ?? 0)
            ),
            FeeStepKind.Rounded => FeePlanTexts.StepRounded,
            FeeStepKind.Fixed => FeePlanTexts.StepFixed,
            FeeStepKind.Minimum => FeePlanTexts.StepMinimum,
            FeeStepKind.Cap => FeePlanTexts.StepCap,
            FeeStepKind.AtMostAmount => FeePlanTexts.StepAtMost,
            FeeStepKind.Result => FeePlanTexts.StepResult,
        };

    private string Amount(FeeStep step) =>
        step.Kind switch
        {
            FeeStepKind.Share => Fmt.Exact(step.AmountMinor, Currency),
            FeeStepKind.Fixed when Why.Steps.Count > 2 => Fmt.MoneySigned(new Money((long)step.AmountMinor, Currency)),
            _ => In((long)step.AmountMinor),
        };

    private string In(long minor) => Fmt.Money(new Money(minor, Currency));
}
