using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

internal static class SettlementMapping
{
    public static void Map(ModelBuilder model)
    {
        SettlementTermsMapping.Map(model);
        VatMapping.Map(model);
        model.Entity<Statement>(statement =>
        {
            statement.ToTable(
                "Statements",
                table =>
                {
                    table.HasCheckConstraint(
                        "CK_Statements_Adds",
                        "\"OpeningMinor\" + \"LinesMinor\" = \"PayoutMinor\" + \"ClosingMinor\""
                    );
                    table.HasCheckConstraint(
                        "CK_Statements_Lines",
                        "\"LinesMinor\" = \"GrossMinor\" - \"RefundMinor\" - \"FeeMinor\" + \"FeeReturnedMinor\" + \"OtherMinor\" "
                            + "- \"ReserveHeldMinor\" + \"ReserveReleasedMinor\""
                    );
                    table.HasCheckConstraint("CK_Statements_Payout", "\"PayoutMinor\" >= 0");
                    table.HasCheckConstraint("CK_Statements_Reserve", "\"ReserveHeldMinor\" >= 0 AND \"ReserveReleasedMinor\" >= 0");
                    // What is owed is paid whole or not at all, and there is a reason when it is not.
                    table.HasCheckConstraint(
                        "CK_Statements_Outcome",
                        "(\"Outcome\" = 'Paid' AND \"PayoutMinor\" > 0 AND \"ClosingMinor\" = 0) OR (\"Outcome\" <> 'Paid' AND \"PayoutMinor\" = 0)"
                    );
                }
            );
            statement.Property(row => row.Id).ValueGeneratedOnAdd();
            statement.Property(row => row.Checksum).HasMaxLength(64);
            statement.Property(row => row.Currency).HasMaxLength(3);
            statement.Property(row => row.Number).HasMaxLength(30);
            statement.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            statement.HasIndex(row => row.Number).IsUnique();
            statement.HasIndex(row => row.PreviousId).IsUnique();
            statement.HasOne<SettlementRun>().WithMany().HasForeignKey(row => row.RunId);
            statement
                .HasIndex(row => new
                {
                    row.MerchantId,
                    row.Currency,
                    row.PeriodTo,
                })
                .IsUnique();
            statement.HasIndex(row => row.PeriodTo);
        });
        model.Entity<StatementEntry>(entry =>
        {
            entry.ToTable("StatementEntries");
            entry.HasKey(row => new { row.EntryId, row.AccountId });
            entry.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.EntryId);
            entry.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
            entry.HasIndex(row => row.StatementId);
        });
        model.Entity<StatementLine>(line =>
        {
            line.ToTable("StatementLines");
            line.HasKey(row => new
            {
                row.StatementId,
                row.Day,
                row.Kind,
            });
            line.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
        });
        model.Entity<MadeWorkbook>(book =>
        {
            book.ToTable("MadeWorkbooks");
            book.Property(row => row.AskedBy).HasMaxLength(240);
            book.Property(row => row.Sha256).HasMaxLength(64);
            book.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
            book.HasIndex(row => row.StatementId).IsUnique();
            book.HasIndex(row => row.AskedUtc);
        });
        model.Entity<Payout>(payout =>
        {
            payout.ToTable("Payouts", table => table.HasCheckConstraint("CK_Payouts_Amount", "\"AmountMinor\" > 0"));
            payout.Property(row => row.Number).HasMaxLength(34);
            payout.Property(row => row.Currency).HasMaxLength(3);
            payout.HasOne<Statement>().WithMany().HasForeignKey(row => row.StatementId);
            payout.HasIndex(row => new { row.StatementId, row.Attempt }).IsUnique();
            payout.HasIndex(row => row.Number).IsUnique();
            payout.Property(row => row.Reason).HasMaxLength(35);
            payout.HasIndex(row => row.MerchantId);
            payout.HasIndex(row => row.OriginTransferId).IsUnique();
            payout.HasIndex(row => row.BatchId);
            payout.HasIndex(row => new { row.State, row.Id });
        });
        model.Entity<BankAccount>(account =>
        {
            account.ToTable("BankAccounts");
            account.Property(row => row.Holder).HasMaxLength(BankAccount.HolderMax * 4 + 16);
            account.Property(row => row.BankCode).HasMaxLength(12);
            account.Property(row => row.NumberSealed).HasMaxLength(400);
            account.Property(row => row.Last4).HasMaxLength(4);
            account.Property(row => row.MadeBy).HasMaxLength(240);
            account.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            // At most one in force and one waiting of each merchant.
            account.HasIndex(row => new { row.MerchantId, row.State }).IsUnique().HasFilter("\"State\" IN ('InForce', 'Waiting')");
        });
        model.Entity<SettlementRun>(run =>
        {
            run.ToTable(
                "SettlementRuns",
                table => table.HasCheckConstraint("CK_SettlementRuns_Counts", "\"MerchantsDone\" <= \"MerchantsTotal\"")
            );
            run.Property(row => row.StartedBy).HasMaxLength(240);
            run.Property(row => row.RestartedBy).HasMaxLength(240);
            run.HasIndex(row => row.Through).IsUnique();
        });
    }
}
