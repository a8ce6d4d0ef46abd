using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Audit;

internal static class AuditMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AuditRecord>(record =>
        {
            record.ToTable("AuditRecords");
            record.HasKey(row => row.Sequence);
            record.Property(row => row.Sequence).ValueGeneratedNever();
            record.Property(row => row.ActorName).HasMaxLength(240);
            record.Property(row => row.Source).HasMaxLength(64);
            record.Property(row => row.Action).HasMaxLength(60);
            record.Property(row => row.ObjectKind).HasMaxLength(40);
            record.Property(row => row.ObjectKey).HasMaxLength(80);
            record.Property(row => row.Before).HasMaxLength(8000);
            record.Property(row => row.After).HasMaxLength(8000);
            record.Property(row => row.Why).HasMaxLength(2000);
            record.Property(row => row.PreviousHash).HasMaxLength(64);
            record.Property(row => row.Hash).HasMaxLength(64);
            record.HasIndex(row => new { row.ObjectKind, row.ObjectKey });
            record.HasIndex(row => new { row.MerchantId, row.Sequence });
            record.HasIndex(row => new { row.ActorName, row.Sequence });
            record.HasIndex(row => new { row.Action, row.Sequence });
            record.HasIndex(row => row.AtUtc);
        });
        model.Entity<AuditCut>(cut =>
        {
            cut.ToTable("AuditCuts");
            cut.HasKey(row => row.Sequence);
            cut.Property(row => row.Sequence).ValueGeneratedNever();
            cut.Property(row => row.Hash).HasMaxLength(64);
            cut.Property(row => row.Signature).HasMaxLength(64);
        });
        model.Entity<AuditHead>(head =>
        {
            head.ToTable("AuditHeads");
            head.HasKey(row => row.Id);
            head.Property(row => row.Id).ValueGeneratedNever();
            head.Property(row => row.Hash).HasMaxLength(64);
            head.HasData(new AuditHead());
        });
    }
}
