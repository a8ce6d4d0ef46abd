using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Domain.Data;

/// <summary>
/// Rows that a query reads are nobody else's to write until the transaction ends. On PostgreSQL the statement gets its FOR UPDATE here; on
/// SQLite the write transaction itself is the lock.
/// </summary>
internal sealed class RowLocks : DbCommandInterceptor
{
    private const string Tag = "Portal: for update";
    private const string Marked = "-- " + Tag;

    public static RowLocks Instance { get; } = new();

    public static IQueryable<T> Locked<T>(IQueryable<T> rows) => rows.TagWith(Tag);

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        if (result.CommandText.StartsWith(Marked, StringComparison.Ordinal))
        {
            result.CommandText += "\nFOR UPDATE";
        }

        return result;
    }
}
