using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Payments;

internal static class PaymentsMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<GatewayAccount>(account =>
        {
            account.ToTable("GatewayAccounts");
            account.Property(row => row.Provider).HasMaxLength(GatewayAccount.ProviderMax);
            account.Property(row => row.MerchantNo).HasMaxLength(WechatRowReader.IdCharsMax);
            account.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            account.HasIndex(row => new { row.Provider, row.MerchantNo }).IsUnique();
        });
        model.Entity<Bill>(bill =>
        {
            bill.ToTable(
                "Bills",
                table => table.HasCheckConstraint("CK_Bills_DoneRows", "\"DoneRows\" BETWEEN 0 AND \"Payments\" + \"Refunds\"")
            );
            bill.Ignore(row => row.Differences);
            bill.Property(row => row.Provider).HasMaxLength(GatewayAccount.ProviderMax);
            bill.Property(row => row.MerchantNo).HasMaxLength(WechatRowReader.IdCharsMax);
            bill.Property(row => row.FileName).HasMaxLength(200);
            bill.Property(row => row.Sha256).HasMaxLength(64);
            bill.Property(row => row.DifferencesJson).HasMaxLength(4_000);
            bill.Property(row => row.ImportedBy).HasMaxLength(240);
            bill.Property(row => row.DecidedBy).HasMaxLength(240);
            bill.HasIndex(row => new { row.Provider, row.Sha256 }).IsUnique();
            bill.HasIndex(row => new
            {
                row.Provider,
                row.MerchantNo,
                row.Kind,
                row.BillDay,
            });
            bill.HasIndex(row => row.State);
            bill.HasIndex(row => row.FeesDone);
        });
        model.Entity<Payment>(payment =>
        {
            // No foreign keys to merchant, bill and entry: posting writes them in one transaction, and verify proves there are no orphans.
            payment.ToTable(
                "Payments",
                table => table.HasCheckConstraint("CK_Payments_Refunded", "\"RefundedMinor\" BETWEEN 0 AND \"GrossMinor\"")
            );
            payment.Ignore(row => row.State);
            payment.Property(row => row.TransactionId).HasMaxLength(WechatRowReader.IdCharsMax);
            payment.Property(row => row.OrderNo).HasMaxLength(WechatRowReader.IdCharsMax);
            payment.Property(row => row.Payer).HasMaxLength(WechatRowReader.PayerCharsMax);
            payment.Property(row => row.Bank).HasMaxLength(WechatRowReader.CodeCharsMax);
            payment.Property(row => row.Goods).HasMaxLength(WechatRowReader.GoodsCharsMax);
            payment.Property(row => row.Currency).HasMaxLength(3);
            payment.HasIndex(row => new { row.TransactionId, row.GatewayAccountId }).IsUnique();
            payment.HasIndex(row => new
            {
                row.MerchantId,
                row.BusinessDay,
                row.Id,
            });
            payment.HasIndex(row => new { row.BillId, row.Id });
            payment.HasIndex(row => row.EntryId);
        });
        model.Entity<Refund>(refund =>
        {
            refund.ToTable("Refunds", table => table.HasCheckConstraint("CK_Refunds_Amount", "\"AmountMinor\" > 0"));
            refund.Property(row => row.RefundId).HasMaxLength(WechatRowReader.IdCharsMax);
            refund.Property(row => row.RefundNo).HasMaxLength(WechatRowReader.IdCharsMax);
            refund.Property(row => row.TransactionId).HasMaxLength(WechatRowReader.IdCharsMax);
            refund.Property(row => row.OrderNo).HasMaxLength(WechatRowReader.IdCharsMax);
            refund.Property(row => row.Currency).HasMaxLength(3);
            refund.HasOne<Payment>().WithMany().HasForeignKey(row => row.PaymentId);
            refund.HasIndex(row => new { row.RefundId, row.GatewayAccountId }).IsUnique();
            refund.HasIndex(row => new
            {
                row.MerchantId,
                row.BusinessDay,
                row.Id,
            });
            refund.HasIndex(row => new { row.BillId, row.Id });
            refund.HasIndex(row => row.EntryId);
        });
        model.Entity<ExceptionItem>(item =>
        {
            item.ToTable("ExceptionItems");
            item.Property(row => row.Reference).HasMaxLength(WechatRowReader.IdCharsMax);
            item.Property(row => row.Currency).HasMaxLength(3);
            item.Property(row => row.ResolvedBy).HasMaxLength(240);
            item.HasOne<Bill>().WithMany().HasForeignKey(row => row.BillId);
            item.HasIndex(row => new { row.ResolvedUtc, row.Id });
        });
    }
}
