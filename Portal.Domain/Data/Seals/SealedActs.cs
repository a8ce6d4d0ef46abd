using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>For statements that change sealed rows past the change tracker: they name the rows, and the seals follow.</summary>
internal static class SealedActs
{
    /// <summary>
    /// Changes or deletes the rows of a query by one statement: those the query finds now, for a statement that may reach others as well has to
    /// be given their keys.
    /// </summary>
    public static async Task<int> Sealed<T>(this PortalDb db, IQueryable<T> rows, Func<IQueryable<T>, Task<int>> act, CancellationToken ct)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is no row.");
        var key = entity.FindPrimaryKey()!.Properties;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var found = await rows.AsNoTracking().ToListAsync(ct);
        var keys = found.Select(row => key.Select(one => SealedSave.Stored(one, one.GetGetter().GetClrValue(row))).ToArray());
        var changed = await db.Sealed(entity.GetTableName()!, keys, () => act(rows), ct);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }

        return changed;
    }

    /// <summary>Runs a statement that makes, changes or deletes the rows of these keys and no others.</summary>
    public static async Task<int> Sealed(
        this PortalDb db,
        string table,
        IEnumerable<object?[]> keys,
        Func<Task<int>> act,
        CancellationToken ct
    )
    {
        if (db.Seals is not { } seals || seals.ShapeOf(table) is not { } shape)
        {
            return await act();
        }

        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var rows = new SealedRows(shape, seals.BytesOf(shape));
        foreach (var key in keys)
        {
            rows.Name(key);
        }

        await rows.Before(db, ct);
        var changed = await act();
        await rows.After(db, ct);
        seals.Add(rows);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }

        return changed;
    }
}
