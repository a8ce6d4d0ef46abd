using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// Puts many rows in, in the caller's transaction: prepared INSERTs on SQLite, COPY on PostgreSQL. Columns and conversions are the model's
/// (<see cref="RowShape{T}"/>). When a row is not taken, the caller rolls back: some of those before it may be in.
/// </summary>
internal static class Bulk
{
    /// <summary>Puts these rows in; those without a number get theirs from the database and do not learn it (<see cref="Number"/>).</summary>
    /// <exception cref="Refusal">One of the rows is there already (a lost race), or the database broke this off for others.</exception>
    public static async Task Insert<T>(PortalDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count > 0)
        {
            var shape = RowShape<T>.Of(db);
            if (shape.Key is not null && shape.IsUnnumbered(rows[0]) && db.Seals?.ShapeOf(shape.Table) is not null)
            {
                // Their seals name them.
                await Number(db, rows, ct);
            }

            var layout = shape.Layout(rows[0]);
            await Insert(db, shape.Table, layout.Columns, rows, layout.Write, ct);
        }
    }

    /// <summary>The same into a table that is known by its name alone; <paramref name="write"/> gives the values of a row in order.</summary>
    public static async Task Insert<T>(
        PortalDb db,
        string table,
        string[] columns,
        IReadOnlyList<T> rows,
        Action<RowWriter, T> write,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return;
        }

        _ = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Bulk rows belong to the caller's transaction.");
        await db.OrLost(() => Dialect.Of(db).Write(db, table, columns, rows, write, ct));
    }

    /// <summary>Gives rows their numbers before they are put in, for others that name them. On SQLite the write transaction is the caller's.</summary>
    public static async Task Number<T>(PortalDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        _ = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Ids are reserved in the transaction that uses them.");
        if (rows.Count == 0)
        {
            return;
        }

        var shape = RowShape<T>.Of(db);
        var ids = await Dialect.Of(db).ReserveIds(db, shape.Table, rows.Count, ct);
        for (var at = 0; at < rows.Count; at++)
        {
            shape.Number(rows[at], ids[at]);
        }
    }
}
