using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Approvals;

internal static class ApprovalsMapping
{
    public const int KindMax = 40;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Approval>(approval =>
        {
            approval.ToTable(
                "Approvals",
                // The last line of defence: not even a hand on the database makes one person maker and checker.
                table =>
                    table.HasCheckConstraint(
                        "CK_Approvals_TwoPersons",
                        "\"State\" NOT IN ('Approved', 'Rejected') OR (\"DecidedById\" IS NOT NULL AND \"DecidedById\" <> \"MakerId\")"
                    )
            );
            approval.Property(row => row.Number).HasMaxLength(20);
            approval.Property(row => row.Kind).HasMaxLength(KindMax);
            approval.Property(row => row.Title).HasMaxLength(400);
            approval.Property(row => row.Content).HasMaxLength(8_000);
            approval.Property(row => row.Before).HasMaxLength(8_000);
            approval.Property(row => row.Hash).HasMaxLength(64);
            approval.Property(row => row.MakerName).HasMaxLength(240);
            approval.Property(row => row.Reason).HasMaxLength(Approval.ReasonMax * 4 + 16);
            approval.Property(row => row.DecidedBy).HasMaxLength(240);
            approval.Property(row => row.Remark).HasMaxLength(Approval.RemarkMax * 4 + 16);
            approval.Property(row => row.CommandKey).HasMaxLength(64);
            approval.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            approval.HasIndex(row => row.Number).IsUnique();
            approval.HasIndex(row => new { row.MakerId, row.CommandKey }).IsUnique();
            approval.HasIndex(row => new { row.Kind, row.SubjectId }).IsUnique().HasFilter("\"State\" = 'Proposed'");
            approval.HasIndex(row => row.State);
        });
        model.Entity<ApprovalHand>(hand =>
        {
            hand.ToTable("ApprovalHands");
            hand.Property(row => row.Kind).HasMaxLength(KindMax);
            hand.HasIndex(row => new { row.Kind, row.SubjectId });
        });
        model.Entity<ApprovalEffect>(effect =>
        {
            effect.ToTable("ApprovalEffects");
            effect.Property(row => row.Kind).HasMaxLength(KindMax);
            effect.HasKey(row => new { row.Kind, row.SubjectId });
            effect.HasOne<Approval>().WithMany().HasForeignKey(row => row.ApprovalId);
            effect.HasIndex(row => row.ApprovalId).IsUnique();
        });
        model.Entity<MoneyAct>(act =>
        {
            act.ToTable(
                "MoneyActs",
                table =>
                    table.HasCheckConstraint(
                        "CK_MoneyActs_Alone",
                        "\"State\" <> 'Alone' OR (\"AmountMinor\" IS NOT NULL AND \"AmountMinor\" >= 0 AND (\"AmountMinor\" = 0 OR \"Currency\" = 'CNY'))"
                    )
            );
            act.Property(row => row.Kind).HasMaxLength(KindMax);
            act.Property(row => row.Currency).HasMaxLength(3);
            act.Property(row => row.Why).HasMaxLength(Approval.ReasonMax * 4 + 16);
            act.Property(row => row.ActorName).HasMaxLength(240);
            act.Property(row => row.ApprovalNumber).HasMaxLength(20);
            act.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            act.HasIndex(row => new { row.Kind, row.TargetId }, "IX_MoneyActs_Asked").IsUnique().HasFilter("\"State\" = 'Asked'");
            act.HasIndex(row => new { row.Kind, row.TargetId }, "IX_MoneyActs_Target");
            act.HasIndex(row => new { row.Day, row.ActorId });
            act.HasIndex(row => new { row.MerchantId, row.Day });
        });
        model.Entity<PersonLink>(link =>
        {
            link.ToTable("PersonLinks");
            link.HasIndex(row => new { row.OneId, row.OtherId }).IsUnique();
            link.Property(row => row.Reason).HasMaxLength(Approval.ReasonMax * 4 + 16);
            link.Property(row => row.MadeBy).HasMaxLength(240);
            link.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.OneId);
            link.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.OtherId);
        });
        model.Entity<RoleGrant>(grant =>
        {
            grant.ToTable("RoleGrants");
            grant.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            grant.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
        });
    }
}
