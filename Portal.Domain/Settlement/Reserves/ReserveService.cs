using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>Held back money that goes back on one day.</summary>
public sealed record ReserveDay(DateOnly ReleaseDay, long AmountMinor, DateOnly FromDay, DateOnly ToDay);

/// <summary>What is held back of an organisation's takings, and when it goes back; in yuan.</summary>
public sealed record ReserveView(long BalanceMinor, IReadOnlyList<ReserveDay> Schedule);

/// <summary>Gives reserves back when they are old enough: one entry a bucket, taken up by the next statement.</summary>
public sealed class ReserveService(Acts acts, LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    private const int BucketsAtOnce = 200;

    /// <summary>An organisation's reserve and the days on which it is released.</summary>
    public async Task<ReserveView> Of(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        return await View(act.Db, act.Merchant, ct);
    }

    /// <summary>Releases every bucket whose day has come; returns how many. Safe to run twice, at once and after a kill.</summary>
    public async Task<int> Release(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.ReleaseReserves, ct);
        var released = 0;
        while (await Slice(ct) is var done and > 0)
        {
            released += done;
        }

        return released;
    }

    internal static async Task<ReserveView> View(PortalDb db, Merchant merchant, CancellationToken ct)
    {
        var days = await db
            .ReserveBuckets.Of(merchant)
            .Where(row => row.ReleasedEntryId == null && row.Currency == "CNY")
            .GroupBy(row => row.ReleaseDay)
            .Select(group => new
            {
                group.Key,
                Sum = group.Sum(row => row.AmountMinor),
                From = group.Min(row => row.Day),
                To = group.Max(row => row.Day),
            })
            .OrderBy(row => row.Key)
            .ToListAsync(ct);
        return new ReserveView(days.Sum(row => row.Sum), [.. days.Select(row => new ReserveDay(row.Key, row.Sum, row.From, row.To))]);
    }

    /// <summary>The bucket, its entry and the balances move together; the entry's key says the last word.</summary>
    private async Task<int> Slice(CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Lock("reserves");
        var today = zone.Today(clock);
        var due = await step
            .Db.ReserveBuckets.Where(row => row.ReleasedEntryId == null && row.ReleaseDay <= today)
            .OrderBy(row => row.ReleaseDay)
            .ThenBy(row => row.Id)
            .Take(BucketsAtOnce)
            .ToListAsync(ct);
        var ids = await poster.PostMany(step.Db, [.. due.Select(bucket => Entry(bucket, today))], ct);
        for (var at = 0; at < due.Count; at++)
        {
            due[at].Release(ids[at], clock.UtcNow());
        }

        await step.Commit();
        return due.Count;
    }

    private static JournalEntry Entry(ReserveBucket bucket, DateOnly today) =>
        JournalEntry.Move(
            FormattableString.Invariant($"reserve-release:{bucket.Id}"),
            EntryKind.ReserveRelease,
            today,
            LedgerCode.MerchantReserve(bucket.MerchantId),
            LedgerCode.MerchantPending(bucket.MerchantId),
            new Money(bucket.AmountMinor, Currency.Of(bucket.Currency))
        ) with
        {
            Memo = FormattableString.Invariant($"Reserve of {bucket.Day:yyyy-MM-dd}"),
        };
}
