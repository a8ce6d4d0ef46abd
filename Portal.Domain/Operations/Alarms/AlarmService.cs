using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Operations;

public sealed record AlarmRow(AlarmKind Kind, long Count, DateTime RaisedUtc, DateTime? ClearedUtc);

/// <summary>The last proof of the promises: null when none has run.</summary>
public sealed record LastProof(DateTime AtUtc, int Promises, IReadOnlyList<string> Failed);

/// <summary>Watches what must not go wrong unseen: money that is late, work that waits, a broken trail, a full disk.</summary>
public sealed class AlarmService
{
    private const int HistoryRows = 10;
    private readonly Acts _acts;
    private readonly AlarmChecks _checks;
    private readonly TimeProvider _clock;
    private readonly ILogger<AlarmService> _logger;
    private HealthReport? _last;

    public AlarmService(Acts acts, DatabaseSettings settings, SettlementZone zone, TimeProvider clock, ILogger<AlarmService> logger)
    {
        (_acts, _clock, _logger) = (acts, clock, logger);
        _checks = new AlarmChecks(settings, zone, clock);
    }

    /// <summary>What was seen last, for gauges, which may not wait for a database.</summary>
    public HealthReport? Last => Volatile.Read(ref _last);

    /// <summary>Looks at every condition now. Changes nothing.</summary>
    public async Task<HealthReport> Look(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewHealth, ct);
        return await See(act.Db, ct);
    }

    /// <summary>The latest alarms, newest first, open ones among them.</summary>
    public async Task<IReadOnlyList<AlarmRow>> History(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewHealth, ct);
        return await act
            .Db.Alarms.OrderByDescending(row => row.Id)
            .Take(HistoryRows)
            .Select(row => new AlarmRow(row.Kind, row.Count, row.RaisedUtc, row.ClearedUtc))
            .ToListAsync(ct);
    }

    /// <summary>Raises and clears alarms; a new one is logged and told to administrators and finance, once.</summary>
    public async Task<HealthReport> Watch(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.WatchAlarms, ct);
        var report = await See(act.Db, ct);
        await act.Lock("alarms");
        var open = await act.Db.Alarms.Where(row => row.ClearedUtc == null).ToListAsync(ct);
        foreach (var check in report.Checks)
        {
            var raised = open.Find(row => row.Kind == check.Kind);
            if (check.State == AlarmState.Alarm && raised is null)
            {
                _logger.LogCritical("Alarm {Kind}: {Count}", check.Kind, check.Count);
                act.Db.Alarms.Add(new Alarm(check, report.AtUtc));
                await Notify(act.Db, check, report.AtUtc, ct);
            }
            else if (check.State != AlarmState.Alarm && raised is not null)
            {
                _logger.LogWarning("Alarm {Kind} is over", check.Kind);
                raised.Clear(report.AtUtc);
            }
        }

        await act.Commit();
        return report;
    }

    private async Task<HealthReport> See(PortalDb db, CancellationToken ct)
    {
        var report = await _checks.See(db, ct);
        Volatile.Write(ref _last, report);
        return report;
    }

    /// <summary>Administrators and finance, in Portal and by mail, whatever they chose.</summary>
    private static Task Notify(PortalDb db, AlarmCheck check, DateTime nowUtc, CancellationToken ct)
    {
        StaffRole[] roles = [StaffRole.Administrator, StaffRole.FinanceOfficer, StaffRole.FinanceApprover];
        var notification = new Notification(
            NoticeKind.AlarmRaised,
            new NoticeThing("health", check.Kind.ToString()),
            FormattableString.Invariant($"alarm:{check.Kind}:{nowUtc:yyyyMMddHHmmssffffff}"),
            NoticeArg.Word(check.Kind)
        );
        return db.Notify(notification, db.StaffAssignments.Where(row => roles.Contains(row.Role)).Select(row => row.UserId).Distinct(), ct);
    }
}
