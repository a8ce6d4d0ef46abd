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
                table =>
                    table.HasCheckConstraint("CK_Bills_DoneRows", "\"DoneRows\" BETWEEN 0 AND \"Payments\" + \"Refunds\" + \"Movements\"")
            );
            bill.Ignore(row => row.Differences);
            bill.Ignore(row => row.Options);
            bill.Ignore(row => row.Changes);
            bill.Ignore(row => row.Notes);
            bill.Property(row => row.Format).HasMaxLength(24);
            bill.Property(row => row.Currency).HasMaxLength(3);
            bill.Property(row => row.OptionsJson).HasMaxLength(10_000);
            bill.Property(row => row.ChangesJson).HasMaxLength(60_000);
            bill.Property(row => row.NotesJson).HasMaxLength(60_000);
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
            payment.Property(row => row.IntentRef).HasMaxLength(WechatRowReader.IdCharsMax);
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
            payment.HasIndex(row => row.IntentRef).HasFilter("\"IntentRef\" <> ''");
            payment.HasIndex(row => new { row.MerchantId, row.OrderNo });
            // The few that were refunded, in the order of the list: payments never refunded cost it nothing.
            payment
                .HasIndex(
                    row => new
                    {
                        row.MerchantId,
                        row.BusinessDay,
                        row.Id,
                    },
                    "IX_Payments_Refunded"
                )
                .HasFilter("\"RefundedMinor\" > 0");
        });
        model.Entity<Refund>(refund =>
        {
            refund.ToTable("Refunds", table => table.HasCheckConstraint("CK_Refunds_Amount", "\"AmountMinor\" >= 0"));
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
            // Refunds that wait for their payment: few, and looked for after every bill.
            refund.HasIndex(row => row.TransactionId).HasFilter("\"PaymentId\" IS NULL");
        });
        model.Entity<GatewayMovement>(movement =>
        {
            // No foreign key to bill and entry, as with payments: written in one transaction, proved by verify.
            movement.ToTable("GatewayMovements");
            movement.Property(row => row.Provider).HasMaxLength(GatewayAccount.ProviderMax);
            movement.Property(row => row.MerchantNo).HasMaxLength(WechatRowReader.IdCharsMax);
            movement.Property(row => row.MovementId).HasMaxLength(WechatRowReader.IdCharsMax);
            movement.Property(row => row.BusinessRef).HasMaxLength(WechatRowReader.IdCharsMax);
            movement.Property(row => row.OrderNo).HasMaxLength(WechatRowReader.IdCharsMax);
            movement.Property(row => row.Words).HasMaxLength(GatewayMovement.WordsCharsMax);
            movement.Property(row => row.Note).HasMaxLength(GatewayMovement.NoteCharsMax);
            movement.Property(row => row.Currency).HasMaxLength(3);
            movement
                .HasIndex(row => new
                {
                    row.MovementId,
                    row.MerchantNo,
                    row.Provider,
                })
                .IsUnique();
            movement.HasIndex(row => new { row.BillId, row.Id });
            movement.HasIndex(row => new
            {
                row.Provider,
                row.BusinessDay,
                row.Id,
            });
        });
        model.Entity<BillMapping>(mapping =>
        {
            mapping.ToTable("BillMappings");
            mapping.Ignore(row => row.Map);
            mapping.Property(row => row.Name).HasMaxLength(BillMapping.NameCharsMax);
            mapping.Property(row => row.MapJson).HasMaxLength(8_000);
            mapping.Property(row => row.ChangedBy).HasMaxLength(240);
            mapping.HasIndex(row => row.Name).IsUnique();
        });
        model.Entity<ExceptionItem>(item =>
        {
            item.ToTable("ExceptionItems");
            item.Property(row => row.Reference).HasMaxLength(WechatRowReader.IdCharsMax);
            item.Property(row => row.Currency).HasMaxLength(3);
            item.Property(row => row.ResolvedBy).HasMaxLength(240);
            item.Property(row => row.ResolvedWhy).HasMaxLength(400);
            item.Property(row => row.OwnerName).HasMaxLength(120);
            item.HasOne<Bill>().WithMany().HasForeignKey(row => row.BillId);
            // The open ones, however many were resolved: the queue and its ages read nothing else.
            item.HasIndex(row => new { row.Id, row.RaisedUtc }, "IX_ExceptionItems_Open").HasFilter("\"ResolvedUtc\" IS NULL");
            item.HasIndex(row => new
            {
                row.GatewayAccountId,
                row.ResolvedUtc,
                row.Id,
            });
            item.HasIndex(row => new { row.Reference, row.GatewayAccountId });
        });
    }
}
