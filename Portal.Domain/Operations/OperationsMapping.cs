using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Operations;

internal static class OperationsMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Setting>(setting =>
        {
            setting.ToTable("Settings");
            setting.HasKey(row => row.Name);
            setting.Property(row => row.ChangedBy).HasMaxLength(240);
        });
        model.Entity<ScheduleRun>(run =>
        {
            run.ToTable("ClockRuns");
            run.HasKey(row => row.Name);
            run.Property(row => row.Name).HasMaxLength(40);
            run.Property(row => row.Error).HasMaxLength(500);
        });
        model.Entity<ProofRun>(run =>
        {
            run.ToTable("ProofRuns");
            run.Property(row => row.Failed).HasMaxLength(200);
        });
        model.Entity<Deletion>(deletion =>
        {
            deletion.ToTable("Deletions");
            deletion.Property(row => row.Sha256).HasMaxLength(64);
        });
        model.Entity<Alarm>(alarm =>
        {
            alarm.ToTable("Alarms");
            alarm.HasIndex(row => new { row.Kind, row.ClearedUtc });
        });
    }
}
