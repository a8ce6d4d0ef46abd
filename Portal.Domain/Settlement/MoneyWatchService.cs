using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notices;

namespace Portal.Domain.Settlement;

/// <summary>Says when money is late: yesterday should be closed by noon.</summary>
public sealed class MoneyWatchService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone, TimeProvider clock)
{
    /// <summary>The hour of the settlement zone by which the day before must be closed.</summary>
    public const int ClosedByHour = 12;

    /// <summary>Tells who runs the settlement, once a day, when yesterday is not closed without failures by noon. True when it is late.</summary>
    [Needs(Permit.WatchMoney)]
    public async Task<bool> Look(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.WatchMoney, ct);
        var today = zone.Today(clock);
        var day = today.AddDays(-1);
        var closed = await db.SettlementRuns.AnyAsync(row => row.Through >= day && row.State == RunState.Finished, ct);
        if (closed || clock.UtcNow() < zone.StartOf(today).AddHours(ClosedByHour))
        {
            return false;
        }

        var telling = new Telling(
            NoticeKind.MoneyLate,
            new NoticeThing("settlement-run", FormattableString.Invariant($"SR-{day:yyyyMMdd}")),
            FormattableString.Invariant($"money-late:{day:yyyyMMdd}"),
            day
        );
        await db.Notify(telling, db.StaffWith(Permit.RunSettlement), ct);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
