using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Notifications;

namespace Portal.Domain.Messaging;

/// <summary>Tells writers what becomes of their message, and moderators that one waits.</summary>
internal static class MessageNotices
{
    /// <summary>To who writes messages there. The sentence quotes the message's title (its number when it has none) first.</summary>
    public static async Task Notify(PortalDb db, NoticeKind kind, Message message, CancellationToken ct, params NoticeArg[] args)
    {
        var slug = await db.Merchants.Where(row => row.Id == message.MerchantId).Select(row => row.Slug).SingleAsync(ct);
        var notification = new Notification(
            kind,
            new NoticeThing("message", message.Number, slug),
            KeyOf(kind, message),
            [Name(message), .. args]
        );
        await db.Notify(notification, db.MembersWith(message.MerchantId, Permit.WriteMessages), ct);
    }

    public static async Task Held(PortalDb db, Merchant owner, Message message, CancellationToken ct)
    {
        await Notify(db, NoticeKind.MessageHeld, message, ct);
        var waiting = new Notification(
            NoticeKind.MessageWaiting,
            new NoticeThing("held-message", message.Number),
            KeyOf(NoticeKind.MessageWaiting, message),
            Name(message),
            owner.DisplayName
        );
        await db.Notify(waiting, db.StaffWith(Permit.ModerateMessages), ct);
    }

    // A message may be held, returned and held again: its version tells the times apart.
    private static string KeyOf(NoticeKind kind, Message message) =>
        FormattableString.Invariant($"{kind}:{message.Number}:{message.Version}");

    private static string Name(Message message) => message.Title.Length > 0 ? message.Title : message.Number;
}
