using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Operations;

internal static class OperationsMapping
{
    public static void Map(ModelBuilder model)
    {
        // The table Settings of 0.1.0 is left where it is for servers of that version; its rows were taken over by the migration Policies.
        model.Entity<PolicyRow>(policy =>
        {
            policy.ToTable("PolicyRows");
            policy.Property(row => row.Key).HasMaxLength(PolicyRow.KeyMax);
            policy.Property(row => row.Value).HasMaxLength(PolicyRow.ValueMax);
            policy.Property(row => row.Pack).HasMaxLength(PolicyRow.KeyMax);
            policy.Property(row => row.Reason).HasMaxLength(PolicyRow.ReasonMax);
            policy.Property(row => row.AskedBy).HasMaxLength(PolicyRow.NameMax);
            policy.Property(row => row.AgreedBy).HasMaxLength(PolicyRow.NameMax);
            policy.Property(row => row.EndedBy).HasMaxLength(PolicyRow.NameMax);
            policy.Property(row => row.Approval).HasMaxLength(20);
            policy.HasIndex(row => new { row.Key, row.FromUtc });
            policy.HasIndex(row => row.Change);
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
