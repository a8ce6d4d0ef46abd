using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Reads what closings are worked out from.</summary>
internal static class ClosingReader
{
    public static async Task<ClosingFacts> Facts(
        PortalDb db,
        long[] merchants,
        IReadOnlyDictionary<(long MerchantId, string Currency), Statement> last,
        IReadOnlyCollection<OpenItem> items,
        DateOnly today,
        CancellationToken ct
    ) =>
        new(
            await Counts(db, [.. items.Select(item => item.EntryId)], ct),
            last,
            await Terms(db, merchants, ct),
            await Holds(db, merchants, today, ct),
            await db.Calendar(ct)
        );

    /// <summary>Each one's last statement, found from its account: the ones before it are not read.</summary>
    public static async Task<Dictionary<(long MerchantId, string Currency), Statement>> Last(
        PortalDb db,
        long[] merchants,
        CancellationToken ct
    ) =>
        (
            await (
                from account in OpenItems.Accounts(db, merchants)
                from row in db.Statements.AsNoTracking()
                where
                    row.Id
                    == db.Statements.Where(one => one.MerchantId == account.MerchantId && one.Currency == account.Currency)
                        .OrderByDescending(one => one.PeriodTo)
                        .Select(one => one.Id)
                        .First()
                select row
            ).ToListAsync(ct)
        ).ToDictionary(row => (row.MerchantId, row.Currency));

    /// <summary>The last closed day of each merchant and currency that has one.</summary>
    public static async Task<Dictionary<(long MerchantId, string Currency), DateOnly>> ClosedThrough(
        PortalDb db,
        long[] merchants,
        CancellationToken ct
    )
    {
        var rows = await OpenItems
            .Accounts(db, merchants)
            .Select(account => new
            {
                Merchant = account.MerchantId!.Value,
                account.Currency,
                Through = db
                    .Statements.Where(row => row.MerchantId == account.MerchantId && row.Currency == account.Currency)
                    .Max(row => (DateOnly?)row.PeriodTo),
            })
            .ToListAsync(ct);
        return rows.Where(row => row.Through != null).ToDictionary(row => (row.Merchant, row.Currency), row => row.Through!.Value);
    }

    /// <summary>The terms of those merchants that have any.</summary>
    public static async Task<Dictionary<long, TermsHistory>> Terms(PortalDb db, long[]? merchants, CancellationToken ct)
    {
        var rows = await db
            .SettlementTerms.AsNoTracking()
            .Where(row => row.State == TermsState.Agreed)
            .Where(row => merchants == null || EF.Parameter(merchants).Contains(row.MerchantId))
            .ToListAsync(ct);
        return rows.GroupBy(row => row.MerchantId)
            .ToDictionary(group => group.Key, group => new TermsHistory(group.Select(row => (row.FromDay, row.Id, row.Terms))));
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

    /// <summary>How many payments, refunds, fees or waived fees an entry carries; an entry that carries none counts as one item.</summary>
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
        var waived = await db
            .Fees.Where(row => EF.Parameter(carrying).Contains(row.WaiverEntryId))
            .GroupBy(row => row.WaiverEntryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var services = await db
            .ServiceFees.Where(row => EF.Parameter(carrying).Contains(row.EntryId))
            .GroupBy(row => row.EntryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var servicesWaived = await db
            .ServiceFees.Where(row => EF.Parameter(carrying).Contains(row.WaiverEntryId))
            .GroupBy(row => row.WaiverEntryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return payments
            .Concat(refunds)
            .Concat(fees)
            .Concat(waived)
            .Concat(services)
            .Concat(servicesWaived)
            .ToDictionary(row => row.Key, row => row.Count);
    }
}
