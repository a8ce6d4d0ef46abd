using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

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
