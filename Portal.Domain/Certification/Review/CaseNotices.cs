using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Notifications;

namespace Portal.Domain.Certification;

/// <summary>Tells the people who applied how their case moves.</summary>
internal static class CaseNotices
{
    /// <summary>The sentence quotes the account's name first, then <paramref name="args"/>. Once for a case, kind and round.</summary>
    public static async Task Notify(PortalDb db, CertificationCase row, NoticeKind kind, CancellationToken ct, params NoticeArg[] args)
    {
        var account = await db
            .PublicAccounts.Where(one => one.Id == row.AccountId)
            .Select(one => new { one.Handle, one.DisplayName })
            .SingleAsync(ct);
        var slug = await db.Merchants.Where(one => one.Id == row.MerchantId).Select(one => one.Slug).SingleAsync(ct);
        var notification = new Notification(
            kind,
            new NoticeThing("certification", account.Handle, slug),
            FormattableString.Invariant($"{kind}:{row.Number}:{row.Attempt}.{row.Round}"),
            [account.DisplayName, .. args]
        );
        await db.Notify(notification, db.MembersWith(row.MerchantId, Permit.ApplyForCertification), ct);
    }
}
