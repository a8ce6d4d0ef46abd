using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>
/// Tells the members of many organisations at once, each of things nobody has heard of yet: who hears it is worked out before the
/// transaction, so that only inserts are left in it. For one thing, <see cref="Notifier"/>.
/// </summary>
internal sealed class NotificationBatch
{
    private readonly List<Notice> _notices = [];

    /// <param name="notifications">All of one kind; the keys are new with the change they tell of.</param>
    public static async Task<NotificationBatch> Of(
        PortalDb db,
        Permit permit,
        IReadOnlyCollection<(long MerchantId, Notification Notification)> notifications,
        CancellationToken ct
    )
    {
        var made = new NotificationBatch();
        if (notifications.Count == 0)
        {
            return made;
        }

        var kind = notifications.First().Notification.Kind;
        var merchants = notifications.Select(item => item.MerchantId).Distinct().ToArray();
        var members = (
            await db.MembershipsWith(permit)
                .Where(row => EF.Parameter(merchants).Contains(row.MerchantId))
                .Select(row => new { row.MerchantId, row.UserId })
                .Distinct()
                .ToListAsync(ct)
        ).ToLookup(row => row.MerchantId, row => row.UserId);
        var people = members.SelectMany(group => group).Distinct().ToArray();
        var ways = await db
            .NoticePreferences.Where(row => row.Kind == kind && EF.Parameter(people).Contains(row.UserId))
            .ToDictionaryAsync(row => row.UserId, row => row.Way, ct);
        var (rule, now) = (NoticeRules.Of(kind), db.Time.UtcNow());
        foreach (var (merchant, notification) in notifications)
        {
            foreach (var user in members[merchant].Order().Take(Notifier.PeopleMax))
            {
                var way = rule.IsFixed ? NoticeWay.AtOnce : ways.GetValueOrDefault(user, rule.Default);
                if (way != NoticeWay.Off)
                {
                    made._notices.Add(Notice.For(user, notification, way, now));
                }
            }
        }

        return made;
    }

    /// <summary>Inserts them in the caller's transaction, and the work of mailing those who are told at once.</summary>
    public async Task Insert(PortalDb db, CancellationToken ct)
    {
        if (_notices.Count == 0)
        {
            return;
        }

        await Bulk.Number(db, _notices, ct);
        await Bulk.Insert(db, _notices, ct);
        var mails = _notices
            .Where(notice => notice.Way == NoticeWay.AtOnce)
            .Select(notice => WorkItem.For(Notice.MailWork, notice.Id, notice.CreatedUtc, notice.CreatedUtc));
        await Bulk.Insert(db, mails.ToList(), ct);
    }
}
