using Portal.Domain.Data;

namespace Portal.Domain.Identity;

internal static class MailPost
{
    /// <summary>Writes mails and the work of sending them into the caller's transaction.</summary>
    public static async Task Post(this PortalDb db, IReadOnlyCollection<Mail> mails, DateTime nowUtc, CancellationToken ct)
    {
        if (mails.Count == 0)
        {
            return;
        }

        db.Mails.AddRange(mails);
        await db.SaveChangesAsync(ct);
        db.WorkItems.AddRange(mails.Select(mail => WorkItem.For(Mail.SendWork, mail.Id, nowUtc, nowUtc)));
        await db.SaveChangesAsync(ct);
    }
}
