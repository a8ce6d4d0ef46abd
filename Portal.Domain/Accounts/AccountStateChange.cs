using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>One move of an account's state: from where to where, who, when, why.</summary>
internal sealed class AccountStateChange : IOfMerchant
{
    private AccountStateChange() { }

    internal AccountStateChange(long merchantId, AccountState from, AccountState to, Actor by, string reason, DateTime atUtc)
    {
        (MerchantId, From, To, Reason, AtUtc) = (merchantId, from, to, reason, atUtc);
        (ByUserId, ByName) = (by.UserId, by.Name);
    }

    public long Id { get; private set; }
    public long AccountId { get; private set; }
    public long MerchantId { get; private set; }
    public AccountState From { get; private set; }
    public AccountState To { get; private set; }

    /// <summary>A sentence of a person, or a word of ours (<c>registered</c>, <c>lapsed</c>, a case number).</summary>
    public string Reason { get; private set; } = string.Empty;
    public long ByUserId { get; private set; }
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }
}
