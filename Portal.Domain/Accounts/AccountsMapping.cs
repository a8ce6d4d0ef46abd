using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Accounts;

internal static class AccountsMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<PublicAccount>(account =>
        {
            account.ToTable("PublicAccounts");
            account.Property(row => row.Handle).HasMaxLength(30);
            account.Property(row => row.DisplayName).HasMaxLength(120);
            account.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            account.HasIndex(row => row.Handle).IsUnique();
        });
    }
}
