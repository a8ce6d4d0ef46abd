using Portal.Domain.Operations;
using Portal.Resources;

namespace Portal.Components.Admin.Policies;

/// <summary>What came of a change, in a sentence.</summary>
internal static class PolicySaid
{
    public static string Of(PolicyOutcome outcome, string what, bool later, TimeZoneInfo zone) =>
        outcome switch
        {
            { Changed: false } => Fmt.Text(PoliciesTexts.Unchanged, what),
            { Approval: not null } => Fmt.Text(PoliciesTexts.Waits, what),
            { FromUtc: { } from } when later => Fmt.Text(PoliciesTexts.SavedFrom, what, Fmt.Instant(from, zone)),
            _ => Fmt.Text(PoliciesTexts.Saved, what),
        };
}
