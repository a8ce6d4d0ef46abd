using System.Reflection;

namespace Portal.Domain.Kernel;

/// <summary>
/// Every number that the operator may change while the portal runs. A page, the texts and docs/operating/policies.md are made from it; a
/// number in code that an operator may want to change and that is not here is a defect.
/// </summary>
public static class PolicyCatalogue
{
    /// <summary>In the order of the classes below, and within them as they are written.</summary>
    public static IReadOnlyList<Policy> All { get; } =
    [
        .. new[]
        {
            typeof(CertificationPolicies),
            typeof(AccountPolicies),
            typeof(MessagingPolicies),
            typeof(SignInPolicies),
            typeof(OperationsPolicies),
            typeof(RetentionPolicies),
        }
            .SelectMany(holder => holder.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => (Policy)property.GetValue(null)!),
    ];

    private static readonly Dictionary<string, Policy> ByKey = All.ToDictionary(policy => policy.Key, StringComparer.Ordinal);

    /// <summary>Null for a name that is no policy, or none of this version.</summary>
    public static Policy? Find(string? key) => key is null ? null : ByKey.GetValueOrDefault(key);

    public static Policy Of(string key) => ByKey[key];
}
