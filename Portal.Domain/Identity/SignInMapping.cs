using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Identity;

/// <summary>Sessions, second factors and the set-up code.</summary>
internal static class SignInMapping
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.Property(row => row.Key).HasMaxLength(32);
            session.Property(row => row.Device).HasMaxLength(60);
            session.Property(row => row.Address).HasMaxLength(64);
            session.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            session.HasIndex(row => row.Key).IsUnique();
            session.HasIndex(row => new { row.UserId, row.EndedUtc });
        });
        model.Entity<Authenticator>(app =>
        {
            app.ToTable("Authenticators");
            app.HasKey(row => row.UserId);
            app.Property(row => row.UserId).ValueGeneratedNever();
            app.Property(row => row.SecretSealed).HasMaxLength(500);
            app.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("RecoveryCodes");
            code.Property(row => row.Hash).HasMaxLength(32);
            code.HasOne<PortalUser>().WithMany().HasForeignKey(row => row.UserId);
            code.HasIndex(row => new { row.UserId, row.Hash }).IsUnique();
        });
        model.Entity<SetupCode>(code =>
        {
            code.ToTable("SetupCodes");
            code.HasKey(row => row.Id);
            code.Property(row => row.Id).ValueGeneratedNever();
            code.Property(row => row.Hash).HasMaxLength(32);
        });
    }
}
