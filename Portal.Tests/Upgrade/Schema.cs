using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Upgrade;

/// <summary>What a database says of its own tables, one line a thing: upgraded or made new, a schema is the same.</summary>
internal static partial class Schema
{
    /// <summary>Lines that begin so say how something is written down, not that it is there.</summary>
    private const string Definition = "as ";

    private const string Sqlite = """
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END
            FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        UNION ALL SELECT type || ' ' || tbl_name || '.' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'
        UNION ALL SELECT 'as ' || type || ' ' || name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
        """;

    private const string Postgres = """
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'as default ' || c.relname || '.' || a.attname || ' ' || pg_get_expr(d.adbin, d.adrelid)
            FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            WHERE c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'index ' || tablename || '.' || indexname FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'as index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'as constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'trigger ' || tgrelid::regclass || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'as trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'as function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        """;

    public static async Task<IReadOnlyList<string>> Of(PortalDb db)
    {
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.Provider == Provider.Sqlite ? Sqlite : Postgres;
        await using (DbDataReader reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                lines.Add(reader.GetString(0));
            }
        }

        await db.Database.CloseConnectionAsync();
        return
        [
            .. lines
                .Where(line => !line.Contains("__EFMigrationsLock", StringComparison.Ordinal))
                .Select(line => line.StartsWith(Definition, StringComparison.Ordinal) ? Casts().Replace(line, string.Empty) : line)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What was there before and is not any more; what contracting.txt names may go.</summary>
    public static IReadOnlyList<string> Gone(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        [
            .. before
                .Except(after)
                .Where(line => !line.StartsWith(Definition, StringComparison.Ordinal))
                .Where(line => !Contracting.List().Any(one => one.What.EndsWith(line.Split(' ')[1], StringComparison.Ordinal))),
        ];

    /// <summary>PostgreSQL writes an expression with other casts and brackets once it was loaded from a dump.</summary>
    [GeneratedRegex(@"::(text|bigint|integer|boolean|date|numeric|character varying(\(\d+\))?)(\[\])?|[()]")]
    private static partial Regex Casts();
}
