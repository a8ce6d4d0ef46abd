using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Fees;

/// <summary>
/// The month's volume each payment of a bill comes upon: what earlier bills brought, and within the bill by time, then by number. It does
/// not depend on how the bill is sliced.
/// </summary>
internal sealed class TierVolumes
{
    private readonly Dictionary<long, long> _before = [];

    private TierVolumes(long billId) => BillId = billId;

    public long BillId { get; }

    public long Before(long paymentId) => _before.GetValueOrDefault(paymentId);

    /// <param name="sales">What the bill brought, for its months and merchants.</param>
    /// <param name="payments">Its payments by merchant, currency, time and number.</param>
    public static async Task<TierVolumes> Of(
        PortalDb db,
        long billId,
        IReadOnlyCollection<DaySales> sales,
        IAsyncEnumerable<ChargeablePayment> payments,
        CancellationToken ct
    )
    {
        var volumes = new TierVolumes(billId);
        var earlier = await Earlier(db, billId, sales, ct);
        await foreach (var payment in payments.WithCancellation(ct))
        {
            var month = (payment.MerchantId, MonthOf(payment.BusinessDay), payment.Currency);
            var before = earlier.GetValueOrDefault(month);
            volumes._before[payment.Id] = before;
            earlier[month] = checked(before + payment.GrossMinor);
        }

        return volumes;
    }

    /// <summary>Whether what the bill brought is written down.</summary>
    public static Task<bool> AreKept(PortalDb db, long billId, CancellationToken ct) =>
        db.FeeVolumes.AnyAsync(row => row.BillId == billId, ct);

    /// <summary>Writes down what the bill brought, in the transaction that decided its last charge.</summary>
    public static Task Keep(PortalDb db, long billId, IEnumerable<DaySales> sales, CancellationToken ct) =>
        Upsert<FeeVolume>
            .On(
                db,
                row => new
                {
                    row.MerchantId,
                    row.Month,
                    row.Currency,
                    row.BillId,
                }
            )
            .With(Merge.Replace, row => row.VolumeMinor)
            .Put(
                [
                    .. sales
                        .GroupBy(one => (one.MerchantId, Month: MonthOf(one.Day), one.Currency))
                        .OrderBy(group => group.Key.MerchantId)
                        .ThenBy(group => group.Key.Month, StringComparer.Ordinal)
                        .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                        .Select(group => FeeVolume.Of(billId, group.Key, group.Sum(one => one.GrossMinor))),
                ],
                ct
            );

    private static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static async Task<Dictionary<(long Merchant, string Month, string Currency), long>> Earlier(
        PortalDb db,
        long billId,
        IReadOnlyCollection<DaySales> sales,
        CancellationToken ct
    )
    {
        var months = sales.Select(one => MonthOf(one.Day)).Distinct().ToArray();
        var merchants = sales.Select(one => one.MerchantId).Distinct().ToArray();
        var rows = await db
            .FeeVolumes.Where(row => row.BillId != billId && months.Contains(row.Month))
            .Where(row => EF.Parameter(merchants).Contains(row.MerchantId))
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
