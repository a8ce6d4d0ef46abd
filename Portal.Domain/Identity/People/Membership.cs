using Portal.Domain.Data;

namespace Portal.Domain.Identity;

/// <summary>A person's role in an organisation: one of the built-in roles or a custom one of that organisation.</summary>
internal sealed class Membership : IOfMerchant
{
    private Membership() { }

    public Membership(long userId, long merchantId, MerchantRole role, DateTime sinceUtc)
        : this(userId, merchantId, RoleKey.Of(role), sinceUtc) { }

    public Membership(long userId, long merchantId, RoleKey role, DateTime sinceUtc)
    {
        UserId = userId;
        MerchantId = merchantId;
        Role = role.BuiltIn;
        CustomRoleId = role.Custom;
        SinceUtc = sinceUtc;
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary>The built-in role; null when <see cref="CustomRoleId"/> is set.</summary>
    public MerchantRole? Role { get; private set; }
    public long? CustomRoleId { get; private set; }
    public DateTime SinceUtc { get; private set; }

    internal RoleKey Key => new(Role, CustomRoleId);
}
