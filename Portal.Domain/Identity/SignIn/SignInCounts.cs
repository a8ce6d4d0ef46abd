using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>How often one address and one network may try within a window, by the policies in force.</summary>
public sealed record SignInCounts(int WrongPerAddress, int WrongPerNetwork, int MailsPerAddress, TimeSpan Window)
{
    public static SignInCounts Of(PolicySet policies, DateTime nowUtc) =>
        new(
            policies.At(SignInPolicies.WrongTriesPerAddress, nowUtc),
            policies.At(SignInPolicies.WrongTriesPerNetwork, nowUtc),
            policies.At(SignInPolicies.MailsPerAddress, nowUtc),
            policies.At(SignInPolicies.AddressWindowMinutes, nowUtc)
        );
}
