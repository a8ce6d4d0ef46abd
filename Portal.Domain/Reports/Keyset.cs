using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>One page of a query by a numeric key, newest first: the cost does not grow with how far back one looks.</summary>
internal static class Keyset
{
    public static async Task<Page<TRow>> PageOf<TEntity, TRow>(
        this IQueryable<TEntity> rows,
        PageAsk ask,
        Expression<Func<TEntity, long>> key,
        Expression<Func<TEntity, TRow>> shape,
        Func<TRow, long> keyOf,
        CancellationToken ct
    )
    {
        var take = ask.Take;
        var wanted = (ask.Before, ask.After) switch
        {
            (_, { } after) => rows.Where(Compare(key, after, Expression.GreaterThan)).OrderBy(key),
            ({ } before, null) => rows.Where(Compare(key, before, Expression.LessThan)).OrderByDescending(key),
            (null, null) => rows.OrderByDescending(key),
        };
        var found = await wanted.Take(take + 1).Select(shape).ToListAsync(ct);
        var more = found.Count > take;
        var page = found.Take(take).ToList();
        if (ask.After is not null)
        {
            page.Reverse();
        }

        if (page.Count == 0)
        {
            return new Page<TRow>([], null, null);
        }

        var newer = ask.After is null ? ask.Before is not null : more;
        var older = ask.After is not null || more;
        return new Page<TRow>(page, newer ? keyOf(page[0]) : null, older ? keyOf(page[^1]) : null);
    }

    private static Expression<Func<TEntity, bool>> Compare<TEntity>(
        Expression<Func<TEntity, long>> key,
        long bound,
        Func<Expression, Expression, BinaryExpression> with
    )
    {
        // A captured value, so that every page runs the same prepared statement.
        Expression<Func<long>> captured = () => bound;
        return Expression.Lambda<Func<TEntity, bool>>(with(key.Body, captured.Body), key.Parameters);
    }
}
