using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Reads what closings are worked out from.</summary>
internal static class ClosingReader
{
    public static async Task<ClosingFacts> Facts(
        PortalDb db,
        long[] merchants,
        IReadOnlyCollection<OpenItem> items,
        DateOnly today,
        CancellationToken ct
    ) =>
        new(
            await Counts(db, [.. items.Select(item => item.EntryId)], ct),
            await Last(db, merchants, ct),
            await Terms(db, merchants, ct),
            await Holds(db, merchants, today, ct),
            await Calendar(db, ct)
        );

    public static async Task<Dictionary<(long MerchantId, string Currency), Statement>> Last(
        PortalDb db,
        long[] merchants,
        CancellationToken ct
    ) =>
        (
            await db
                .Statements.AsNoTracking()
                .Where(row => EF.Parameter(merchants).Contains(row.MerchantId))
                .Where(row =>
                    !db.Statements.Any(later =>
                        later.MerchantId == row.MerchantId && later.Currency == row.Currency && later.PeriodTo > row.PeriodTo
                    )
                )
                .ToListAsync(ct)
        ).ToDictionary(row => (row.MerchantId, row.Currency));

    /// <summary>The terms of those merchants that have any.</summary>
    public static async Task<Dictionary<long, TermsBook>> Terms(PortalDb db, long[]? merchants, CancellationToken ct)
    {
        var rows = await db
            .SettlementTerms.AsNoTracking()
            .Where(row => row.State == TermsState.Agreed)
            .Where(row => merchants == null || EF.Parameter(merchants).Contains(row.MerchantId))
            .ToListAsync(ct);
        return rows.GroupBy(row => row.MerchantId)
            .ToDictionary(group => group.Key, group => new TermsBook(group.Select(row => (row.FromDay, row.Id, row.Terms))));
    }

    /// <summary>The hold of each merchant that is held today; the oldest where there are more.</summary>
    public static async Task<Dictionary<long, PayoutHold>> Holds(PortalDb db, long[] merchants, DateOnly today, CancellationToken ct) =>
        (
            await db
                .PayoutHolds.AsNoTracking()
                .Where(row => EF.Parameter(merchants).Contains(row.MerchantId) && row.ReleasedUtc == null)
                .Where(row => row.UntilDay == null || row.UntilDay >= today)
                .OrderBy(row => row.Id)
                .ToListAsync(ct)
        )
            .GroupBy(row => row.MerchantId)
            .ToDictionary(group => group.Key, group => group.First());

    public static Task<BusinessCalendar> Calendar(PortalDb db, CancellationToken ct) => MoneyOverviewService.Calendar(db, ct);

    /// <summary>How many payments, refunds or fees an entry carries; an entry that carries none counts as one item.</summary>
    public static async Task<Dictionary<long, int>> Counts(PortalDb db, long[] entries, CancellationToken ct)
    {
        var payments = await db
            .Payments.Where(row => EF.Parameter(entries).Contains(row.EntryId))
            .GroupBy(row => row.EntryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var refunds = await db
            .Refunds.Where(row => EF.Parameter(entries).Contains(row.EntryId))
            .GroupBy(row => row.EntryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var carrying = entries.Select(id => (long?)id).ToArray();
        var fees = await db
            .Fees.Where(row => EF.Parameter(carrying).Contains(row.EntryId))
            .GroupBy(row => row.EntryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return payments.Concat(refunds).Concat(fees).ToDictionary(row => row.Key, row => row.Count);
    }
}
