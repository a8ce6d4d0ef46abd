using Portal.Domain.Data;

namespace Portal.Domain.Accounts;

/// <summary>Subscription: one broadcast a day. Service: four a calendar month, may take payments once certified.</summary>
public enum AccountType
{
    Subscription,
    Service,
}

public enum AccountState
{
    Draft,
    Live,
    Certified,
    CertificationLapsed,
    Restricted,
    Suspended,
    Closed,
}

/// <summary>A public account (公众号) of a merchant: what followers find, follow and read.</summary>
public sealed partial class PublicAccount : IOfMerchant, IVersioned
{
    private PublicAccount() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public AccountType Type { get; private set; }
    public AccountState State { get; private set; }

    /// <summary>Unique name in addresses, folded: lower-case latin letters, digits, underscore.</summary>
    public string Handle { get; private set; } = string.Empty;
    public string DisplayName { get; private set; } = string.Empty;
    public DateTime RegisteredUtc { get; private set; }
    public int Version { get; private set; }
}
