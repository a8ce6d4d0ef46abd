using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal static class DataMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<WorkItem>(item =>
        {
            item.ToTable("WorkItems");
            item.Property(row => row.Kind).HasMaxLength(40);
            item.Property(row => row.LastError).HasMaxLength(500);
            item.Property(row => row.Server).HasMaxLength(WorkItem.ServerMax);
            item.HasIndex(row => new { row.Kind, row.RefId }).IsUnique();
            item.HasIndex(row => new { row.State, row.DueUtc });
        });
        model.Entity<Seal>(seal =>
        {
            seal.ToTable("Seals");
            seal.HasKey(row => new { row.Table, row.Group });
            seal.Property(row => row.Table).HasMaxLength(63);
            seal.Property(row => row.Key).HasMaxLength(Seal.KeyMax);
            seal.Property(row => row.By).HasMaxLength(Seal.ByMax);
        });
        model.Entity<Sequence>(sequence =>
        {
            sequence.ToTable("Sequences");
            sequence.HasKey(row => row.Name);
            sequence.Property(row => row.Name).HasMaxLength(60);
        });
    }
}
