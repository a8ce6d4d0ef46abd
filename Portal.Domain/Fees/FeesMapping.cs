using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

internal static class FeesMapping
{
    /// <summary>The standard rule every new site starts with: 0.60 % of each payment, given back on what is refunded.</summary>
    public const long StandardRuleId = 1;

    public static void Map(ModelBuilder model)
    {
        model.Entity<FeeRule>(rule =>
        {
            rule.ToTable("FeeRules");
            rule.Ignore(row => row.Terms);
            rule.Property(row => row.Name).HasMaxLength(FeeRule.NameMax * 4);
            rule.Property(row => row.Currency).HasMaxLength(3);
            rule.Property(row => row.MadeBy).HasMaxLength(240);
            rule.Property(row => row.ApprovedBy).HasMaxLength(240);
            rule.Property(row => row.ApprovalNumber).HasMaxLength(20);
            rule.Property(row => row.Tiers).HasMaxLength(FeeTiers.TextMax);
            rule.Property(row => row.Owner).HasMaxLength(FeeRule.OwnerMax * 4);
            rule.Property(row => row.Why).HasMaxLength(FeeRule.WhyMax * 4);
            rule.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            rule.HasIndex(row => row.ReplacesId).IsUnique();
            rule.HasData(
                new
                {
                    Id = StandardRuleId,
                    Name = "Standard",
                    Kind = FeeKind.Payment,
                    Nature = FeeNature.Standard,
                    Owner = string.Empty,
                    Why = string.Empty,
                    Scope = FeeScope.All,
                    Currency = Currency.Cny.Code,
                    PartsPerMillion = 6_000L,
                    FixedMinor = 0L,
                    RefundPolicy = RefundPolicy.OnRemaining,
                    FromUtc = DateTime.UnixEpoch,
                    Edition = 1,
                    MadeBy = "installation",
                    MadeUtc = DateTime.UnixEpoch,
                    ApprovedBy = string.Empty,
                }
            );
        });
        model.Entity<FeeProposal>(proposal =>
        {
            proposal.ToTable("FeeProposals");
            proposal.Property(row => row.Draft).HasMaxLength(4_000);
            proposal.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            proposal.HasOne<FeeRule>().WithMany().HasForeignKey(row => row.RuleId);
        });
        model.Entity<Fee>(fee =>
        {
            fee.ToTable(
                "Fees",
                table => table.HasCheckConstraint("CK_Fees_Amount", "\"AmountMinor\" >= 0 AND \"AmountMinor\" <= \"GrossMinor\"")
            );
            fee.ToTable(table => table.HasCheckConstraint("CK_Fees_Waived", "\"WaivedMinor\" >= 0 AND \"WaivedMinor\" <= \"AmountMinor\""));
            fee.Property(row => row.Currency).HasMaxLength(3);
            fee.HasIndex(row => row.PaymentId).IsUnique().HasFilter("\"PaymentId\" IS NOT NULL");
            fee.HasIndex(row => row.RefundId).IsUnique().HasFilter("\"RefundId\" IS NOT NULL");
            fee.HasIndex(row => row.EntryId);
            fee.HasIndex(row => row.WaiverEntryId).HasFilter("\"WaiverEntryId\" IS NOT NULL");
        });
        MapServiceFees(model);
        MapWhatIf(model);
    }

    private static void MapServiceFees(ModelBuilder model)
    {
        model.Entity<ServiceFee>(fee =>
        {
            fee.ToTable(
                "ServiceFees",
                table =>
                    table.HasCheckConstraint(
                        "CK_ServiceFees_Waived",
                        "\"AmountMinor\" >= 0 AND \"WaivedMinor\" >= 0 AND \"WaivedMinor\" <= \"AmountMinor\""
                    )
            );
            fee.Property(row => row.Currency).HasMaxLength(3);
            fee.HasIndex(row => row.RefundId).IsUnique().HasFilter("\"RefundId\" IS NOT NULL");
            fee.HasIndex(row => row.StatementId).IsUnique().HasFilter("\"StatementId\" IS NOT NULL");
            fee.HasIndex(row => new
                {
                    row.Month,
                    row.MerchantId,
                    row.Currency,
                })
                .IsUnique()
                .HasFilter("\"Month\" IS NOT NULL");
            fee.HasIndex(row => row.EntryId);
            fee.HasIndex(row => row.WaiverEntryId).HasFilter("\"WaiverEntryId\" IS NOT NULL");
            fee.HasIndex(row => new { row.MerchantId, row.Id });
        });
        model.Entity<FeeVolume>(volume =>
        {
            volume.ToTable("FeeVolumes");
            volume.HasKey(row => new
            {
                row.MerchantId,
                row.Month,
                row.Currency,
                row.BillId,
            });
            volume.Property(row => row.Month).HasMaxLength(7);
            volume.Property(row => row.Currency).HasMaxLength(3);
            volume.HasIndex(row => row.BillId);
        });
    }

    private static void MapWhatIf(ModelBuilder model)
    {
        model.Entity<WhatIf>(run =>
        {
            run.ToTable("WhatIfs");
            run.Property(row => row.Draft).HasMaxLength(4_000);
            run.Property(row => row.Currency).HasMaxLength(3);
            run.Property(row => row.AskedBy).HasMaxLength(240);
            run.Property(row => row.Key).HasMaxLength(64);
            run.HasIndex(row => row.Key).IsUnique();
        });
        model.Entity<WhatIfRow>(row =>
        {
            row.ToTable("WhatIfRows");
            row.HasKey(one => new { one.WhatIfId, one.MerchantId });
            row.HasOne<WhatIf>().WithMany().HasForeignKey(one => one.WhatIfId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
