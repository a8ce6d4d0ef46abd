using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notices;

namespace Portal.Domain.Settlement;

/// <summary>Tells merchants that a statement is ready, in the transaction that closes the day.</summary>
internal static class StatementNotices
{
    /// <summary>Statements of older days come from catching up: they are found in the list, nobody is woken for them.</summary>
    public const int DaysMax = 3;

    public static async Task Tell(PortalDb db, IReadOnlyCollection<Statement> made, DateOnly today, CancellationToken ct)
    {
        var fresh = made.Where(row => row.PeriodTo >= today.AddDays(-DaysMax)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        var merchants = fresh.Select(row => row.MerchantId).Distinct().ToList();
        var readers = await db
            .Memberships.Where(row => merchants.Contains(row.MerchantId))
            .Join(db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => new { merchant.Id, merchant.Slug })
            .Distinct()
            .ToDictionaryAsync(row => row.Id, row => row.Slug, ct);
        foreach (var statement in fresh.Where(row => readers.ContainsKey(row.MerchantId)))
        {
            var telling = new Telling(
                NoticeKind.StatementReady,
                new NoticeThing("statement", statement.Number, readers[statement.MerchantId]),
                $"statement:{statement.Number}",
                statement.PeriodTo,
                new Money(statement.PayoutMinor, Currency.Of(statement.Currency))
            );
            await db.Notify(telling, db.MembersWith(statement.MerchantId, Permit.ViewStatements), ct);
        }
    }
}
