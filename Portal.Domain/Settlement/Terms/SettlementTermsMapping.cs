using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>Terms, holds, reserves, adjustments and what went wrong in runs.</summary>
internal static class SettlementTermsMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<SettlementTerms>(terms =>
        {
            terms.ToTable("SettlementTerms");
            terms.Property(row => row.MadeBy).HasMaxLength(240);
            terms.Property(row => row.AgreedBy).HasMaxLength(240);
            terms.Property(row => row.ApprovalNumber).HasMaxLength(20);
            terms.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            terms.HasIndex(row => new { row.MerchantId, row.FromDay }).IsUnique().HasFilter("\"State\" = 'Agreed'");
            terms.HasIndex(row => new { row.MerchantId, row.State }).IsUnique().HasFilter("\"State\" = 'Waiting'");
        });
        model.Entity<PayoutHold>(hold =>
        {
            hold.ToTable("PayoutHolds");
            hold.Property(row => row.Reason).HasMaxLength(PayoutHold.ReasonMax * 4 + 16);
            hold.Property(row => row.ReleaseNote).HasMaxLength(PayoutHold.ReasonMax * 4 + 16);
            hold.Property(row => row.HeldBy).HasMaxLength(240);
            hold.Property(row => row.ReleasedBy).HasMaxLength(240);
            hold.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            hold.HasIndex(row => row.MerchantId);
        });
        model.Entity<ReserveBucket>(bucket =>
        {
            bucket.ToTable("ReserveBuckets", table => table.HasCheckConstraint("CK_ReserveBuckets_Amount", "\"AmountMinor\" > 0"));
            bucket.Property(row => row.Currency).HasMaxLength(3);
            bucket.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
            bucket.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.ReleasedEntryId);
            bucket.HasIndex(row => new { row.StatementId, row.Day }).IsUnique();
            bucket.HasIndex(row => row.MerchantId);
            bucket.HasIndex(row => row.ReleaseDay).HasFilter("\"ReleasedEntryId\" IS NULL");
            bucket.HasIndex(row => row.ReleasedEntryId).IsUnique();
        });
        model.Entity<Adjustment>(adjustment =>
        {
            adjustment.ToTable("Adjustments", table => table.HasCheckConstraint("CK_Adjustments_Amount", "\"AmountMinor\" <> 0"));
            adjustment.Property(row => row.Number).HasMaxLength(20);
            adjustment.Property(row => row.Currency).HasMaxLength(3);
            adjustment.Property(row => row.Note).HasMaxLength(Adjustment.NoteMax * 4 + 16);
            adjustment.Property(row => row.PaymentNo).HasMaxLength(80);
            adjustment.Property(row => row.StatementNumber).HasMaxLength(30);
            adjustment.Property(row => row.MadeBy).HasMaxLength(240);
            adjustment.Property(row => row.DecidedBy).HasMaxLength(240);
            adjustment.Property(row => row.ApprovalNumber).HasMaxLength(20);
            adjustment.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            adjustment.HasIndex(row => row.Number).IsUnique();
            adjustment.HasIndex(row => row.MerchantId);
            adjustment.HasIndex(row => row.EntryId).IsUnique();
        });
        model.Entity<SettlementFailure>(failure =>
        {
            failure.ToTable("SettlementFailures");
            failure.Property(row => row.Detail).HasMaxLength(SettlementFailure.DetailMax);
            failure.HasOne<SettlementRun>().WithMany().HasForeignKey(row => row.RunId);
            failure.HasIndex(row => new { row.RunId, row.MerchantId }).IsUnique();
        });
        model.Entity<StatementFile>(file =>
        {
            file.ToTable("StatementFiles");
            file.HasKey(row => new { row.StatementId, row.Format });
            file.Property(row => row.Format).HasMaxLength(8);
            file.Property(row => row.Sha256).HasMaxLength(64);
            file.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
        });
    }
}
