using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>A row that belongs to one merchant: read as <c>db.Things.Of(merchant)</c>, never by id alone.</summary>
internal interface IOfMerchant
{
    long MerchantId { get; }
}

/// <summary>An aggregate two people can edit: its version is a concurrency token that every save raises by one.</summary>
internal interface IVersioned
{
    int Version { get; }
}

internal static class MerchantQueries
{
    /// <summary>The rows of a merchant that the Gate gave out.</summary>
    public static IQueryable<T> Of<T>(this IQueryable<T> rows, Merchant merchant)
        where T : IOfMerchant
    {
        var id = merchant.Id;
        return rows.Where(row => row.MerchantId == id);
    }
}

/// <summary>
/// What both databases agree on: an instant is a whole number of microseconds since 1970 UTC (it orders, compares and takes 8 bytes on
/// both), an enum is its name, a text has a length.
/// </summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTime>().HaveConversion<UtcMicroseconds>();
        builder.Properties<DateTimeOffset>().HaveConversion<OffsetMicroseconds>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        builder.IgnoreAny<Kernel.Money>();
        builder.IgnoreAny<Kernel.Currency>();
    }

    public static void Finish(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                model.Entity(entity.ClrType).Property<int>(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            foreach (var key in entity.GetForeignKeys().Where(key => !key.IsOwnership && !IsIdentity(entity.ClrType) && !IsAsked(key)))
            {
                // Nothing that money or the audit trail refers to disappears as a side effect.
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }
        }
    }

    public static void BumpVersions(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries<IVersioned>().Where(entry => entry.State == EntityState.Modified))
        {
            var version = entry.Property<int>(nameof(IVersioned.Version));
            version.CurrentValue = version.OriginalValue + 1;
        }
    }

    /// <summary>Whether a mapping says itself what happens to the rows of a deleted one: then that holds.</summary>
    private static bool IsAsked(IMutableForeignKey key) =>
        ((IConventionForeignKey)key).GetDeleteBehaviorConfigurationSource() == ConfigurationSource.Explicit;

    private static bool IsIdentity(Type type) => type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true;

    private sealed class UtcMicroseconds()
        : ValueConverter<DateTime, long>(value => Micros.Of(value.ToUniversalTime()), stored => Micros.ToUtc(stored));

    private sealed class OffsetMicroseconds()
        : ValueConverter<DateTimeOffset, long>(
            value => Micros.Of(value.UtcDateTime),
            stored => new DateTimeOffset(Micros.ToUtc(stored), TimeSpan.Zero)
        );
}
