using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

internal static class BankingMapping
{
    private const int IdMax = 35;

    public static void Map(ModelBuilder model)
    {
        Payouts(model);
        Statements(model);
        Reconciliation(model);
    }

    private static void Reconciliation(ModelBuilder model)
    {
        model.Entity<ReconItem>(item =>
        {
            item.ToTable("ReconItems");
            item.Property(row => row.Reference).HasMaxLength(150);
            item.Property(row => row.Currency).HasMaxLength(3);
            item.Property(row => row.OwnerName).HasMaxLength(240);
            item.Property(row => row.Note).HasMaxLength(ReconItem.NoteMax * 4 + 16);
            item.Property(row => row.ResolvedBy).HasMaxLength(240);
            item.HasIndex(row => new
                {
                    row.Pair,
                    row.RefKind,
                    row.RefId,
                })
                .IsUnique();
            item.HasOne<ReconMatch>().WithMany().HasForeignKey(row => row.MatchId);
            item.HasIndex(
                    row => new
                    {
                        row.Id,
                        row.Pair,
                        row.Day,
                    },
                    "IX_ReconItems_Open"
                )
                .HasFilter("\"ResolvedUtc\" IS NULL");
        });
        model.Entity<ReconMatch>(match =>
        {
            match.ToTable(
                "ReconMatches",
                table =>
                {
                    table.HasCheckConstraint("CK_ReconMatches_Ties", "\"OursMinor\" = \"TheirsMinor\" + \"FeeMinor\"");
                    table.HasCheckConstraint("CK_ReconMatches_Fee", "\"FeeMinor\" >= 0");
                }
            );
            match.Property(row => row.Currency).HasMaxLength(3);
            match.Property(row => row.MadeBy).HasMaxLength(240);
            match.Ignore(row => row.Number);
            match.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.EntryId);
            match.HasIndex(row => row.EntryId).IsUnique();
        });
        model.Entity<ReconDay>(day =>
        {
            day.ToTable(
                "ReconDays",
                table =>
                {
                    table.HasCheckConstraint("CK_ReconDays_Ours", "\"OursLines\" = \"OursMatched\" + \"OursMissing\" + \"OursDiffers\"");
                    table.HasCheckConstraint(
                        "CK_ReconDays_Theirs",
                        "\"TheirsLines\" = \"TheirsMatched\" + \"TheirsMissing\" + \"TheirsDiffers\" + \"TheirsDuplicate\""
                    );
                }
            );
            day.HasKey(row => new { row.Pair, row.Day });
        });
    }

    private static void Payouts(ModelBuilder model)
    {
        model.Entity<OperatorAccount>(account =>
        {
            account.ToTable("OperatorAccounts");
            account.Property(row => row.Name).HasMaxLength(OperatorAccount.NameMax);
            account.Property(row => row.Holder).HasMaxLength(BankAccount.HolderMax * 4 + 16);
            account.Property(row => row.BankCode).HasMaxLength(12);
            account.Property(row => row.Number).HasMaxLength(34);
            account.Property(row => row.Currency).HasMaxLength(3);
            account.Ignore(row => row.Ledger);
            account.HasIndex(row => row.Name).IsUnique();
            account.HasIndex(row => new { row.Number, row.Currency }).IsUnique();
        });
        model.Entity<PayoutBatch>(batch =>
        {
            batch.ToTable("PayoutBatches", table => table.HasCheckConstraint("CK_PayoutBatches_Total", "\"TotalMinor\" > 0"));
            batch.Property(row => row.Number).HasMaxLength(20);
            batch.Property(row => row.Currency).HasMaxLength(3);
            batch.Property(row => row.Plan).HasMaxLength(64);
            batch.Property(row => row.MadeBy).HasMaxLength(240);
            batch.Property(row => row.ApprovedBy).HasMaxLength(240);
            batch.Property(row => row.Pain09Sha256).HasMaxLength(64);
            batch.Property(row => row.Pain03Sha256).HasMaxLength(64);
            batch.Property(row => row.CsvSha256).HasMaxLength(64);
            batch.HasOne<OperatorAccount>().WithMany().HasForeignKey(row => row.AccountId);
            batch.HasIndex(row => row.Number).IsUnique();
        });
        model.Entity<BankTransfer>(transfer =>
        {
            transfer.ToTable("BankTransfers", table => table.HasCheckConstraint("CK_BankTransfers_Amount", "\"AmountMinor\" > 0"));
            transfer.Property(row => row.EndToEndId).HasMaxLength(IdMax);
            transfer.Property(row => row.Currency).HasMaxLength(3);
            transfer.Property(row => row.Payee).HasMaxLength(BankAccount.HolderMax * 4 + 16);
            transfer.Property(row => row.BankCode).HasMaxLength(12);
            transfer.Property(row => row.Last4).HasMaxLength(4);
            transfer.Property(row => row.BankStatus).HasMaxLength(10);
            transfer.Property(row => row.Reason).HasMaxLength(IdMax);
            transfer.Property(row => row.ReasonText).HasMaxLength(400);
            transfer.Property(row => row.ServicerRef).HasMaxLength(IdMax);
            transfer.HasOne<PayoutBatch>().WithMany().HasForeignKey(row => row.BatchId);
            transfer.HasOne<Payout>().WithMany().HasForeignKey(row => row.PayoutId);
            transfer.HasOne<BankAccount>().WithMany().HasForeignKey(row => row.BankAccountId);
            transfer.HasIndex(row => row.EndToEndId).IsUnique();
            transfer.HasIndex(row => new { row.PayoutId, row.Part }).IsUnique();
            transfer.HasIndex(row => row.ServicerRef);
            transfer.HasIndex(row => new { row.State, row.ChangedUtc });
        });
    }

    private static void Statements(ModelBuilder model)
    {
        model.Entity<BankImport>(import =>
        {
            import.ToTable("BankImports");
            import.Property(row => row.FileName).HasMaxLength(240);
            import.Property(row => row.Sha256).HasMaxLength(64);
            import.Property(row => row.ImportedBy).HasMaxLength(240);
            import.HasIndex(row => row.Sha256).IsUnique();
        });
        model.Entity<BankStatement>(statement =>
        {
            statement.ToTable("BankStatements");
            statement.Property(row => row.Reference).HasMaxLength(70);
            statement.Property(row => row.Currency).HasMaxLength(3);
            statement.Property(row => row.DecidedBy).HasMaxLength(240);
            statement.HasOne<BankImport>().WithMany().HasForeignKey(row => row.ImportId);
            statement.HasOne<OperatorAccount>().WithMany().HasForeignKey(row => row.AccountId);
            statement.Property(row => row.Identity).HasMaxLength(140);
            // One that was turned away or replaced stands in nobody's way.
            statement
                .HasIndex(row => new { row.AccountId, row.Identity })
                .IsUnique()
                .HasFilter("\"State\" <> 'Rejected' AND \"State\" <> 'Replaced'");
            statement.HasIndex(row => new { row.AccountId, row.ToDay });
        });
        model.Entity<BankLine>(line =>
        {
            line.ToTable("BankLines");
            line.Property(row => row.Currency).HasMaxLength(3);
            line.Property(row => row.ServicerRef).HasMaxLength(150);
            line.Property(row => row.Code).HasMaxLength(40);
            line.Property(row => row.BatchRef).HasMaxLength(IdMax);
            line.Property(row => row.Counterparty).HasMaxLength(140);
            line.Property(row => row.Text).HasMaxLength(140);
            line.HasOne<BankStatement>().WithMany().HasForeignKey(row => row.StatementId);
            line.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.EntryId);
            line.HasIndex(row => new
                {
                    row.AccountId,
                    row.ServicerRef,
                    row.AmountMinor,
                    row.BookDay,
                    row.Occurrence,
                })
                .IsUnique()
                .HasFilter("\"Kind\" <> 'Aside'");
            line.HasIndex(row => row.EntryId).IsUnique();
            line.HasIndex(row => row.MovementId).IsUnique();
            line.HasIndex(row => new { row.Kind, row.Id });
        });
        model.Entity<BankLineDetail>(detail =>
        {
            detail.ToTable("BankLineDetails");
            detail.HasKey(row => new { row.LineId, row.No });
            detail.Property(row => row.EndToEndId).HasMaxLength(IdMax);
            detail.Property(row => row.ReturnReason).HasMaxLength(IdMax);
            detail.Property(row => row.ReturnText).HasMaxLength(140);
            detail.HasOne<BankLine>().WithMany().HasForeignKey(row => row.LineId);
            detail.HasIndex(row => row.EndToEndId);
        });
    }
}
