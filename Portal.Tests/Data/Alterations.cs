using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Tests.Data;

/// <summary>One thing done by hand to one row: what was done, the statement, and the words one of which must name the row.</summary>
internal sealed record Alteration(string Table, string What, string Sql, string[] Names);

/// <summary>
/// Everything that whoever owns the database can do to the rows of a site: each column of each table to another value that could stand there,
/// a row deleted, a row put in.
/// </summary>
internal static class Alterations
{
    private static readonly string[] Numbers = ["bigint", "integer", "INTEGER"];

    /// <summary>Lays all guards of the database aside for good: triggers, foreign keys, checks and unique indexes.</summary>
    public static async Task LayGuardsAside(PortalDb db)
    {
        var statements =
            db.Provider == Provider.Postgres
                ? await db
                    .Database.SqlQuery<string>(
                        $"""
                        SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT "' || conname || '"' AS "Value" FROM pg_constraint
                        WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace
                        UNION ALL
                        SELECT 'DROP INDEX "' || i.relname || '"' FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                        WHERE x.indisunique AND NOT x.indisprimary AND i.relnamespace = 'public'::regnamespace
                        UNION ALL
                        SELECT 'DROP TRIGGER "' || tgname || '" ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
                        """
                    )
                    .ToListAsync()
                : await db
                    .Database.SqlQuery<string>(
                        $"""
                        SELECT 'DROP TRIGGER "' || name || '"' AS "Value" FROM sqlite_master WHERE type = 'trigger'
                        UNION ALL
                        SELECT 'DROP INDEX "' || name || '"' FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'
                        """
                    )
                    .ToListAsync();
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }
    }

    /// <summary>For this connection alone, where that is how it is done.</summary>
    public static async Task LayChecksAside(PortalDb db)
    {
        if (db.Provider == Provider.Sqlite)
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys=OFF");
            await db.Database.ExecuteSqlAsync($"PRAGMA ignore_check_constraints=ON");
        }
    }

    public static List<ITable> Tables(PortalDb db) =>
        [.. db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>What can be done to the first row of a table.</summary>
    public static async Task<List<Alteration>> Of(PortalDb db, ITable table)
    {
        var first = await First(db, table);
        var key = table.PrimaryKey!.Columns.Select(column => column.Name).ToArray();
        var where = string.Join(" AND ", key.Select(column => $"\"{column}\" = {Literal(db, table, column, first[column])}"));
        var name = string.Join('/', key.Select(column => Text(first[column])));
        var all = new List<Alteration>();
        foreach (var column in table.Columns.OrderBy(column => column.Name, StringComparer.Ordinal))
        {
            // A key goes where no other row is.
            var other = key.Contains(column.Name)
                ? Far(db, table, column, first[column.Name])
                : Other(db, table, column, first[column.Name]);
            // A row of another key is gone under the old one or there under the new one.
            var moved = string.Join('/', key.Select(one => one == column.Name ? Bare(other, first[one]) : Text(first[one])));
            string[] names = key.Contains(column.Name)
                ? [name, key.Length == 1 ? other.Trim('\'') : Of(key[0], first[key[0]]), moved]
                : [name];
            all.Add(
                new Alteration(table.Name, column.Name, $"UPDATE \"{table.Name}\" SET \"{column.Name}\" = {other} WHERE {where}", names)
            );
        }

        all.Add(new Alteration(table.Name, "(deleted)", $"DELETE FROM \"{table.Name}\" WHERE {where}", [name, Of(key[0], first[key[0]])]));
        var (fresh, put) = Copy(db, table, first);
        all.Add(new Alteration(table.Name, "(put in)", put, [fresh]));
        return all;
    }

    /// <summary>Where the rows of one thing share a seal, one that is gone is named by the thing.</summary>
    private static string Of(string column, object? value) => $"of {column} {Text(value)}";

    /// <summary>A row for a table that has none: whatever its columns take.</summary>
    public static (object?[] Key, string Sql) Made(PortalDb db, ITable table)
    {
        var columns = table.Columns.ToArray();
        var values = columns.Select(column => Any(db, column)).ToArray();
        var key = table.PrimaryKey!.Columns.Select(column =>
            Numbers.Contains(column.StoreType) ? 7L
            : column.StoreType == "date" ? new DateOnly(2026, 11, 20)
            : column.StoreType is "bytea" or "BLOB" ? (object)new byte[] { 7 }
            : Any(db, column).Trim('\'')
        );
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        return ([.. key], $"INSERT INTO \"{table.Name}\" ({names}) VALUES ({string.Join(", ", values)})");
    }

    private static async Task<Dictionary<string, object?>> First(PortalDb db, ITable table)
    {
        var key = string.Join(", ", table.PrimaryKey!.Columns.Select(column => $"\"{column.Name}\""));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync();
        command.CommandText = $"SELECT * FROM \"{table.Name}\" ORDER BY {key} LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"{table.Name} has no row");
        return Enumerable
            .Range(0, reader.FieldCount)
            .ToDictionary(
                reader.GetName,
                at =>
                    reader.IsDBNull(at) ? null
                    : reader.GetDataTypeName(at) == "date" ? reader.GetFieldValue<DateOnly>(at)
                    : reader.GetValue(at)
            );
    }

    private static (string Name, string Sql) Copy(PortalDb db, ITable table, Dictionary<string, object?> first)
    {
        var key = table.PrimaryKey!.Columns.Select(column => column.Name).ToArray();
        var values = table.Columns.ToDictionary(
            column => column.Name,
            column =>
                column.Name == key[^1] ? Far(db, table, column, first[column.Name]) : Literal(db, table, column.Name, first[column.Name])
        );
        var name = string.Join('/', key.Select(column => column == key[^1] ? Bare(values[column], first[column]) : Text(first[column])));
        var columns = string.Join(", ", values.Keys.Select(column => $"\"{column}\""));
        return (name, $"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({string.Join(", ", values.Values)})");
    }

    /// <summary>Another value that could stand there.</summary>
    private static string Other(PortalDb db, ITable table, IColumn column, object? value) =>
        value is null ? Any(db, column)
        : IsJson(column) ? "'{\"other\": 1}'"
        : Far(db, table, column, value, 1);

    private static string Far(PortalDb db, ITable table, IColumn column, object? value, int step = 100_000) =>
        value switch
        {
            bool flag => flag ? "FALSE" : "TRUE",
            DateOnly day => $"'{day.AddDays(step > 1 ? 500 : 1):yyyy-MM-dd}'",
            byte[] bytes => Literal(db, table, column.Name, (byte[])[.. bytes, 1]),
            string text => $"'{(DayOf(text) is { } day ? $"{day.AddDays(step > 1 ? 500 : 1):yyyy-MM-dd}" : Escaped(Next(text)))}'",
            // A flag of SQLite is a number too.
            _ => (Convert.ToInt64(value, CultureInfo.InvariantCulture) + step).ToString(CultureInfo.InvariantCulture),
        };

    private static string Any(PortalDb db, IColumn column) =>
        Numbers.Contains(column.StoreType) ? "7"
        : column.StoreType == "boolean" ? "TRUE"
        : column.StoreType == "date" ? "'2026-11-20'"
        : column.StoreType is "bytea" ? "'\\x07'::bytea"
        : column.StoreType is "BLOB" ? "X'07'"
        : IsJson(column) ? "'{\"any\": 1}'"
        : column.PropertyMappings.Count > 0 && column.PropertyMappings[0].TypeMapping.ClrType == typeof(DateOnly) ? "'2026-11-20'"
        : "'x'";

    private static bool IsJson(IColumn column) => column.PropertyMappings.Count == 0 || column.StoreType == "jsonb";

    private static string Literal(PortalDb db, ITable table, string column, object? value) =>
        value switch
        {
            null => "NULL",
            bool flag => flag ? "TRUE" : "FALSE",
            DateOnly day => $"'{day:yyyy-MM-dd}'",
            byte[] bytes => db.Provider == Provider.Postgres
                ? $"'\\x{Convert.ToHexString(bytes)}'::bytea"
                : $"X'{Convert.ToHexString(bytes)}'",
            string text => $"'{Escaped(text)}'",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Text(object? value) =>
        value is byte[] bytes ? Convert.ToHexStringLower(bytes)
        : value is DateOnly day ? $"{day:yyyy-MM-dd}"
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>A literal as a finding says it.</summary>
    private static string Bare(string literal, object? value) =>
        value is byte[] bytes ? Convert.ToHexStringLower([.. bytes, 1]) : literal.Trim('\'');

    /// <summary>As long as it was, so that it fits its column.</summary>
    private static string Next(string text) => text.Length == 0 ? "x" : text[..^1] + (text[^1] == 'x' ? 'y' : 'x');

    private static string Escaped(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
