using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>A mail of notices to write: to whom, in which language, about what. One notice at once, or a day's.</summary>
public sealed record NoticeLetter(string ToAddress, string ToName, string Culture, DateOnly? Day, IReadOnlyList<NoticeRow> Notices);

/// <summary>What must be mailed of the notices, at once or as a day's digest; the host writes and sends it.</summary>
public sealed class NoticeMailService(Acts acts, SettlementZone zone, TimeProvider clock)
{
    public const string MailWork = Notice.MailWork;
    public const string DigestWork = NoticeDigest.MailWork;

    /// <summary>A digest names at most so many notices; the rest is a count and a link.</summary>
    public const int DigestMax = 50;

    /// <summary>The letter of a notice; null when it was sent before, read meanwhile, or its person is gone.</summary>
    public async Task<NoticeLetter?> Letter(Actor actor, long noticeId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        var notice = await act.Db.Notices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == noticeId, ct);
        var isRead = notice?.ReadUtc is not null && !NoticeRules.Of(notice.Kind).IsFixed;
        return notice is null || notice.MailedUtc is not null || isRead
            ? null
            : await Write(act.Db, notice.UserId, null, [NoticeService.Row(notice)], ct);
    }

    /// <summary>Says that the mail of a notice has gone out.</summary>
    public async Task Mailed(Actor actor, long noticeId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        var notice = await act.Db.Notices.SingleOrDefaultAsync(row => row.Id == noticeId, ct) ?? throw Refusal.NotFound();
        notice.MarkMailed(clock.UtcNow());
        await act.Commit();
    }

    /// <summary>
    /// Gathers each person's unread daily notices into the digest of today and puts it on the list of work; returns how many digests it
    /// made: none before the hour that is set. Run twice or on two servers, a person still gets one a day.
    /// </summary>
    public async Task<int> Gather(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        if (clock.UtcNow() < zone.InstantOf(zone.Today(clock), new TimeOnly(await act.Db.Policy(OperationsPolicies.DigestHour, ct), 0)))
        {
            return 0;
        }

        var people = await Waiting(act.Db).Select(row => row.UserId).Distinct().OrderBy(id => id).ToListAsync(ct);
        var made = 0;
        foreach (var userId in people)
        {
            made += await GatherFor(userId, ct) ? 1 : 0;
        }

        return made;
    }

    /// <summary>The letter of a digest; null when it was sent before.</summary>
    public async Task<NoticeLetter?> Digest(Actor actor, long digestId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        var digest = await act.Db.NoticeDigests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == digestId, ct);
        if (digest is null || digest.MailedUtc is not null)
        {
            return null;
        }

        var notices = await act.Db.Notices.AsNoTracking().Where(row => row.DigestId == digestId).OrderBy(row => row.Id).ToListAsync(ct);
        return await Write(act.Db, digest.UserId, digest.Day, [.. notices.Select(NoticeService.Row)], ct);
    }

    /// <summary>Says that a digest has gone out.</summary>
    public async Task DigestMailed(Actor actor, long digestId, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        var digest = await act.Db.NoticeDigests.SingleOrDefaultAsync(row => row.Id == digestId, ct) ?? throw Refusal.NotFound();
        digest.MarkMailed(clock.UtcNow());
        await act.Commit();
    }

    /// <summary>Says that a mail could not be sent after all attempts: who looks after the jobs is told.</summary>
    public async Task Failed(Actor actor, string work, long id, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.SendMail, ct);
        var key = FormattableString.Invariant($"{work}:{id}");
        await act.Db.Notify(
            new Notification(NoticeKind.MailFailed, new NoticeThing("work", key), $"mail-failed:{key}", key),
            act.Db.StaffWith(Permit.RetryJobs),
            ct
        );
        await act.Commit();
    }

    private IQueryable<Notice> Waiting(PortalDb db) =>
        db.Notices.Where(row => row.Way == NoticeWay.Daily && row.DigestId == null && row.ReadUtc == null);

    private async Task<bool> GatherFor(long userId, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Begin();
        var now = clock.UtcNow();
        var digest = new NoticeDigest(userId, zone.DayOf(now), now);
        step.Db.NoticeDigests.Add(digest);
        if (!await step.Db.SavedFirst(null, ct))
        {
            // Today's has been made: what came since goes into tomorrow's.
            return false;
        }

        foreach (var notice in await Waiting(step.Db).Where(row => row.UserId == userId).OrderBy(row => row.Id).ToListAsync(ct))
        {
            notice.PutInto(digest);
        }

        step.Db.WorkItems.Add(WorkItem.For(NoticeDigest.MailWork, digest.Id, now, now));
        await step.Commit();
        return true;
    }

    private static async Task<NoticeLetter?> Write(
        PortalDb db,
        long userId,
        DateOnly? day,
        IReadOnlyList<NoticeRow> notices,
        CancellationToken ct
    )
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct);
        return user?.Email is { } address ? new NoticeLetter(address, user.DisplayName, user.Culture, day, notices) : null;
    }
}
