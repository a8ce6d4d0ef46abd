using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>What a closing came to: the statements made by it.</summary>
public sealed record CloseResult(int Statements, long GrossMinor, long RefundMinor, long FeeMinor, long NetMinor, int Failures)
{
    internal static CloseResult None { get; } = new(0, 0, 0, 0, 0, 0);

    internal static CloseResult Of(IReadOnlyCollection<Statement> made) =>
        new(
            made.Count,
            made.Sum(row => row.GrossMinor),
            made.Sum(row => row.RefundMinor),
            made.Sum(row => row.FeeMinor - row.FeeReturnedMinor),
            made.Sum(row => row.LinesMinor),
            0
        );

    internal CloseResult With(CloseResult other) =>
        new(
            Statements + other.Statements,
            GrossMinor + other.GrossMinor,
            RefundMinor + other.RefundMinor,
            FeeMinor + other.FeeMinor,
            NetMinor + other.NetMinor,
            Failures + other.Failures
        );
}

/// <summary>
/// Makes statements: a slice of merchants per transaction, each merchant's open days in order. Whoever is killed leaves whole merchants
/// behind; whoever runs again, or beside it, finds only what is still open. Exactly once is the primary key of StatementEntries and
/// the unique index on merchant, currency and day; the turn only keeps two runs from working for nothing.
/// </summary>
public sealed class DayClose(IDbContextFactory<PortalDb> dbs, Books books, TimeProvider clock)
{
    private const int SliceEntriesMax = 1_000;
    private const int SliceMerchantsMax = 100;

    /// <summary>T+1: paid on the first business day strictly after the day.</summary>
    private const int DueAfterDays = 1;

    internal async Task<CloseResult> Run(DateOnly through, Func<long, Exception, Task> onFailure, CancellationToken ct)
    {
        List<(long MerchantId, int Entries)> open;
        BusinessCalendar calendar;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            open = await OpenItems.Merchants(db, through, ct);
            calendar = await MoneyOverviewService.Calendar(db, ct);
        }

        var result = CloseResult.None;
        foreach (var slice in Slices(open))
        {
            ct.ThrowIfCancellationRequested();
            result = result.With(await CloseSlice(slice, through, calendar, onFailure, ct));
        }

        return result;
    }

    private static IEnumerable<long[]> Slices(List<(long MerchantId, int Entries)> open)
    {
        var slice = new List<long>();
        var entries = 0;
        foreach (var (merchant, count) in open)
        {
            if (slice.Count == SliceMerchantsMax || (slice.Count > 0 && entries + count > SliceEntriesMax))
            {
                yield return [.. slice];
                slice.Clear();
                entries = 0;
            }

            slice.Add(merchant);
            entries += count;
        }

        if (slice.Count > 0)
        {
            yield return [.. slice];
        }
    }

    /// <summary>One merchant's trouble must not keep the others from their money: a failed slice is tried again merchant by merchant.</summary>
    private async Task<CloseResult> CloseSlice(
        long[] merchants,
        DateOnly through,
        BusinessCalendar calendar,
        Func<long, Exception, Task> onFailure,
        CancellationToken ct
    )
    {
        try
        {
            return CloseResult.Of(await Close(merchants, through, calendar, ct));
        }
        catch (Exception) when (!ct.IsCancellationRequested && merchants.Length > 1)
        {
            var result = CloseResult.None;
            foreach (var merchant in merchants)
            {
                result = result.With(await CloseSlice([merchant], through, calendar, onFailure, ct));
            }

            return result;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            await onFailure(merchants[0], fault);
            return CloseResult.None with { Failures = 1 };
        }
    }

    private async Task<List<Statement>> Close(long[] merchants, DateOnly through, BusinessCalendar calendar, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.TakeTurn("settlement", ct);
        var items = await OpenItems.Of(db, through, merchants, ct);
        if (items.Count == 0)
        {
            return [];
        }

        var counts = await Counts(db, [.. items.Select(item => item.EntryId)], ct);
        var last = (
            await db
                .Statements.AsNoTracking()
                .Where(row => EF.Parameter(merchants).Contains(row.MerchantId))
                .Where(row =>
                    !db.Statements.Any(later =>
                        later.MerchantId == row.MerchantId && later.Currency == row.Currency && later.PeriodTo > row.PeriodTo
                    )
                )
                .ToListAsync(ct)
        ).ToDictionary(row => (row.MerchantId, row.Currency));
        var made = new List<(Statement Statement, List<OpenItem> Items, StatementSums Sums)>();
        foreach (var group in items.GroupBy(item => (item.MerchantId, item.Currency)).OrderBy(group => group.Key))
        {
            var previous = last.GetValueOrDefault(group.Key);
            foreach (var (day, taken) in ByStatementDay(group, previous?.PeriodTo, through))
            {
                var sums = new StatementSums();
                foreach (var item in taken)
                {
                    sums.Add(KindOf(item.Kind), item.Day, counts.GetValueOrDefault(item.EntryId, 1), item.AmountMinor);
                }

                var id = (await Bulk.ReserveIds(db, "Statements", 1, ct))[0] + (db.Provider == Provider.Sqlite ? made.Count : 0);
                previous = Statement.Close(
                    id,
                    group.Key.MerchantId,
                    group.Key.Currency,
                    day,
                    previous,
                    sums,
                    calendar.AddBusinessDays(day, DueAfterDays),
                    clock.UtcNow()
                );
                made.Add((previous, taken, sums));
            }
        }

        await Store(db, made, ct);
        await transaction.CommitAsync(ct);
        return [.. made.Select(item => item.Statement)];
    }

    /// <summary>
    /// Each item belongs to its own day's statement. An item of a day that is closed already is late: it goes to the next day with items of
    /// its own, or to the last day of this run; when that is closed too, it stays open for a later run.
    /// </summary>
    private static IEnumerable<(DateOnly Day, List<OpenItem> Items)> ByStatementDay(
        IEnumerable<OpenItem> items,
        DateOnly? closedThrough,
        DateOnly through
    )
    {
        var closed = closedThrough ?? DateOnly.MinValue;
        var byDay = new SortedDictionary<DateOnly, List<OpenItem>>();
        var late = new List<OpenItem>();
        foreach (var item in items)
        {
            if (item.Day <= closed)
            {
                late.Add(item);
            }
            else if (byDay.TryGetValue(item.Day, out var day))
            {
                day.Add(item);
            }
            else
            {
                byDay[item.Day] = [item];
            }
        }

        if (late.Count > 0)
        {
            if (byDay.Count > 0)
            {
                byDay.First().Value.InsertRange(0, late);
            }
            else if (through > closed)
            {
                byDay[through] = late;
            }
        }

        return byDay.Select(pair => (pair.Key, pair.Value));
    }

    private async Task Store(PortalDb db, List<(Statement Statement, List<OpenItem> Items, StatementSums Sums)> made, CancellationToken ct)
    {
        db.Statements.AddRange(made.Select(item => item.Statement));
        var merchants = made.Select(item => item.Statement.MerchantId).Distinct().ToArray();
        var holds = await db
            .BankAccounts.Where(row => row.State == BankAccountState.InForce && EF.Parameter(merchants).Contains(row.MerchantId))
            .ToDictionaryAsync(row => row.MerchantId, row => row.HoldUntilUtc, ct);
        db.Payouts.AddRange(
            made.Where(item => item.Statement.PayoutMinor > 0)
                .Select(item =>
                    Payout.Propose(item.Statement, item.Statement.ClosedUtc, holds.GetValueOrDefault(item.Statement.MerchantId))
                )
        );
        await StatementNotices.Tell(db, [.. made.Select(item => item.Statement)], DateOnly.FromDateTime(clock.UtcNow()), ct);
        await db.SaveChangesAsync(ct);
        await Bulk.Insert(
            db,
            "StatementEntries",
            StatementEntry.Columns,
            [.. made.SelectMany(item => item.Items.Select(open => new object?[] { open.EntryId, open.AccountId, item.Statement.Id }))],
            ct
        );
        await Bulk.Insert(
            db,
            "StatementLines",
            StatementLine.Columns,
            [
                .. made.SelectMany(item =>
                    item.Sums.ByDay.Select(pair =>
                        new object?[] { item.Statement.Id, pair.Key.Day, pair.Key.Kind.ToString(), pair.Value.Items, pair.Value.Amount }
                    )
                ),
            ],
            ct
        );
        await books.PostMany(db, [.. made.SelectMany(item => Entries(item.Statement))], ct);
    }

    /// <summary>Pending to available for the lines, available to payable for the payout: what stays available is the closing balance.</summary>
    private static IEnumerable<JournalEntry> Entries(Statement statement)
    {
        var currency = Currency.Of(statement.Currency);
        var (pending, available, payable) = (
            LedgerCode.MerchantPending(statement.MerchantId),
            LedgerCode.MerchantAvailable(statement.MerchantId),
            LedgerCode.MerchantPayable(statement.MerchantId)
        );
        var key = string.Create(CultureInfo.InvariantCulture, $"{statement.MerchantId}:{statement.Currency}:{statement.PeriodTo:yyyyMMdd}");
        yield return JournalEntry.Move(
            $"settle:{key}",
            OpenItems.SettlementKind,
            statement.PeriodTo,
            pending,
            available,
            new Money(statement.LinesMinor, currency)
        );
        if (statement.PayoutMinor > 0)
        {
            yield return JournalEntry.Move(
                $"payout:{key}:1",
                "payout-proposed",
                statement.PeriodTo,
                available,
                payable,
                new Money(statement.PayoutMinor, currency)
            );
        }
    }

    /// <summary>How many payments, refunds or fees an entry carries; an entry that carries none counts as one item.</summary>
    private static async Task<Dictionary<long, int>> Counts(PortalDb db, long[] entries, CancellationToken ct)
    {
        var payments = await db
            .Payments.Where(row => EF.Parameter(entries).Contains(row.EntryId))
            .GroupBy(row => row.EntryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var refunds = await db
            .Refunds.Where(row => EF.Parameter(entries).Contains(row.EntryId))
            .GroupBy(row => row.EntryId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        var carrying = entries.Select(id => (long?)id).ToArray();
        var fees = await db
            .Fees.Where(row => EF.Parameter(carrying).Contains(row.EntryId))
            .GroupBy(row => row.EntryId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(ct);
        return payments.Concat(refunds).Concat(fees).ToDictionary(row => row.Key, row => row.Count);
    }

    internal static LineKind KindOf(string entryKind) =>
        entryKind switch
        {
            "payment" => LineKind.Payment,
            "refund" => LineKind.Refund,
            "fee" => LineKind.Fee,
            "fee-return" => LineKind.FeeReturn,
            "certification-fee" => LineKind.CertificationFee,
            "fee-waiver" or "fee-waiver-return" or "service-fee-waiver" => LineKind.FeeWaiver,
            "refund-fee" => LineKind.RefundFee,
            "payout-fee" => LineKind.PayoutFee,
            "monthly-fee" => LineKind.MonthlyFee,
            _ => LineKind.Adjustment,
        };
}
