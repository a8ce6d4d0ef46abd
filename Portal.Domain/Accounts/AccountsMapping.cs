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
            account.Property(row => row.Number).HasMaxLength(12);
            account.Property(row => row.Handle).HasMaxLength(HandleRules.LengthMax);
            account.Property(row => row.HandleKey).HasMaxLength(HandleRules.LengthMax);
            account.Property(row => row.DisplayName).HasMaxLength(NameRules.LengthMax * 4 + 16);
            account.Property(row => row.NameKey).HasMaxLength(NameRules.LengthMax * 4 + 16);
            account.Property(row => row.Introduction).HasMaxLength(PublicAccount.IntroductionMax * 4 + 16);
            account.Property(row => row.AvatarKey).HasMaxLength(64);
            account.Ignore(row => row.NameHold);
            account.Ignore(row => row.CategoryHold);
            account.Property(row => row.CertifiedName).HasMaxLength(400);
            account.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            account.HasMany(row => row.Changes).WithOne().HasForeignKey(row => row.AccountId);
            account.HasIndex(row => row.Number).IsUnique();
            account.HasIndex(row => row.Handle).IsUnique();
            account.HasIndex(row => row.HandleKey).IsUnique();
            account.HasIndex(row => row.State);
            account.HasIndex(row => new { row.NameKey, row.State });
        });
        model.Entity<AccountStateChange>(change =>
        {
            change.ToTable("AccountStateChanges");
            change.Property(row => row.Reason).HasMaxLength(PublicAccount.ReasonMax * 4 + 16);
            change.Property(row => row.ByName).HasMaxLength(240);
        });
        model.Entity<AvatarImage>(avatar =>
        {
            avatar.ToTable("AvatarImages");
            avatar.Property(row => row.Key).HasMaxLength(64);
            avatar.Property(row => row.MediaType).HasMaxLength(40);
            avatar.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            avatar.HasIndex(row => new { row.MerchantId, row.Key }).IsUnique();
            avatar.HasIndex(row => row.Key);
        });
        model.Entity<FormDraft>(draft =>
        {
            draft.ToTable("FormDrafts");
            draft.Property(row => row.Key).HasMaxLength(FormDraft.KeyMax);
            draft.Property(row => row.JsonSealed).HasMaxLength(FormDraft.JsonMax * 4 + 200);
            draft.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            draft.HasIndex(row => new { row.UserId, row.Key }).IsUnique();
        });
    }
}
