using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Approvals;

/// <summary>Two accounts are to count as two persons again: another administrator agrees, and neither of the two.</summary>
internal sealed class PersonUnlinkApproval : IApprovalHandler
{
    public const string KindName = "person-unlink";

    public string Name => KindName;
    public Permit Propose => Permit.LinkAccounts;
    public Permit Decide => Permit.LinkAccounts;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var link = await db.PersonLinks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, ct);
        if (link is null)
        {
            return null;
        }

        var emails = await db
            .Users.Where(user => user.Id == link.OneId || user.Id == link.OtherId)
            .OrderBy(user => user.Id)
            .Select(user => user.Email)
            .ToListAsync(ct);
        return new Dictionary<string, string?>
        {
            ["person"] = emails[0],
            ["otherAccount"] = emails[1],
            ["linkedWhy"] = link.Reason,
        };
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        var link = await db.PersonLinks.SingleAsync(row => row.Id == approval.SubjectId, ct);
        db.PersonLinks.Remove(link);
        Record(db, checker, link, "person.unlinked", approval.Number);
        await Inform(db, NoticeKind.AccountsUnlinked, link, checker, ct);
    }

    /// <summary>Nothing was changed by proposing.</summary>
    public Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct) => Task.CompletedTask;

    internal static void Record(PortalDb db, Actor actor, PersonLink link, string action, string? why) =>
        db.Audit(
            actor,
            action,
            "person",
            link.OneId.ToString(CultureInfo.InvariantCulture),
            after: new { one = link.OneId, other = link.OtherId },
            why: why
        );

    /// <summary>Both hear it, each with the name of the other: a link nobody expected is a sign of something.</summary>
    internal static async Task Inform(PortalDb db, NoticeKind kind, PersonLink link, Actor by, CancellationToken ct)
    {
        var names = await Names(db, link, ct);
        foreach (var (person, other) in new[] { (link.OneId, names.Other), (link.OtherId, names.One) })
        {
            var notification = new Notification(
                kind,
                new NoticeThing("person", person.ToString(CultureInfo.InvariantCulture)),
                string.Create(CultureInfo.InvariantCulture, $"{kind}:{link.Id}"),
                other,
                by.Name
            );
            await db.Notify(notification, [person], ct);
        }
    }

    internal static async Task<(string One, string Other)> Names(PortalDb db, PersonLink link, CancellationToken ct)
    {
        var names = await db
            .Users.Where(user => user.Id == link.OneId || user.Id == link.OtherId)
            .OrderBy(user => user.Id)
            .Select(user => user.DisplayName)
            .ToListAsync(ct);
        return (names[0], names[1]);
    }
}
