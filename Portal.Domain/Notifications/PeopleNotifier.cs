using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>Says in notices what happens to people: their sign-in, their roles, who joined.</summary>
internal sealed class PeopleNotifier : INotifier
{
    private const string Platform = "Portal";

    public Task SignInChanged(PortalDb db, long userId, SignInChange change, string? name, CancellationToken ct) =>
        db.Notify(
            new Notification(
                NoticeKind.SignInChanged,
                new NoticeThing("sign-in", change.ToString()),
                Key(db, $"sign-in:{change}"),
                NoticeArg.Word(change),
                name is null ? string.Empty : $"“{name}”."
            ),
            [userId],
            ct
        );

    public Task RolesChanged(PortalDb db, Actor by, Merchant merchant, long userId, IReadOnlyList<RoleName> now, CancellationToken ct) =>
        RolesChanged(
            db,
            by,
            userId,
            now.Count == 0
                ? new NoticeThing("person", userId.ToString(Invariant))
                : new NoticeThing("merchant", merchant.Slug, merchant.Slug),
            merchant.DisplayName,
            NoticeArg.Words(now.Select(Word)),
            ct
        );

    public Task StaffRolesChanged(PortalDb db, Actor by, long userId, IReadOnlyList<StaffRole> now, CancellationToken ct) =>
        RolesChanged(
            db,
            by,
            userId,
            new NoticeThing("person", userId.ToString(Invariant)),
            Platform,
            NoticeArg.Words(now.Order().Select(role => OwnWord.Of($"{nameof(StaffRole)}_{role}"))),
            ct
        );

    public Task InvitationAccepted(PortalDb db, Actor joined, Merchant merchant, IReadOnlyList<RoleName> roles, CancellationToken ct) =>
        db.Notify(
            new Notification(
                NoticeKind.InvitationAccepted,
                new NoticeThing("members", merchant.Slug, merchant.Slug),
                Key(db, $"joined:{merchant.Id}:{joined.UserId}"),
                joined.Name,
                merchant.DisplayName,
                NoticeArg.Words(roles.Select(Word))
            ),
            db.MembersWith(merchant.Id, Permit.ManageMembers),
            ct,
            except: joined
        );

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Task RolesChanged(
        PortalDb db,
        Actor by,
        long userId,
        NoticeThing thing,
        string where,
        NoticeArg roles,
        CancellationToken ct
    ) =>
        db.Notify(
            new Notification(NoticeKind.RoleChanged, thing, Key(db, $"roles:{thing.Merchant}"), where, by.Name, roles),
            by.UserId == userId ? [] : [userId],
            ct
        );

    private static string Word(RoleName role) => role.CustomName ?? OwnWord.Of($"{nameof(MerchantRole)}_{role.Key.BuiltIn}");

    /// <summary>Each change is its own event: nothing repeats it, so its instant tells it apart.</summary>
    private static string Key(PortalDb db, string what) => string.Create(Invariant, $"{what}:{db.Time.UtcNow():yyyyMMddHHmmssffffff}");
}
