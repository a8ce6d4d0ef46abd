using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>What a verification found: how many statements it read again, and the first thing that is not as it was; null when nothing is.</summary>
public sealed record StatementVerdict(DateOnly Day, int Statements, int Files, string? Difference)
{
    public bool Holds => Difference is null;
}

/// <summary>
/// Works the statements of a day out again from the ledger, compares every figure with what was stored, and makes every file twice: the
/// same bytes both times, and the bytes that were written down first.
/// </summary>
public sealed class StatementVerifyService(Acts acts, StatementExportService exports)
{
    private static readonly string ReserveHold = EntryKinds.Of(EntryKind.ReserveHold).Name;

    /// <summary>Verifies every statement that ends on a day.</summary>
    public async Task<StatementVerdict> Verify(Actor actor, DateOnly day, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.VerifyStatements, ct);
        var (count, files) = (0, 0);
        foreach (
            var statement in await act.Db.Statements.AsNoTracking().Where(row => row.PeriodTo == day).OrderBy(row => row.Id).ToListAsync(ct)
        )
        {
            count++;
            if (await Figures(act.Db, statement, ct) is { } wrong)
            {
                return new StatementVerdict(day, count, files, $"{statement.Number}: {wrong}");
            }

            foreach (var format in Enum.GetValues<ExportFormat>())
            {
                files++;
                if (await exports.Again(act.Db, statement, format, ct) is { } other)
                {
                    return new StatementVerdict(day, count, files, $"{statement.Number}: {other}");
                }
            }
        }

        return new StatementVerdict(day, count, files, null);
    }

    private static async Task<string?> Figures(PortalDb db, Statement statement, CancellationToken ct)
    {
        var items = await Taken(db, statement, ct);
        var counts = await ClosingReader.Counts(db, [.. items.Select(item => item.EntryId)], ct);
        var buckets = await db.ReserveBuckets.AsNoTracking().Where(row => row.StatementId == statement.Id).ToListAsync(ct);
        var sums = new StatementSums();
        foreach (var item in items.Where(item => item.Kind != ReserveHold))
        {
            sums.Add(EntryKinds.LineOf(item.Kind), item.Day, counts.GetValueOrDefault(item.EntryId, 1), item.AmountMinor);
        }

        foreach (var bucket in buckets)
        {
            sums.Add(LineKind.ReserveHold, bucket.Day, 1, -bucket.AmountMinor);
        }

        var held = -items.Where(item => item.Kind == ReserveHold).Sum(item => item.AmountMinor);
        var previous = await db.Statements.AsNoTracking().SingleOrDefaultAsync(row => row.Id == statement.PreviousId, ct);
        var checksum = Closing.Checksum(
            statement,
            sums.ByDay.Select(pair => (pair.Key.Day, pair.Key.Kind, pair.Value.Items, pair.Value.Amount)),
            items.Select(item => (item.EntryId, item.AccountId, item.AmountMinor))
        );
        return Compare(statement, sums, held, previous?.ClosingMinor ?? 0)
            ?? await Lines(db, statement, sums, ct)
            ?? Same("checksum", statement.Checksum, checksum);
    }

    private static string? Compare(Statement statement, StatementSums sums, long held, long opening) =>
        Same("gross", statement.GrossMinor, sums.Gross)
        ?? Same("refunds", statement.RefundMinor, sums.Refund)
        ?? Same("fees", statement.FeeMinor, sums.Fee)
        ?? Same("fees returned", statement.FeeReturnedMinor, sums.FeeReturned)
        ?? Same("other", statement.OtherMinor, sums.Other)
        ?? Same("reserve held", statement.ReserveHeldMinor, sums.ReserveHeld)
        ?? Same("reserve held in the ledger", statement.ReserveHeldMinor, held)
        ?? Same("reserve released", statement.ReserveReleasedMinor, sums.ReserveReleased)
        ?? Same("lines", statement.LinesMinor, sums.Lines)
        ?? Same("number of payments", statement.Payments, sums.Payments)
        ?? Same("number of refunds", statement.Refunds, sums.Refunds)
        ?? Same("opening", statement.OpeningMinor, opening)
        ?? Same("closing", statement.ClosingMinor, opening + sums.Lines - statement.PayoutMinor);

    private static async Task<string?> Lines(PortalDb db, Statement statement, StatementSums sums, CancellationToken ct)
    {
        var stored = await db.StatementLines.AsNoTracking().Where(row => row.StatementId == statement.Id).ToListAsync(ct);
        foreach (var line in stored)
        {
            var (items, amount) = sums.ByDay.GetValueOrDefault((line.Day, line.Kind));
            var name = FormattableString.Invariant($"{line.Kind} of {line.Day:yyyy-MM-dd}");
            if ((Same(name, line.AmountMinor, amount) ?? Same($"items of {name}", line.Items, items)) is { } wrong)
            {
                return wrong;
            }
        }

        return Same("number of lines", stored.Count, sums.ByDay.Count);
    }

    private static Task<List<OpenItem>> Taken(PortalDb db, Statement statement, CancellationToken ct) =>
        (
            from taken in db.StatementEntries
            where taken.StatementId == statement.Id
            join posting in db.Postings on new { taken.EntryId, taken.AccountId } equals new { posting.EntryId, posting.AccountId }
            join entry in db.LedgerEntries on taken.EntryId equals entry.Id
            orderby taken.EntryId
            select new OpenItem(
                taken.EntryId,
                taken.AccountId,
                statement.MerchantId,
                statement.Currency,
                entry.Kind,
                entry.BusinessDay,
                -posting.AmountMinor
            )
        ).ToListAsync(ct);

    private static string? Same<T>(string what, T stored, T now)
        where T : IEquatable<T> => stored.Equals(now) ? null : FormattableString.Invariant($"{what} {stored} is {now} by the ledger");
}
