using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>The one pager: by a key, newest first, so that the millionth page costs what the first does.</summary>
internal static class KeysetPages
{
    /// <summary>Rows that are read whole and then put into shape.</summary>
    public static async Task<Page<TRow>> Keyset<T, TRow>(
        this IQueryable<T> rows,
        PageAsk ask,
        Expression<Func<T, long>> id,
        Func<T, TRow> shape,
        CancellationToken ct
    )
        where T : class
    {
        var page = Cut(await Ordered(rows, ask, id).ToListAsync(ct), ask, id.Compile());
        return new Page<TRow>([.. page.Rows.Select(shape)], page.Newer, page.Older);
    }

    /// <summary>Rows that the database puts into shape.</summary>
    public static async Task<Page<TRow>> PageOf<T, TRow>(
        this IQueryable<T> rows,
        PageAsk ask,
        Expression<Func<T, long>> key,
        Expression<Func<T, TRow>> shape,
        Func<TRow, long> keyOf,
        CancellationToken ct
    ) => Cut(await Ordered(rows, ask, key).Select(shape).ToListAsync(ct), ask, keyOf);

    /// <summary>Keys first, and then the rows of just these: where what a row shows costs more than to find it.</summary>
    public static async Task<Page<TRow>> PageThrough<T, TRow>(
        this IQueryable<T> rows,
        PageAsk ask,
        Expression<Func<T, long>> key,
        Func<IQueryable<T>, IQueryable<TRow>> project,
        CancellationToken ct
    )
    {
        var page = Cut(await Ordered(rows, ask, key).Select(key).ToListAsync(ct), ask, id => id);
        if (page.Rows.Count == 0)
        {
            return Page<TRow>.Empty;
        }

        var wanted = rows.Where(Compare(key, page.Rows[0], Expression.LessThanOrEqual))
            .Where(Compare(key, page.Rows[^1], Expression.GreaterThanOrEqual));
        return new Page<TRow>(await project(wanted).ToListAsync(ct), page.Newer, page.Older);
    }

    /// <summary>
    /// What was found beyond the key that was asked for, one row more than a page takes, as a page: with the keys of the pages beside it, if
    /// there are any.
    /// </summary>
    public static Page<T> Cut<T>(List<T> found, PageAsk ask, Func<T, long> keyOf)
    {
        var more = found.Count > ask.Take;
        var kept = found.Take(ask.Take).ToList();
        if (ask.After is not null)
        {
            kept.Reverse();
        }

        if (kept.Count == 0)
        {
            return new Page<T>([], null, null);
        }

        var newer = ask.After is null ? ask.Before is not null : more;
        var older = ask.After is not null || more;
        return new Page<T>(kept, newer ? keyOf(kept[0]) : null, older ? keyOf(kept[^1]) : null);
    }

    private static IQueryable<T> Ordered<T>(IQueryable<T> rows, PageAsk ask, Expression<Func<T, long>> key)
    {
        var ordered = (ask.Before, ask.After) switch
        {
            (_, { } after) => rows.Where(Compare(key, after, Expression.GreaterThan)).OrderBy(key),
            ({ } before, null) => rows.Where(Compare(key, before, Expression.LessThan)).OrderByDescending(key),
            (null, null) => rows.OrderByDescending(key),
        };
        return ordered.Take(ask.Take + 1);
    }

    private static Expression<Func<T, bool>> Compare<T>(
        Expression<Func<T, long>> key,
        long bound,
        Func<Expression, Expression, BinaryExpression> with
    )
    {
        // A captured value, so that every page runs the same prepared statement.
        Expression<Func<long>> captured = () => bound;
        return Expression.Lambda<Func<T, bool>>(with(key.Body, captured.Body), key.Parameters);
    }
}
