using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Pages a query by its id, newest first: the cost of a page does not grow with the pages before it.</summary>
internal static class KeysetPaging
{
    public static async Task<Page<TRow>> Read<T, TRow>(
        IQueryable<T> rows,
        Expression<Func<T, long>> key,
        PageAsk ask,
        Func<IQueryable<T>, IQueryable<TRow>> project,
        CancellationToken ct
    )
        where T : class
    {
        var newest = rows.OrderByDescending(key);
        List<long> ids;
        if (ask.After is { } after)
        {
            ids = await rows.Where(Compare(key, after, Expression.GreaterThan)).OrderBy(key).Select(key).Take(ask.Take + 1).ToListAsync(ct);
            var more = ids.Count > ask.Take;
            ids = [.. ids.Take(ask.Take).Reverse()];
            return await Page(ids, newer: more, older: true);
        }

        var from = ask.Before is { } before ? newest.Where(Compare(key, before, Expression.LessThan)) : newest;
        ids = await from.Select(key).Take(ask.Take + 1).ToListAsync(ct);
        return await Page([.. ids.Take(ask.Take)], newer: ask.Before is not null, older: ids.Count > ask.Take);

        async Task<Page<TRow>> Page(List<long> kept, bool newer, bool older)
        {
            if (kept.Count == 0)
            {
                return Page<TRow>.Empty;
            }

            var wanted = rows.Where(Compare(key, kept[0], Expression.LessThanOrEqual))
                .Where(Compare(key, kept[^1], Expression.GreaterThanOrEqual));
            var read = await project(wanted).ToListAsync(ct);
            return new Page<TRow>(read, newer ? kept[0] : null, older ? kept[^1] : null);
        }
    }

    private static Expression<Func<T, bool>> Compare<T>(
        Expression<Func<T, long>> key,
        long value,
        Func<Expression, Expression, BinaryExpression> comparison
    ) => Expression.Lambda<Func<T, bool>>(comparison(key.Body, KeysetPages.Captured(value)), key.Parameters);
}
