using Microsoft.EntityFrameworkCore;
using Portal.Domain.Operations;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<ClockRun> ClockRuns => Set<ClockRun>();
    public DbSet<ProofRun> ProofRuns => Set<ProofRun>();
    public DbSet<Deletion> Deletions => Set<Deletion>();
    public DbSet<Alarm> Alarms => Set<Alarm>();
}
