using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Portal.Tests.Upgrade;

/// <summary>
/// What a migration does that servers of the release before it, which go on running until they are stopped, could not bear: something they
/// read or write is gone, has another name or shape, or takes less than before.
/// </summary>
internal static partial class Bearable
{
    /// <summary>Each as a short sentence that contracting.txt can name; empty when the migration only adds.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<MigrationOperation> operations)
    {
        // Nobody who runs already knows a table that this very migration makes.
        var made = operations.OfType<CreateTableOperation>().Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. operations.Where(one => !(one is ITableMigrationOperation on && made.Contains(on.Table))).Select(Fault).OfType<string>(),
        ];
    }

    private static string? Fault(MigrationOperation operation) =>
        operation switch
        {
            CreateTableOperation or EnsureSchemaOperation or CreateSequenceOperation or InsertDataOperation => null,
            DropForeignKeyOperation or DropCheckConstraintOperation => null,
            CreateIndexOperation { IsUnique: false } => null,
            AddColumnOperation add => Fault(add),
            AlterColumnOperation alter => Fault(alter),
            SqlOperation sql => Fault(sql),
            DropTableOperation drop => $"drops table {drop.Name}",
            RenameTableOperation rename => $"renames table {rename.Name}",
            DropColumnOperation drop => $"drops column {drop.Table}.{drop.Name}",
            RenameColumnOperation rename => $"renames column {rename.Table}.{rename.Name}",
            CreateIndexOperation unique => $"makes unique {unique.Table}.{unique.Name}",
            AddUniqueConstraintOperation unique => $"makes unique {unique.Table}.{unique.Name}",
            AddCheckConstraintOperation check => $"adds check {check.Table}.{check.Name}",
            AddForeignKeyOperation key => $"adds foreign key {key.Table}.{key.Name}",
            // A unique index is what idempotency hangs on, and nothing here says whether it is one.
            DropIndexOperation drop => $"drops index {drop.Table}.{drop.Name}",
            RenameIndexOperation rename => $"renames index {rename.Table}.{rename.Name}",
            DropUniqueConstraintOperation drop => $"drops unique {drop.Table}.{drop.Name}",
            UpdateDataOperation data => $"changes rows of {data.Table}",
            DeleteDataOperation data => $"deletes rows of {data.Table}",
            _ => $"is not known to be bearable: {operation.GetType().Name}",
        };

    private static string? Fault(AddColumnOperation add) =>
        add.IsNullable || add.DefaultValue is not null || add.DefaultValueSql is not null || add.ComputedColumnSql is not null
            ? null
            : $"adds column {add.Table}.{add.Name} NOT NULL without default";

    private static string? Fault(AlterColumnOperation alter)
    {
        var (now, before) = (alter, alter.OldColumn);
        var name = $"{alter.Table}.{alter.Name}";
        return !now.IsNullable && before.IsNullable ? $"alters column {name} to NOT NULL"
            // They would read a null where they know none.
            : now.IsNullable && !before.IsNullable ? $"alters column {name} to NULL"
            : now.ClrType != before.ClrType || Kind(now.ColumnType) != Kind(before.ColumnType) ? $"alters column {name} to another type"
            : now.MaxLength < (before.MaxLength ?? int.MaxValue) ? $"narrows column {name}"
            : before.DefaultValue is not null && now.DefaultValue is null ? $"alters column {name} to no default"
            : null;
    }

    /// <summary>Raw SQL is borne when it puts rows or plain indexes there, or works out new columns from old ones.</summary>
    private static string? Fault(SqlOperation sql) =>
        Additive().IsMatch(sql.Sql) && !Contracting().IsMatch(sql.Sql) ? null : $"runs {Space().Replace(sql.Sql.Trim(), " ")}";

    private static string Kind(string? columnType) => columnType?.Split('(')[0] ?? string.Empty;

    [GeneratedRegex(@"^\s*(INSERT|UPDATE|CREATE\s+TABLE|CREATE\s+INDEX)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Additive();

    [GeneratedRegex(@"\b(DROP|RENAME|ALTER|TRUNCATE|DELETE|TRIGGER|UNIQUE|CHECK)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Contracting();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
