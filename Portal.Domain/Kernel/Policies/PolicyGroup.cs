namespace Portal.Domain.Kernel;

/// <summary>Where a policy stands on the page: the part of the product that reads it.</summary>
public enum PolicyGroup
{
    Certification,
    Accounts,
    Messaging,
    SignIn,
    Wallet,
    Approvals,
    Money,
    Operations,
    Retention,
}
