using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>One notice as its reader sees it; the sentence is made in their language from kind and arguments.</summary>
public sealed record NoticeRow(
    long Id,
    NoticeKind Kind,
    NoticeThing Thing,
    IReadOnlyList<NoticeArg> Args,
    DateTime CreatedUtc,
    bool IsRead
);

/// <summary>What the bell shows: the count of the unread and the newest notices.</summary>
public sealed record UnreadView(int Unread, IReadOnlyList<NoticeRow> Latest);

public sealed record NoticeChoice(NoticeKind Kind, NoticeGroup Group, NoticeWay Way, bool IsFixed);

/// <summary>A person's own notices: reading them, and how they want to hear.</summary>
public sealed class NoticeService(Acts acts, NoticeWakeups board, TimeProvider clock)
{
    public const int BellRows = 12;

    /// <summary>The unread count and the newest notices, for the bell.</summary>
    public async Task<UnreadView> Bell(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var mine = Mine(act);
        var latest = await mine.OrderByDescending(row => row.Id).Take(BellRows).ToListAsync(ct);
        return new UnreadView(await mine.CountAsync(row => row.ReadUtc == null, ct), [.. latest.Select(Row)]);
    }

    /// <summary>A page of notices, newest first: all or the unread, of all kinds or of one group.</summary>
    public async Task<Page<NoticeRow>> List(Actor actor, bool unreadOnly, NoticeGroup? group, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var mine = Mine(act);
        if (unreadOnly)
        {
            mine = mine.Where(row => row.ReadUtc == null);
        }

        if (group is { } wanted)
        {
            var kinds = NoticeRules.Table.Where(rule => rule.Group == wanted).Select(rule => rule.Kind).ToList();
            mine = mine.Where(row => kinds.Contains(row.Kind));
        }

        return await mine.Keyset(ask, row => row.Id, Row, ct);
    }

    /// <summary>Marks one notice as read; again, it changes nothing.</summary>
    /// <exception cref="Refusal">Not found, or not their own.</exception>
    public async Task Read(Actor actor, long noticeId, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var mine = Mine(act);
        Refusal.Unless(await mine.AnyAsync(row => row.Id == noticeId, ct), KernelRefusals.NotFound);
        await MarkRead(mine.Where(row => row.Id == noticeId), ct);
        await board.Pulse(actor.UserId);
    }

    /// <summary>Marks all notices up to the newest one that was seen as read: what came later stays unread.</summary>
    public async Task ReadAll(Actor actor, long newestSeen, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        await MarkRead(Mine(act).Where(row => row.Id <= newestSeen), ct);
        await board.Pulse(actor.UserId);
    }

    /// <summary>How the person hears of each kind that can concern them: staff of the platform's work, members of their organisation's.</summary>
    public async Task<IReadOnlyList<NoticeChoice>> Choices(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var userId = act.UserId;
        var chosen = await act
            .Db.NoticePreferences.Where(row => row.UserId == userId)
            .ToDictionaryAsync(row => row.Kind, row => row.Way, ct);
        var isStaff = await act.Db.StaffAssignments.AnyAsync(row => row.UserId == userId, ct);
        var isMember = await act.Db.Memberships.AnyAsync(row => row.UserId == userId, ct);
        return
        [
            .. NoticeRules
                .Table.Where(rule => Concerns(rule.Group, isStaff, isMember))
                .Select(rule => new NoticeChoice(
                    rule.Kind,
                    rule.Group,
                    rule.IsFixed ? rule.Default : chosen.GetValueOrDefault(rule.Kind, rule.Default),
                    rule.IsFixed
                )),
        ];
    }

    /// <summary>Chooses how to hear of one kind from now on.</summary>
    /// <exception cref="Refusal">Security notices cannot be turned off or delayed.</exception>
    public async Task Choose(Actor actor, NoticeKind kind, NoticeWay way, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var userId = act.UserId;
        Refusal.Unless(!NoticeRules.Of(kind).IsFixed || way == NoticeWay.AtOnce, NoticesRefusals.SecurityStaysOn);
        await act.Lock(FormattableString.Invariant($"notices:{userId}"));
        var row = await act.Db.NoticePreferences.SingleOrDefaultAsync(one => one.UserId == userId && one.Kind == kind, ct);
        if (row is null)
        {
            row = new NoticePreference(userId, kind) { Way = NoticeRules.Of(kind).Default };
            act.Db.NoticePreferences.Add(row);
        }

        var before = row.Way;
        row.Way = way;
        await act.Commit(
            "notices.chosen",
            "person",
            userId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            before: new { kind, way = before },
            after: new { kind, way }
        );
    }

    private static bool Concerns(NoticeGroup group, bool isStaff, bool isMember) =>
        group switch
        {
            NoticeGroup.Security => true,
            NoticeGroup.Team => true,
            NoticeGroup.Operations => isStaff,
            NoticeGroup.Certification or NoticeGroup.Messages or NoticeGroup.Accounts or NoticeGroup.Money => isMember || !isStaff,
        };

    private static IQueryable<Notice> Mine(OwnAct act) => act.Db.Notices.AsNoTracking().Where(row => row.UserId == act.UserId);

    private Task MarkRead(IQueryable<Notice> rows, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return rows.Where(row => row.ReadUtc == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadUtc, now), ct);
    }

    internal static NoticeRow Row(Notice notice) =>
        new(notice.Id, notice.Kind, notice.Thing, notice.Args, notice.CreatedUtc, notice.ReadUtc is not null);
}
