using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>
/// Tells people of a change, in the caller's transaction: the caller saves. <c>await db.Notify(telling, db.MembersWith(merchantId, permit), ct)</c>
/// </summary>
internal static class Notifier
{
    /// <summary>Nobody tells more people than this of one thing.</summary>
    public const int PeopleMax = 500;

    /// <summary>The people of an organisation who hold a permit there.</summary>
    public static IQueryable<long> MembersWith(this PortalDb db, long merchantId, Permit permit) =>
        db.MembershipsWith(permit).Where(row => row.MerchantId == merchantId).Select(row => row.UserId).Distinct();

    internal static IQueryable<Membership> MembershipsWith(this PortalDb db, Permit permit)
    {
        var roles = Permits.Of(permit).Merchant.Select(role => (MerchantRole?)role).ToList();
        var named = $",{permit},";
        return db.Memberships.Where(row =>
            roles.Contains(row.Role)
            || db.CustomRoles.Any(role => role.Id == row.CustomRoleId && ("," + role.PermitNames + ",").Contains(named))
        );
    }

    /// <summary>The platform's people who hold a permit.</summary>
    public static IQueryable<long> StaffWith(this PortalDb db, Permit permit)
    {
        var roles = Permits.Of(permit).Staff.ToList();
        return db.StaffAssignments.Where(row => roles.Contains(row.Role)).Select(row => row.UserId).Distinct();
    }

    /// <summary>The owners of an organisation.</summary>
    public static IQueryable<long> OwnersOf(this PortalDb db, long merchantId) =>
        db.Memberships.Where(row => row.MerchantId == merchantId && row.Role == MerchantRole.Owner).Select(row => row.UserId).Distinct();

    public static async Task Notify(
        this PortalDb db,
        Notification notification,
        IQueryable<long> people,
        CancellationToken ct,
        Actor? except = null
    )
    {
        var ids = await people.Where(id => except == null || id != except.UserId).OrderBy(id => id).Take(PeopleMax).ToListAsync(ct);
        await db.Notify(notification, ids, ct);
    }

    /// <summary>Who has turned the kind off hears nothing; who has heard it under this key before is not told again.</summary>
    public static async Task Notify(this PortalDb db, Notification notification, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        if (people.Count == 0)
        {
            return;
        }

        var rule = NoticeRules.Of(notification.Kind);
        var ways = await db
            .NoticePreferences.Where(row => row.Kind == notification.Kind && people.Contains(row.UserId))
            .ToDictionaryAsync(row => row.UserId, row => row.Way, ct);
        var told = await db
            .Notices.Where(row => row.Key == notification.Key && people.Contains(row.UserId))
            .Select(row => row.UserId)
            .ToListAsync(ct);
        told.AddRange(db.Notices.Local.Where(row => row.Key == notification.Key).Select(row => row.UserId));
        var now = db.Time.UtcNow();
        foreach (var userId in people.Except(told))
        {
            var way = rule.IsFixed ? NoticeWay.AtOnce : ways.GetValueOrDefault(userId, rule.Default);
            if (way == NoticeWay.Off)
            {
                continue;
            }

            var notice = Notice.For(userId, notification, way, now);
            db.Notices.Add(notice);
            if (way == NoticeWay.AtOnce)
            {
                // The work names the row, whose id is known once it is saved.
                db.WhenSaved(() =>
                {
                    if (db.Entry(notice).State != EntityState.Detached)
                    {
                        db.WorkItems.Add(WorkItem.For(Notice.MailWork, notice.Id, now, now));
                    }
                });
            }
        }
    }

    /// <summary>
    /// Takes out of this save what somebody else has told the same people under the same keys meanwhile. False when there is nothing like it.
    /// </summary>
    internal static async Task<bool> LeaveTold(this PortalDb db, CancellationToken ct)
    {
        var mine = db.ChangeTracker.Entries<Notice>().Where(entry => entry.State == EntityState.Added).ToList();
        var (people, keys) = (mine.Select(entry => entry.Entity.UserId).ToArray(), mine.Select(entry => entry.Entity.Key).ToArray());
        var told = await db
            .Notices.AsNoTracking()
            .Where(row => people.Contains(row.UserId) && keys.Contains(row.Key))
            .Select(row => new { row.UserId, row.Key })
            .ToListAsync(ct);
        var twice = mine.Where(entry => told.Contains(new { entry.Entity.UserId, entry.Entity.Key })).ToList();
        twice.ForEach(entry => entry.State = EntityState.Detached);
        return twice.Count > 0;
    }

    /// <summary>
    /// What comes in numbers is one notice of its <paramref name="group"/> as long as it is neither read nor mailed: another one is added to it.
    /// </summary>
    public static async Task NotifyTogether(
        this PortalDb db,
        string group,
        Notification one,
        Func<IReadOnlyList<NoticeArg>, (NoticeThing Thing, NoticeArg[] Args)> more,
        IQueryable<long> people,
        CancellationToken ct
    )
    {
        var start = group + "/";
        var ids = await people.OrderBy(id => id).Take(PeopleMax).ToListAsync(ct);
        await db
            .Notices.Where(row => ids.Contains(row.UserId) && row.Key.StartsWith(start))
            .Where(row => row.ReadUtc == null && row.MailedUtc == null && row.DigestId == null)
            .LoadAsync(ct);
        var waiting = db
            .Notices.Local.Where(row => ids.Contains(row.UserId) && row.Key.StartsWith(start, StringComparison.Ordinal))
            .Where(row => row is { ReadUtc: null, MailedUtc: null, DigestId: null })
            .ToList();
        foreach (var notice in waiting)
        {
            var (thing, args) = more(notice.Args);
            notice.Grow(thing, args, db.Time.UtcNow());
        }

        await db.Notify(one with { Key = start + one.Key }, [.. ids.Except(waiting.Select(row => row.UserId))], ct);
    }
}
