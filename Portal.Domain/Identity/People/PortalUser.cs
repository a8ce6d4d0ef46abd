using Microsoft.AspNetCore.Identity;

namespace Portal.Domain.Identity;

/// <summary>One person who signs in: merchant people, staff and followers alike. What they may do stands in memberships and assignments.</summary>
public sealed class PortalUser : IdentityUser<long>
{
    public const int DisplayNameMax = 60;

    /// <summary>The name other people see.</summary>
    public string DisplayName { get; set; } = string.Empty;

    /// <summary>Language of mails and of the first page: <c>en</c> or <c>zh-CN</c>.</summary>
    public string Culture { get; set; } = "en";

    public DateTime CreatedUtc { get; set; }
    public DateTime? LastSignInUtc { get; set; }

    /// <summary>What an administrator's lock sets as the end of a lock-out: the Gate refuses such a person, open pages included.</summary>
    public static DateTimeOffset LockedForGood { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Locked by an administrator, not for a few minutes by wrong tries: no way of signing in is left.</summary>
    public bool IsBarred => LockoutEnd >= LockedForGood;

    /// <summary>Made by the demo seeder; Production refuses to start while one exists.</summary>
    public bool IsDemo { get; set; }
}

/// <summary>A person's role on the operator's staff.</summary>
internal sealed class StaffAssignment
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
