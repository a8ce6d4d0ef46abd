using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<PolicyRow> PolicyRows => Set<PolicyRow>();
    internal DbSet<ScheduleRun> ClockRuns => Set<ScheduleRun>();
    internal DbSet<ProofRun> ProofRuns => Set<ProofRun>();
    internal DbSet<Deletion> Deletions => Set<Deletion>();
    internal DbSet<Alarm> Alarms => Set<Alarm>();
}
