using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>Exactly the rows that a figure of a statement is the sum of; the keys of the page are places in the list, which never changes.</summary>
public sealed record StatementItems(string Statement, DateOnly PeriodFrom, DateOnly PeriodTo, Money Sum, Page<StatementItem> Page)
{
    public long Count => Page.Count ?? 0;
}

/// <summary>What a statement's figures open.</summary>
public sealed class StatementItemsService(Acts acts)
{
    /// <summary>The rows of some kinds of line, of one day when it is named; kind after kind, each in the order it came in.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<StatementItems> List(
        Actor actor,
        string merchant,
        string number,
        IReadOnlyList<LineKind> kinds,
        DateOnly? day,
        PageAsk ask,
        CancellationToken ct
    )
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        var statement =
            await act.Db.Statements.AsNoTracking().Of(act.Merchant).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        return await Of(act.Db, statement, kinds, day, ask, ct);
    }

    internal static async Task<StatementItems> Of(
        PortalDb db,
        Statement statement,
        IReadOnlyList<LineKind> kinds,
        DateOnly? day,
        PageAsk ask,
        CancellationToken ct
    )
    {
        var currency = Currency.Of(statement.Currency);
        var sources = await new StatementItemSources(db, statement, day).Of(kinds, ct);
        var (count, sum) = (sources.Sum(source => (long)source.Count), sources.Sum(source => source.SumMinor));
        // Both directions count from the front: a closed statement's list is the same for ever.
        var from = ask.Before ?? (ask.After is { } after ? Math.Max(0, after - ask.Take) : 0);
        var rows = new List<StatementItem>();
        var skip = from;
        foreach (var source in sources)
        {
            if (skip < source.Count && rows.Count < ask.Take)
            {
                rows.AddRange(await source.Read((int)skip, ask.Take - rows.Count, ct));
            }

            skip = Math.Max(0, skip - source.Count);
        }

        var end = from + rows.Count;
        return new StatementItems(
            statement.Number,
            statement.PeriodFrom,
            statement.PeriodTo,
            new Money(sum, currency),
            new Page<StatementItem>(
                [.. rows.Select(row => row with { IsLate = row.Day < statement.PeriodFrom })],
                from > 0 ? from : null,
                end < count ? end : null,
                count
            )
        );
    }
}
