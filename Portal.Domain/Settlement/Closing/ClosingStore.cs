using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Ledger;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>
/// Stores closings in one short transaction. They were worked out before it began, so it looks once more that nobody closed these merchants
/// in between or placed a hold; then only inserts are left while the database is held.
/// </summary>
internal static class ClosingStore
{
    /// <summary>False when the world has moved on: nothing is stored, and the caller works it out anew.</summary>
    public static async Task<bool> Store(
        PortalDb db,
        LedgerPoster poster,
        WorkedOut work,
        NotificationBatch notifications,
        DateOnly today,
        long? runId,
        CancellationToken ct
    )
    {
        var (made, facts, merchants) = (work.Made, work.Facts, work.Merchants);
        if (!await StillSo(db, merchants, facts, today, ct))
        {
            return false;
        }

        var entries = made.Select(item => item.Entries().ToArray()).ToArray();
        var ids = await poster.PostMany(db, [.. entries.SelectMany(list => list)], ct);
        var statements = made.Select(item => item.Statement).ToList();
        await Bulk.Number(db, statements, ct);
        var (at, taken) = (0, new List<StatementEntry>());
        for (var n = 0; n < made.Count; n++)
        {
            var rows = made[n].Taken(ids[at]).ToList();
            at += entries[n].Length;
            taken.AddRange(rows.Select(row => StatementEntry.Of(row.EntryId, row.AccountId, statements[n].Id)));
            var checksum = Closing.Checksum(made[n].Statement, Lines(made[n]), rows);
            made[n].Statement.Store(PreviousId(made, n, facts), checksum, runId);
        }

        await Bulk.Insert(db, statements, ct);
        await Bulk.Insert(db, taken, ct);
        await InsertDays(db, made, ct);
        await ProposePayouts(db, made, merchants, ct);
        await notifications.Insert(db, ct);
        await LedgerPoster.RaiseMarks(db, work.Marks(ids[^1]), ct);
        return true;
    }

    /// <summary>Whether nobody has closed these merchants, placed a hold or taken one away since the facts were read.</summary>
    internal static async Task<bool> StillSo(PortalDb db, long[] merchants, ClosingFacts facts, DateOnly today, CancellationToken ct)
    {
        var closed = await ClosingReader.ClosedThrough(db, merchants, ct);
        var known = facts
            .Last.Where(pair => merchants.Contains(pair.Key.MerchantId))
            .ToDictionary(pair => pair.Key, pair => pair.Value.PeriodTo);
        var holds = await ClosingReader.Holds(db, merchants, today, ct);
        return closed.Count == known.Count
            && closed.All(pair => known.TryGetValue(pair.Key, out var day) && day == pair.Value)
            && merchants.All(id => holds.GetValueOrDefault(id)?.Id == facts.Holds.GetValueOrDefault(id)?.Id);
    }

    /// <summary>The one before it of the same merchant and currency: in these closings, or the last one there was.</summary>
    private static long? PreviousId(IReadOnlyList<Closing> made, int at, ClosingFacts facts)
    {
        var (merchant, currency) = (made[at].Statement.MerchantId, made[at].Statement.Currency);
        return at > 0 && made[at - 1].Statement is { } before && before.MerchantId == merchant && before.Currency == currency
            ? before.Id
            : facts.Last.GetValueOrDefault((merchant, currency))?.Id;
    }

    private static IEnumerable<(DateOnly Day, LineKind Kind, int Items, long AmountMinor)> Lines(Closing closing) =>
        closing.Sums.ByDay.Select(pair => (pair.Key.Day, pair.Key.Kind, pair.Value.Items, pair.Value.Amount));

    /// <summary>Read here and not before: an account that was changed a moment ago holds the payout that is proposed now.</summary>
    private static async Task ProposePayouts(PortalDb db, IReadOnlyList<Closing> made, long[] merchants, CancellationToken ct)
    {
        var holds = await db
            .BankAccounts.Where(row => row.State == BankAccountState.InForce && EF.Parameter(merchants).Contains(row.MerchantId))
            .Select(row => new { row.MerchantId, row.HoldUntilUtc })
            .ToDictionaryAsync(row => row.MerchantId, row => row.HoldUntilUtc, ct);
        var payouts = made.Where(item => item.Statement.PayoutMinor > 0)
            .Select(item => Payout.Propose(item.Statement, item.Statement.ClosedUtc, holds.GetValueOrDefault(item.Statement.MerchantId)));
        await Bulk.Insert(db, payouts.ToList(), ct);
    }

    private static async Task InsertDays(PortalDb db, IReadOnlyList<Closing> made, CancellationToken ct)
    {
        var lines = made.SelectMany(item =>
            Lines(item).Select(line => StatementLine.Of(item.Statement.Id, line.Day, line.Kind, line.Items, line.AmountMinor))
        );
        await Bulk.Insert(db, lines.ToList(), ct);
        var buckets = made.SelectMany(item =>
            item.Reserve.Select(held => ReserveBucket.Of(item.Statement, held.Day, held.AmountMinor, held.ReleaseDay))
        );
        await Bulk.Insert(db, buckets.ToList(), ct);
    }
}
