using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Fees;

namespace Portal.Tests.Data;

/// <summary>What a mapping asks for is what the model has: what is said once for all fills gaps and overrules nobody.</summary>
public sealed class MappingTests
{
    [Fact]
    public void What_a_mapping_asks_is_what_the_model_has()
    {
        var (before, after) = Asked.Look();
        Assert.NotEmpty(before);
        foreach (var (what, wanted) in before)
        {
            Assert.True(after.TryGetValue(what, out var has) && has == wanted, $"{what}: the mapping asks {wanted}, the model has {has}");
        }
    }

    [Fact]
    public void Rows_of_a_what_if_go_with_it_and_everything_else_stays()
    {
        foreach (
            var model in (IModel[])
                [new SqliteDesignFactory().CreateDbContext([]).Model, new PostgresDesignFactory().CreateDbContext([]).Model]
        )
        {
            var keys = model
                .GetEntityTypes()
                .Where(entity => entity.ClrType.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) == true)
                .SelectMany(entity => entity.GetForeignKeys())
                .ToList();
            Assert.Equal(
                [nameof(WhatIfRow)],
                keys.Where(key => key.DeleteBehavior == DeleteBehavior.Cascade).Select(key => key.DeclaringEntityType.ClrType.Name)
            );
            Assert.Contains(keys, key => key.DeleteBehavior == DeleteBehavior.Restrict);
        }
    }

    /// <summary>The site's own mappings, looked at before and after what is said for all.</summary>
    private sealed class Asked(DbContextOptions options, Action<Dictionary<string, string>, Dictionary<string, string>> seen)
        : PortalDb(options)
    {
        public override Provider Provider => Provider.Sqlite;

        public static (Dictionary<string, string> Before, Dictionary<string, string> After) Look()
        {
            (Dictionary<string, string>, Dictionary<string, string>) result = ([], []);
            var options = new DbContextOptionsBuilder<Asked>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(IdentitySchema.Services)
                .Options;
            using var db = new Asked(options, (before, after) => result = (before, after));
            _ = db.Model;
            return result;
        }

        protected override string? Violated(System.Data.Common.DbException fault) => null;

        internal override void Finish(ModelBuilder builder)
        {
            var before = Explicit(builder.Model);
            base.Finish(builder);
            seen(before, Explicit(builder.Model));
        }

        /// <summary>Everything that a mapping said in so many words, by name.</summary>
        private static Dictionary<string, string> Explicit(IMutableModel model)
        {
            var said = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entity in model.GetEntityTypes().Cast<IConventionEntityType>())
            {
                foreach (var key in entity.GetForeignKeys())
                {
                    var name =
                        $"{entity.Name} {string.Join(',', key.Properties.Select(one => one.Name))} -> {key.PrincipalEntityType.Name}";
                    Note(key.GetDeleteBehaviorConfigurationSource(), name + " delete", key.DeleteBehavior);
                    Note(key.GetIsRequiredConfigurationSource(), name + " required", key.IsRequired);
                    Note(key.GetIsUniqueConfigurationSource(), name + " unique", key.IsUnique);
                }

                foreach (var property in entity.GetDeclaredProperties())
                {
                    var name = $"{entity.Name}.{property.Name}";
                    Note(property.GetMaxLengthConfigurationSource(), name + " length", property.GetMaxLength());
                    Note(property.GetPrecisionConfigurationSource(), name + " precision", property.GetPrecision());
                    Note(property.GetValueConverterConfigurationSource(), name + " converter", property.GetValueConverter()?.GetType());
                    Note(property.GetProviderClrTypeConfigurationSource(), name + " stored", property.GetProviderClrType());
                    Note(property.GetIsNullableConfigurationSource(), name + " nullable", property.IsNullable);
                    Note(property.GetIsConcurrencyTokenConfigurationSource(), name + " token", property.IsConcurrencyToken);
                    Note(property.GetValueGeneratedConfigurationSource(), name + " generated", property.ValueGenerated);
                }
            }

            return said;

            void Note(ConfigurationSource? source, string what, object? value)
            {
                if (source == ConfigurationSource.Explicit)
                {
                    said[what] = $"{value}";
                }
            }
        }
    }
}
