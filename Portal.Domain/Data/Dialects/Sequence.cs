using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>A counter without gaps: it moves in the transaction that uses its number, and rolls back with it.</summary>
internal sealed class Sequence
{
    public string Name { get; private set; } = string.Empty;
    public long Last { get; private set; }
}

internal static class Sequences
{
    /// <summary>The next number of a named counter, from 1. The caller's transaction holds the counter until it ends.</summary>
    public static async Task<long> Next(PortalDb db, string name, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A gapless number needs the transaction that uses it.");
        }

        var rows = await db
            .Database.SqlQuery<long>(
                $"""
                INSERT INTO "Sequences" ("Name", "Last") VALUES ({name}, 1)
                ON CONFLICT ("Name") DO UPDATE SET "Last" = "Sequences"."Last" + 1
                RETURNING "Last" AS "Value"
                """
            )
            .ToListAsync(ct);
        return rows.Single();
    }
}
