namespace Portal.Domain.Data;

internal static class RowLockQueries
{
    /// <summary>Locks what is read. Where several rows are, an order keeps two transactions from waiting for each other in a ring.</summary>
    public static IQueryable<T> ForUpdate<T>(this IQueryable<T> rows)
        where T : class => RowLocks.Locked(rows);
}
