using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>How one clock of the schedule last ran.</summary>
internal sealed class ScheduleRun
{
    private ScheduleRun() { }

    internal ScheduleRun(string name) => Name = name;

    public string Name { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }
    public bool Ok { get; private set; }
    public string? Error { get; private set; }

    internal void Start(DateTime nowUtc) => (StartedUtc, FinishedUtc, Ok, Error) = (nowUtc, null, false, null);

    internal void Finish(Exception? fault, DateTime nowUtc)
    {
        var error = fault is null ? null : Redaction.Clean($"{fault.GetType().Name}: {fault.Message}");
        (FinishedUtc, Ok, Error) = (nowUtc, fault is null, error is null ? null : Text.Cut(error, 500));
    }
}

/// <summary>One proof of all promises: when, how many, and which did not hold.</summary>
internal sealed class ProofRun
{
    private ProofRun() { }

    internal ProofRun(IReadOnlyList<ProofResult> results, DateTime startedUtc, DateTime nowUtc)
    {
        (StartedUtc, FinishedUtc, Promises) = (startedUtc, nowUtc, results.Count);
        var failed = string.Join(' ', results.Where(result => !result.Ok).Select(result => result.Id).Distinct());
        Failed = Text.Cut(failed, 200);
    }

    public long Id { get; private set; }
    public DateTime StartedUtc { get; private set; }
    public DateTime FinishedUtc { get; private set; }
    public int Promises { get; private set; }

    /// <summary>The numbers of the promises that did not hold; empty when all did.</summary>
    public string Failed { get; private set; } = string.Empty;
}

/// <summary>The names of the clocks the host runs; work kind <c>clock.{name}</c> runs one at once.</summary>
public sealed record ScheduleNames(IReadOnlyList<string> All)
{
    public static string WorkKind(string name) => $"clock.{name}";
}

/// <summary>Runs a clock's work and writes down how it went. Infrastructure: the work itself asks the Gate.</summary>
public sealed class RunLog(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    public async Task Run(string name, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await Write(name, row => row.Start(clock.UtcNow()));
        using var span = Telemetry.Source.StartActivity("clock " + name);
        try
        {
            await work(ct);
            await Write(name, row => row.Finish(null, clock.UtcNow()));
        }
        catch (Exception fault)
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error);
            await Write(name, row => row.Finish(fault, clock.UtcNow()));
            throw;
        }
    }

    private async Task Write(string name, Action<ScheduleRun> change)
    {
        await using var db = await dbs.CreateDbContextAsync(CancellationToken.None);
        var row = await db.ClockRuns.SingleOrDefaultAsync(one => one.Name == name);
        if (row is null)
        {
            db.ClockRuns.Add(row = new ScheduleRun(name));
        }

        change(row);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (Refusal fault) when (db.IsUniqueViolation(fault))
        {
            // Another server ran the same clock for the first time at the same moment and wrote the row.
        }
    }
}
