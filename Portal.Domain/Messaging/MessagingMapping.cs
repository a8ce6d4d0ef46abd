using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;

namespace Portal.Domain.Messaging;

internal static class MessagingMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Message>(message =>
        {
            message.ToTable("Messages");
            message.Property(row => row.Number).HasMaxLength(24);
            message.Property(row => row.Title).HasMaxLength(Message.TitleMax * 8);
            message.Property(row => row.Body).HasMaxLength(MarkdownRules.CharsMax);
            // Entities and tags make HTML longer than its source.
            message.Property(row => row.Html).HasMaxLength(MarkdownRules.CharsMax * 20);
            message.Property(row => row.Excerpt).HasMaxLength(Message.ExcerptCharsMax);
            message.Property(row => row.Search).HasMaxLength((Message.TitleMax * 8) + Message.ExcerptCharsMax + 1);
            message.Property(row => row.CoverKey).HasMaxLength(32);
            message.Property(row => row.WrittenBy).HasMaxLength(240);
            message.Property(row => row.FailureCode).HasMaxLength(80);
            message.Property(row => row.ModeratorNote).HasMaxLength(2000);
            message.Property(row => row.ModeratorName).HasMaxLength(240);
            message.Ignore(row => row.WasReleased);
            message.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            message.HasOne<PublicAccount>().WithMany().HasForeignKey(row => row.AccountId);
            message.HasIndex(row => row.Number).IsUnique();
            message.HasIndex(row => new
            {
                row.MerchantId,
                row.State,
                row.Id,
            });
        });
        model.Entity<Broadcast>(broadcast =>
        {
            broadcast.ToTable(
                "Broadcasts",
                table =>
                    table.HasCheckConstraint(
                        "CK_Broadcasts_Tie",
                        "\"Planned\" = \"Delivered\" + \"Filtered\" + \"Failed\" AND \"Delivered\" >= 0 AND \"Filtered\" >= 0 AND \"Failed\" >= 0"
                    )
            );
            broadcast.HasOne<Message>().WithOne().HasForeignKey<Broadcast>(row => row.MessageId);
            broadcast.HasOne<PublicAccount>().WithMany().HasForeignKey(row => row.AccountId);
            broadcast.HasIndex(row => new { row.AccountId, row.SentUtc });
        });
        model.Entity<MessageOpen>(open =>
        {
            open.ToTable("MessageOpens");
            open.HasKey(row => new { row.MessageId, row.FollowerId });
            open.HasOne<Message>().WithMany().HasForeignKey(row => row.MessageId);
            open.HasOne<Follower>().WithMany().HasForeignKey(row => row.FollowerId);
        });
        model.Entity<QuotaReservation>(reservation =>
        {
            reservation.ToTable("QuotaReservations");
            reservation.Property(row => row.Period).HasMaxLength(12);
            reservation.HasOne<Message>().WithMany().HasForeignKey(row => row.MessageId);
            reservation.HasIndex(row => row.MessageId).IsUnique();
            reservation
                .HasIndex(row => new
                {
                    row.AccountId,
                    row.Period,
                    row.Slot,
                })
                .IsUnique();
        });
        model.Entity<Follower>(follower =>
        {
            follower.ToTable("Followers");
            follower.Property(row => row.OpenId).HasMaxLength(32);
            follower.Property(row => row.DisplayName).HasMaxLength(240);
            follower.Property(row => row.Locale).HasMaxLength(10);
            follower.Property(row => row.Region).HasMaxLength(60);
            follower.HasOne<PublicAccount>().WithMany().HasForeignKey(row => row.AccountId);
            follower.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            follower.HasIndex(row => new { row.AccountId, row.UserId }).IsUnique();
            follower.HasIndex(row => new { row.AccountId, row.OpenId }).IsUnique();
            follower.HasIndex(row => new { row.MerchantId, row.Id });
            follower.HasIndex(row => row.UserId);
            follower.HasIndex(row => new { row.AccountId, row.DisplayName });
        });
        model.Entity<Audience>(audience =>
        {
            audience.ToTable(
                "Audiences",
                table => table.HasCheckConstraint("CK_Audiences_Counts", "\"Muted\" >= 0 AND \"Followers\" >= \"Muted\"")
            );
            audience.HasKey(row => row.AccountId);
            audience.Property(row => row.AccountId).ValueGeneratedNever();
            audience.HasOne<PublicAccount>().WithOne().HasForeignKey<Audience>(row => row.AccountId);
        });
        model.Entity<Media>(media =>
        {
            media.ToTable("Media");
            media.Property(row => row.Key).HasMaxLength(32);
            media.Property(row => row.ContentType).HasMaxLength(20);
            media.Property(row => row.Bytes).HasMaxLength(ImageRules.BytesMax);
            media.HasOne<Merchant>().WithMany().HasForeignKey(row => row.MerchantId);
            media.HasIndex(row => row.Key).IsUnique();
        });
        model.Entity<SignInCode>(code =>
        {
            code.ToTable("SignInCodes");
            code.Property(row => row.Ticket).HasMaxLength(32);
            code.Property(row => row.Email).HasMaxLength(256);
            code.Property(row => row.Culture).HasMaxLength(10);
            code.Property(row => row.Salt).HasMaxLength(16);
            code.Property(row => row.Hash).HasMaxLength(32);
            code.HasIndex(row => row.Ticket).IsUnique();
            code.HasIndex(row => new { row.Email, row.CreatedUtc });
        });
    }
}
