using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Payments;

namespace Portal.Domain.Fees;

/// <summary>
/// The month's volume each payment of a bill comes upon: what earlier bills brought, and within the bill by time, then by number. It does
/// not depend on how the bill is sliced.
/// </summary>
internal sealed class TierVolumes
{
    private readonly long _billId;
    private readonly Dictionary<long, long> _before = [];

    private TierVolumes(long billId) => _billId = billId;

    public long Before(long paymentId) => _before.GetValueOrDefault(paymentId);

    /// <summary>Read once a bill; <paramref name="known"/> again while it is the same.</summary>
    public static async Task<TierVolumes> Of(PortalDb db, Bill bill, FeeRuleSet rules, TierVolumes? known, CancellationToken ct)
    {
        if (known?._billId == bill.Id)
        {
            return known;
        }

        var volumes = new TierVolumes(bill.Id);
        var payments = db.Payments.Where(row => row.BillId == bill.Id && row.MerchantId != Payment.Nobody);
        if (rules.TieredMerchants is { } merchants)
        {
            payments = payments.Where(row => EF.Parameter(merchants).Contains(row.MerchantId));
        }

        var rows = payments
            .OrderBy(row => row.MerchantId)
            .ThenBy(row => row.Currency)
            .ThenBy(row => row.PaidUtc)
            .ThenBy(row => row.Id)
            .Select(row => new
            {
                row.Id,
                row.MerchantId,
                row.Currency,
                row.BusinessDay,
                row.GrossMinor,
            });
        var earlier = await Earlier(db, bill.Id, ct);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var month = (row.MerchantId, MonthOf(row.BusinessDay), row.Currency);
            var before = earlier.GetValueOrDefault(month);
            volumes._before[row.Id] = before;
            earlier[month] = checked(before + row.GrossMinor);
        }

        return volumes;
    }

    /// <summary>Writes down what the bill brought, in the transaction that decided its last charge.</summary>
    public static async Task Keep(PortalDb db, long billId, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            db.Provider == Provider.Postgres
                ? (FormattableString)
                    $"""
                    INSERT INTO "FeeVolumes" ("MerchantId", "Month", "Currency", "BillId", "VolumeMinor")
                    SELECT "MerchantId", to_char("BusinessDay", 'YYYY-MM'), "Currency", "BillId", CAST(SUM("GrossMinor") AS bigint)
                    FROM "Payments" WHERE "BillId" = {billId} AND "MerchantId" <> 0
                    GROUP BY "MerchantId", to_char("BusinessDay", 'YYYY-MM'), "Currency", "BillId"
                    ON CONFLICT ("MerchantId", "Month", "Currency", "BillId") DO UPDATE SET "VolumeMinor" = excluded."VolumeMinor"
                    """
                : $"""
                INSERT INTO "FeeVolumes" ("MerchantId", "Month", "Currency", "BillId", "VolumeMinor")
                SELECT "MerchantId", substr("BusinessDay", 1, 7), "Currency", "BillId", SUM("GrossMinor")
                FROM "Payments" WHERE "BillId" = {billId} AND "MerchantId" <> 0
                GROUP BY "MerchantId", substr("BusinessDay", 1, 7), "Currency"
                ON CONFLICT ("MerchantId", "Month", "Currency", "BillId") DO UPDATE SET "VolumeMinor" = excluded."VolumeMinor"
                """,
            ct
        );
    }

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static async Task<Dictionary<(long Merchant, string Month, string Currency), long>> Earlier(
        PortalDb db,
        long billId,
        CancellationToken ct
    )
    {
        var days = await db.Payments.Where(row => row.BillId == billId).Select(row => row.BusinessDay).Distinct().ToListAsync(ct);
        var months = days.Select(MonthOf).Distinct().ToArray();
        var merchants = db.Payments.Where(row => row.BillId == billId).Select(row => row.MerchantId).Distinct();
        var rows = await db
            .FeeVolumes.Where(row => row.BillId != billId && months.Contains(row.Month) && merchants.Contains(row.MerchantId))
            .GroupBy(row => new
            {
                row.MerchantId,
                row.Month,
                row.Currency,
            })
            .Select(group => new { group.Key, Sum = group.Sum(row => row.VolumeMinor) })
            .ToListAsync(ct);
        return rows.ToDictionary(row => (row.Key.MerchantId, row.Key.Month, row.Key.Currency), row => row.Sum);
    }
}
