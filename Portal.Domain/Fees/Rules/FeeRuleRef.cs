using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Which rule, by its version.</summary>
public sealed record FeeRuleRef(
    long Id,
    string Name,
    int Edition,
    FeeNature Nature,
    FeeScope Scope,
    Channel? Channel,
    DateTime FromUtc,
    DateTime? ToUtc,
    string Owner,
    string Why,
    FeeTerms Terms
)
{
    internal static FeeRuleRef Of(FeeRule rule) =>
        new(
            rule.Id,
            rule.Name,
            rule.Edition,
            rule.Nature,
            rule.Scope,
            rule.Channel,
            rule.FromUtc,
            rule.ToUtc,
            rule.Owner,
            rule.Why,
            rule.Terms
        );
}
