using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>Copies of a whole database at one instant, while others go on writing.</summary>
internal static class DatabaseCopies
{
    /// <summary>A SQLite database into one file. One read transaction: writers go on, the copy is of one instant.</summary>
    public static async Task IntoFile(PortalDb db, string file, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", ct);
        // The copy begins without a write-ahead log; a site looks at its database read-only first and could not turn it on.
        var place = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        await using var connection = new SqliteConnection(place.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>All of a SQLite database is in its file, and nobody holds that any more.</summary>
    public static async Task Close(PortalDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", ct);
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
    }
}
