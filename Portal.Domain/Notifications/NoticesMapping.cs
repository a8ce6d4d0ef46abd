using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Notifications;

internal static class NoticesMapping
{
    /// <summary>Nobody is told the same thing twice.</summary>
    public const string OncePerPerson = "IX_Notices_UserId_Key";

    public static void Map(ModelBuilder model)
    {
        model.Entity<Notice>(notice =>
        {
            notice.ToTable("Notices");
            notice.Property(row => row.Key).HasMaxLength(160);
            notice.Property(row => row.ThingKind).HasMaxLength(40);
            notice.Property(row => row.ThingKey).HasMaxLength(80);
            notice.Property(row => row.Merchant).HasMaxLength(64);
            notice.Property(row => row.Arguments).HasMaxLength(4000);
            notice.Ignore(row => row.Thing).Ignore(row => row.Args);
            notice.HasIndex(row => new { row.UserId, row.Key }).IsUnique();
            notice.HasIndex(row => new { row.UserId, row.ReadUtc });
            notice.HasIndex(row => row.CreatedUtc);
        });
        model.Entity<NoticePreference>(preference =>
        {
            preference.ToTable("NoticePreferences");
            preference.HasKey(row => new { row.UserId, row.Kind });
        });
        model.Entity<NoticeDigest>(digest =>
        {
            digest.ToTable("NoticeDigests");
            digest.HasIndex(row => new { row.UserId, row.Day }).IsUnique();
        });
    }
}
