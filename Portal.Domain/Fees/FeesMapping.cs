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
            rule.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            rule.HasIndex(row => row.ReplacesId).IsUnique();
            rule.HasData(
                new
                {
                    Id = StandardRuleId,
                    Name = "Standard",
                    Kind = FeeKind.Payment,
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
            fee.Property(row => row.Currency).HasMaxLength(3);
            fee.HasIndex(row => row.PaymentId).IsUnique().HasFilter("\"PaymentId\" IS NOT NULL");
            fee.HasIndex(row => row.RefundId).IsUnique().HasFilter("\"RefundId\" IS NOT NULL");
            fee.HasIndex(row => row.EntryId);
        });
    }
}
