using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;

namespace Portal.Domain.Certification;

internal static class CertificationMapping
{
    private const int PersonColumn = CertificationCase.PersonMax * 4 + 16;
    private const int NoteColumn = CertificationCase.NoteMax * 4 + 16;

    public static void Map(ModelBuilder model)
    {
        model.Entity<CertificationCase>(row =>
        {
            row.ToTable("CertificationCases");
            row.Property(one => one.Number).HasMaxLength(20);
            row.Property(one => one.LegalName).HasMaxLength(CertificationCase.NameMax * 4 + 16);
            row.Property(one => one.CreditCode).HasMaxLength(18);
            row.Property(one => one.LegalRepresentative).HasMaxLength(PersonColumn);
            row.Property(one => one.IdentityNumberSealed).HasMaxLength(400);
            row.Property(one => one.OperatorName).HasMaxLength(PersonColumn);
            row.Property(one => one.OperatorMobileSealed).HasMaxLength(400);
            row.Property(one => one.ReviewerName).HasMaxLength(240);
            row.Property(one => one.DecisionNote).HasMaxLength(NoteColumn);
            row.Ignore(one => one.OpenRemarks);
            row.Ignore(one => one.OpenFields);
            row.Ignore(one => one.Pending);
            row.HasOne<Merchant>().WithMany().HasForeignKey(one => one.MerchantId);
            row.HasOne<PublicAccount>().WithMany().HasForeignKey(one => one.AccountId);
            row.HasOne<PortalUser>().WithMany().HasForeignKey(one => one.ReviewerId);
            row.HasMany(one => one.Documents).WithOne().HasForeignKey(one => one.CaseId);
            row.HasMany(one => one.Events).WithOne().HasForeignKey(one => one.CaseId);
            row.HasMany(one => one.Remarks).WithOne().HasForeignKey(one => one.CaseId);
            row.HasMany(one => one.Verdicts).WithOne().HasForeignKey(one => one.CaseId);
            row.HasMany(one => one.Decisions).WithOne().HasForeignKey(one => one.CaseId);
            row.HasMany(one => one.Readings).WithOne().HasForeignKey(one => one.CaseId);
            row.HasIndex(one => one.Number).IsUnique();
            row.HasIndex(one => new { one.AccountId, one.Attempt }).IsUnique();
            row.HasIndex(one => new { one.State, one.SlaDueUtc });
            row.HasIndex(one => one.CreditCode);
        });
        model.Entity<CaseDocument>(row =>
        {
            row.ToTable("CaseDocuments");
            row.Property(one => one.FileNameSealed).HasMaxLength(800);
            row.Property(one => one.StoredName).HasMaxLength(32);
            row.Property(one => one.MediaType).HasMaxLength(40);
            row.Property(one => one.UploadedByName).HasMaxLength(240);
            row.HasIndex(one => new
                {
                    one.CaseId,
                    one.Kind,
                    one.Revision,
                })
                .IsUnique();
        });
        model.Entity<CaseRemark>(row =>
        {
            row.ToTable("CaseRemarks");
            row.Property(one => one.Text).HasMaxLength(NoteColumn);
            row.Property(one => one.ByName).HasMaxLength(240);
        });
        model.Entity<CaseVerdict>(row =>
        {
            row.ToTable("CaseVerdicts");
            row.Property(one => one.Note).HasMaxLength(NoteColumn);
            row.Property(one => one.ByName).HasMaxLength(240);
            row.HasIndex(one => new
                {
                    one.CaseId,
                    one.Round,
                    one.Item,
                })
                .IsUnique();
        });
        model.Entity<CaseDecision>(row =>
        {
            row.ToTable("CaseDecisions");
            row.Property(one => one.Content).HasMaxLength(CaseDecision.ContentMax);
            row.Property(one => one.ByName).HasMaxLength(240);
            row.Property(one => one.RefusalCode).HasMaxLength(100);
            row.HasIndex(one => new { one.CaseId, one.State });
            row.HasIndex(one => one.CaseId, "IX_CaseDecisions_Waiting").IsUnique().HasFilter("\"State\" = 'Waiting'");
        });
        model.Entity<CaseReading>(row =>
        {
            row.ToTable("CaseReadings");
            row.Property(one => one.Says).HasMaxLength(ReadingRules.SaysMax * 8);
            row.Property(one => one.ByName).HasMaxLength(240);
            row.HasIndex(one => new
                {
                    one.CaseId,
                    one.Round,
                    one.Field,
                })
                .IsUnique();
        });
        model.Entity<CaseEvent>(row =>
        {
            row.ToTable("CaseEvents");
            row.Property(one => one.ByName).HasMaxLength(240);
            row.Property(one => one.Detail).HasMaxLength(200);
        });
        model.Entity<CertificationReceipt>(row =>
        {
            row.ToTable("CertificationReceipts");
            row.Property(one => one.Number).HasMaxLength(20);
            row.Property(one => one.Currency).HasMaxLength(3);
            row.HasOne<CertificationCase>().WithMany().HasForeignKey(one => one.CaseId);
            row.HasIndex(one => one.Number).IsUnique();
            row.HasIndex(one => one.CaseId).IsUnique();
        });
    }
}
