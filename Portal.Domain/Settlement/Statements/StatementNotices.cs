using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>Tells merchants that a statement is ready, in the transaction that closes the day.</summary>
internal static class StatementNotices
{
    /// <summary>Statements of older days come from catching up: they are found in the list, nobody is woken for them.</summary>
    public const int DaysMax = 3;

    /// <summary>Who is to hear of these statements; nothing is written yet.</summary>
    public static async Task<NotificationBatch> For(PortalDb db, IEnumerable<Statement> made, DateOnly today, CancellationToken ct)
    {
        var fresh = made.Where(row => row.PeriodTo >= today.AddDays(-DaysMax)).ToList();
        var merchants = fresh.Select(row => row.MerchantId).Distinct().ToArray();
        var slugs =
            merchants.Length == 0
                ? []
                : await db
                    .Merchants.Where(row => EF.Parameter(merchants).Contains(row.Id))
                    .ToDictionaryAsync(row => row.Id, row => row.Slug, ct);
        return await NotificationBatch.Of(
            db,
            Permit.ViewStatements,
            [
                .. fresh.Select(row =>
                    (
                        row.MerchantId,
                        new Notification(
                            NoticeKind.StatementReady,
                            new NoticeThing("statement", row.Number, slugs.GetValueOrDefault(row.MerchantId)),
                            $"statement:{row.Number}",
                            row.PeriodTo,
                            new Money(row.PayoutMinor, Currency.Of(row.Currency))
                        )
                    )
                ),
            ],
            ct
        );
    }
}
