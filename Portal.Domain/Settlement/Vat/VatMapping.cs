using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

internal static class VatMapping
{
    /// <summary>What a site starts with: 6 % on services, from a day before every payment.</summary>
    public const long FirstRateId = 1;
    public const long FirstPartsPerMillion = 60_000;
    public static DateOnly FirstDay { get; } = new(2000, 1, 1);

    public static void Map(ModelBuilder model)
    {
        model.Entity<VatRate>(rate =>
        {
            rate.ToTable(
                "VatRates",
                table => table.HasCheckConstraint("CK_VatRates_Rate", "\"PartsPerMillion\" >= 0 AND \"PartsPerMillion\" <= 500000")
            );
            rate.Property(row => row.MadeBy).HasMaxLength(240);
            rate.Property(row => row.AgreedBy).HasMaxLength(240);
            rate.Property(row => row.ApprovalNumber).HasMaxLength(20);
            // One waits at a time: the second would be compared with a rate that may never come.
            rate.HasIndex(row => row.State).IsUnique().HasFilter("\"State\" = 'Waiting'");
            rate.HasIndex(row => row.FromDay);
            rate.HasData(
                new
                {
                    Id = FirstRateId,
                    FromDay = FirstDay,
                    PartsPerMillion = FirstPartsPerMillion,
                    State = VatRateState.Agreed,
                    MadeBy = "installation",
                    MadeUtc = DateTime.UnixEpoch,
                    AgreedBy = string.Empty,
                    Version = 0,
                }
            );
        });
        model.Entity<VatLine>(line =>
        {
            line.ToTable(
                "VatLines",
                table =>
                {
                    table.HasCheckConstraint("CK_VatLines_Adds", "\"NetMinor\" + \"TaxMinor\" = \"GrossMinor\"");
                    table.HasCheckConstraint("CK_VatLines_Entry", "(\"TaxMinor\" = 0) = (\"EntryId\" IS NULL)");
                    table.HasCheckConstraint("CK_VatLines_TaxDay", "\"TaxDay\" >= \"Day\"");
                }
            );
            line.HasKey(row => new { row.StatementId, row.Kind });
            line.Property(row => row.Currency).HasMaxLength(3);
            line.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
            line.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            line.HasOne<VatRate>().WithMany().HasForeignKey(row => row.RateId);
            line.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.EntryId);
            line.HasIndex(row => row.EntryId).IsUnique();
            line.HasIndex(row => new { row.TaxDay, row.StatementId });
        });
        model.Entity<VatReturn>(month =>
        {
            month.ToTable("VatReturns");
            month.HasKey(row => row.Month);
            month.Property(row => row.DeclaredBy).HasMaxLength(240);
        });
    }
}
