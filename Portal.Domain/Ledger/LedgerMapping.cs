using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Ledger;

internal static class LedgerMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<LedgerAccount>(account =>
        {
            account.ToTable("LedgerAccounts");
            account.Property(row => row.Code).HasMaxLength(80);
            account.Property(row => row.Currency).HasMaxLength(3);
            account.HasIndex(row => new { row.Code, row.Currency }).IsUnique();
            account.HasIndex(row => row.MerchantId);
            account.HasIndex(row => row.Role);
        });
        model.Entity<LedgerEntry>(entry =>
        {
            entry.ToTable("LedgerEntries");
            entry.Property(row => row.Key).HasMaxLength(JournalEntry.KeyMax);
            entry.Property(row => row.Kind).HasMaxLength(40);
            entry.Property(row => row.Memo).HasMaxLength(400);
            entry.HasIndex(row => row.Key).IsUnique();
            entry.HasIndex(row => row.BusinessDay);
            entry.HasIndex(row => row.ReversesId);
        });
        model.Entity<Posting>(posting =>
        {
            posting.ToTable("Postings");
            posting.HasKey(row => new { row.EntryId, row.Line });
            posting.HasOne<LedgerEntry>().WithMany().HasForeignKey(row => row.EntryId);
            posting.HasOne<LedgerAccount>().WithMany().HasForeignKey(row => row.AccountId);
            // With the amount, so that sums of an account read the index alone.
            posting.HasIndex(row => new
            {
                row.AccountId,
                row.EntryId,
                row.AmountMinor,
            });
        });
        model.Entity<LedgerBalance>(balance =>
        {
            balance.ToTable("LedgerBalances");
            balance.HasKey(row => row.AccountId);
            balance.Property(row => row.AccountId).ValueGeneratedNever();
            balance.HasOne<LedgerAccount>().WithMany().HasForeignKey(row => row.AccountId);
        });
        model.Entity<LedgerDay>(day =>
        {
            day.ToTable("LedgerDays");
            day.HasKey(row => new { row.AccountId, row.BusinessDay });
            day.HasOne<LedgerAccount>().WithMany().HasForeignKey(row => row.AccountId);
            day.HasIndex(row => row.BusinessDay);
        });
    }
}
