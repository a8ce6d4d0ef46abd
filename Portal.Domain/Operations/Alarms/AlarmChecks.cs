using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Operations;

/// <summary>The conditions themselves: each reads the stored state and says how bad it is.</summary>
internal sealed class AlarmChecks(DatabaseSettings settings, SettlementZone zone, TimeProvider clock)
{
    private const string TrailPromise = "I-08";

    /// <summary>How long a transaction may take that was posting when the hour struck: until then the answer is not kept.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private LateQuestion? _nothingLate;
    private const long Megabyte = 1_000_000;

    public async Task<HealthReport> See(PortalDb db, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var late = now - await db.Policy(OperationsPolicies.WorkLateMinutes, ct);
        var proof = await db.ProofRuns.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(ct);
        var failed = proof?.Failed.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var disk = new DriveInfo(settings.DataDirectory);
        IReadOnlyList<AlarmCheck> checks =
        [
            await DayNotClosed(db, now, ct),
            await CalendarMissing(db, ct),
            await BillsStuck(db, now, late, ct),
            await WorkLate(db, late, ct),
            await WorkFailed(db, ct),
            await MailsLate(db, late, ct),
            Of(AlarmKind.TrailBroken, failed.Count(id => id == TrailPromise), proof?.FinishedUtc),
            Of(AlarmKind.BooksBroken, failed.Count(id => id != TrailPromise), proof?.FinishedUtc),
            await ProofLate(db, proof, now, ct),
            Of(
                AlarmKind.DiskLow,
                disk.AvailableFreeSpace < await db.Policy(OperationsPolicies.DiskFreeMegabytes, ct) * Megabyte
                    ? disk.AvailableFreeSpace / Megabyte
                    : 0,
                now,
                bad: disk.AvailableFreeSpace < await db.Policy(OperationsPolicies.DiskFreeMegabytes, ct) * Megabyte
            ),
        ];
        return new HealthReport(
            checks.Max(check => check.State),
            checks,
            proof is null ? null : new LastProof(proof.FinishedUtc, proof.Promises, failed),
            await DatabaseBytes(db, ct),
            disk.AvailableFreeSpace,
            disk.TotalSize,
            await db.WorkItems.CountAsync(row => row.State == WorkState.Waiting && row.DueUtc <= now, ct),
            await db.Mails.CountAsync(row => row.State == MailState.Waiting, ct),
            now
        );
    }

    /// <summary>
    /// How many days should be closed by now and are open. Finding that out reads all that is open; so once nothing is late it is asked again
    /// only when it is another question, after the next hour for closing.
    /// </summary>
    private async Task<AlarmCheck> DayNotClosed(PortalDb db, DateTime now, CancellationToken ct)
    {
        var question = await Lateness.Question(db, zone, now, ct);
        if (question == _nothingLate)
        {
            return Of(AlarmKind.DayNotClosed, 0, null);
        }

        var late = await Lateness.Of(db, zone, now, ct);
        _nothingLate = late.Days == 0 && now >= question.DeadlineUtc + Settled ? question : null;
        return Of(AlarmKind.DayNotClosed, late.Days, late.Late is { } day ? zone.StartOf(day.AddDays(1)) : null);
    }

    /// <summary>A coming year without days off would make payouts due on holidays.</summary>
    private async Task<AlarmCheck> CalendarMissing(PortalDb db, CancellationToken ct) =>
        await CalendarService.MissingYear(db, zone.Today(clock), ct) is null
            ? new AlarmCheck(AlarmKind.CalendarMissing, AlarmState.Fine)
            : new AlarmCheck(AlarmKind.CalendarMissing, AlarmState.Warning, 1);

    /// <summary>A bill that should be posting and that no worker has in hand is an alarm; one that waits a day for a person is a warning.</summary>
    private static async Task<AlarmCheck> BillsStuck(PortalDb db, DateTime now, DateTime late, CancellationToken ct)
    {
        var stuck = db.Bills.Where(row =>
            row.State == BillState.Posting
            && row.ReceivedUtc < late
            && !db.WorkItems.Any(item =>
                item.Kind == BillService.PostWork && item.RefId == row.Id && item.State == WorkState.Running && item.LeasedUntilUtc > now
            )
        );
        if (await stuck.CountAsync(ct) is > 0 and var count)
        {
            return Of(AlarmKind.BillsStuck, count, await stuck.MinAsync(row => row.ReceivedUtc, ct));
        }

        var since = now - await db.Policy(OperationsPolicies.HeldHours, ct);
        var held = db.Bills.Where(row => row.State == BillState.Held && row.ReceivedUtc < since);
        return await held.CountAsync(ct) is > 0 and var waiting
            ? new AlarmCheck(AlarmKind.BillsStuck, AlarmState.Warning, waiting, await held.MinAsync(row => row.ReceivedUtc, ct))
            : new AlarmCheck(AlarmKind.BillsStuck, AlarmState.Fine);
    }

    private static async Task<AlarmCheck> WorkLate(PortalDb db, DateTime late, CancellationToken ct)
    {
        var rows = db.WorkItems.Where(row =>
            (row.State == WorkState.Waiting && row.DueUtc < late) || (row.State == WorkState.Running && row.LeasedUntilUtc < late)
        );
        var count = await rows.CountAsync(ct);
        return Of(AlarmKind.WorkLate, count, count == 0 ? null : await rows.MinAsync(row => row.DueUtc, ct));
    }

    private static async Task<AlarmCheck> WorkFailed(PortalDb db, CancellationToken ct)
    {
        var rows = db.WorkItems.Where(row => row.State == WorkState.Failed);
        var count = await rows.CountAsync(ct);
        return count == 0
            ? new AlarmCheck(AlarmKind.WorkFailed, AlarmState.Fine)
            : new AlarmCheck(AlarmKind.WorkFailed, AlarmState.Warning, count, await rows.MinAsync(row => row.FinishedUtc, ct));
    }

    private static async Task<AlarmCheck> MailsLate(PortalDb db, DateTime late, CancellationToken ct)
    {
        var rows = db.Mails.Where(row => row.State == MailState.Waiting && row.CreatedUtc < late);
        var count = await rows.CountAsync(ct);
        return count == 0
            ? new AlarmCheck(AlarmKind.MailsLate, AlarmState.Fine)
            : new AlarmCheck(AlarmKind.MailsLate, AlarmState.Warning, count, await rows.MinAsync(row => row.CreatedUtc, ct));
    }

    /// <summary>No proof for longer than is set. A site that has not yet had one is only told so.</summary>
    private static async Task<AlarmCheck> ProofLate(PortalDb db, ProofRun? proof, DateTime now, CancellationToken ct) =>
        proof is null ? new AlarmCheck(AlarmKind.ProofLate, AlarmState.Warning)
        : proof.FinishedUtc < now - await db.Policy(OperationsPolicies.ProofHours, ct)
            ? new AlarmCheck(AlarmKind.ProofLate, AlarmState.Alarm, 1, proof.FinishedUtc)
        : new AlarmCheck(AlarmKind.ProofLate, AlarmState.Fine, 0, proof.FinishedUtc);

    private static AlarmCheck Of(AlarmKind kind, long count, DateTime? sinceUtc, bool? bad = null) =>
        bad ?? count > 0 ? new AlarmCheck(kind, AlarmState.Alarm, count, sinceUtc) : new AlarmCheck(kind, AlarmState.Fine);

    private Task<long> DatabaseBytes(PortalDb db, CancellationToken ct) => Dialect.Of(db).Bytes(db, settings, ct);
}
