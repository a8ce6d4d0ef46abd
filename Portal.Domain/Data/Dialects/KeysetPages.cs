using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

internal static class KeysetPages
{
    /// <summary>One page by id, newest first: the same cost on the first page and on the millionth.</summary>
    public static async Task<Page<TRow>> Keyset<T, TRow>(
        this IQueryable<T> rows,
        PageAsk ask,
        Expression<Func<T, long>> id,
        Func<T, TRow> shape,
        CancellationToken ct
    )
        where T : class
    {
        var key = id.Parameters[0];
        if (ask.Before is { } before)
        {
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(Expression.LessThan(id.Body, Captured(before)), key));
        }

        if (ask.After is { } after)
        {
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(id.Body, Captured(after)), key));
        }

        var ascending = ask.After is not null;
        var found = await (ascending ? rows.OrderBy(id) : rows.OrderByDescending(id)).Take(ask.Take + 1).ToListAsync(ct);
        var more = found.Count > ask.Take;
        var kept = found.Take(ask.Take).ToList();
        if (ascending)
        {
            kept.Reverse();
        }

        var idOf = id.Compile();
        long? first = kept.Count > 0 ? idOf(kept[0]) : null;
        long? last = kept.Count > 0 ? idOf(kept[^1]) : null;
        var newer = ascending ? (more ? first : null) : (ask.Before is null ? null : first);
        var older = ascending ? last : (more ? last : null);
        return new Page<TRow>([.. kept.Select(shape)], newer, older);
    }

    /// <summary>A captured value, so that every page runs the same prepared statement.</summary>
    internal static Expression Captured(long value)
    {
        Expression<Func<long>> captured = () => value;
        return captured.Body;
    }
}
