using Microsoft.AspNetCore.Identity;

namespace Portal.Domain.Identity;

/// <summary>One person who signs in: merchant people, staff and followers alike. What he may do stands in memberships and assignments.</summary>
public sealed class PortalUser : IdentityUser<long>
{
    public const int DisplayNameMax = 60;

    /// <summary>A lock that lasts longer than this is an administrator's.</summary>
    public static readonly TimeSpan BarredFrom = TimeSpan.FromHours(24);

    /// <summary>The name other people see.</summary>
    public string DisplayName { get; set; } = string.Empty;

    /// <summary>Language of mails and of the first page: <c>en</c> or <c>zh-CN</c>.</summary>
    public string Culture { get; set; } = "en";

    public DateTime CreatedUtc { get; set; }
    public DateTime? LastSignInUtc { get; set; }

    /// <summary>Locked by an administrator, not for a few minutes by wrong tries: no way of signing in is left.</summary>
    public bool IsBarred(DateTimeOffset now) => LockoutEnd > now + BarredFrom;

    /// <summary>Made by the demo seeder; Production refuses to start while one exists.</summary>
    public bool IsDemo { get; set; }
}

/// <summary>A person's role in an organisation.</summary>
public sealed class Membership : Data.IOfMerchant
{
    private Membership() { }

    public Membership(long userId, long merchantId, MerchantRole role, DateTime sinceUtc)
    {
        UserId = userId;
        MerchantId = merchantId;
        Role = role;
        SinceUtc = sinceUtc;
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public long MerchantId { get; private set; }
    public MerchantRole Role { get; private set; }
    public DateTime SinceUtc { get; private set; }
}

/// <summary>A person's role on the operator's staff.</summary>
public sealed class StaffAssignment
{
    private StaffAssignment() { }

    public StaffAssignment(long userId, StaffRole role, DateTime sinceUtc)
    {
        UserId = userId;
        Role = role;
        SinceUtc = sinceUtc;
    }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public StaffRole Role { get; private set; }
    public DateTime SinceUtc { get; private set; }
}
