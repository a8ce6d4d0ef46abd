using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>How many wrong answers lock, and for how long.</summary>
public sealed record LockTerms(int TriesMax, TimeSpan LockedFor)
{
    public static LockTerms Of(PolicySet policies, DateTime nowUtc) =>
        new(policies.At(SignInPolicies.WrongTriesMax, nowUtc), policies.At(SignInPolicies.LockedMinutes, nowUtc));
}
