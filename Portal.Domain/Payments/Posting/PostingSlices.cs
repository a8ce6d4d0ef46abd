using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Payments;

internal readonly record struct SliceOutcome(int Suspense, int Known, int Failed)
{
    /// <summary>The payments that were new, as they went in.</summary>
    public IReadOnlyList<PostedPayment> Payments { get; init; } = [];
}

/// <summary>
/// Turns rows of one bill into payments, refunds and journal entries, all in the caller's transaction. One entry per merchant and business
/// day of a slice: payments and refunds name the entry that carries them, and its amount is their sum (verify proves it).
/// </summary>
public sealed class PostingSlices(LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    /// <summary>The index that knows a payment that is there already.</summary>
    internal const string RowIndex = "IX_Payments_TransactionId_GatewayAccountId";

    private sealed record StoredPayment(long GrossMinor, long ChannelFeeMinor);

    private static Task<Dictionary<(string TransactionId, long GatewayAccountId), StoredPayment>> Stored(
        PortalDb db,
        IReadOnlyList<BillRow> rows,
        CancellationToken ct
    )
    {
        var ids = rows.Select(row => row.TransactionId).ToArray();
        return db
            .Payments.AsNoTracking()
            .Where(row => EF.Parameter(ids).Contains(row.TransactionId))
            .ToDictionaryAsync(
                row => (row.TransactionId, row.GatewayAccountId),
                row => new StoredPayment(row.GrossMinor, row.ChannelFeeMinor),
                ct
            );
    }

    /// <summary>
    /// Nearly always every row is new, so they are put in as if they were, without a look at what is there (<paramref name="look"/>): the
    /// unique index knows better, and then the caller begins the slice again and looks.
    /// </summary>
    internal async Task<SliceOutcome> Payments(PortalDb db, Bill bill, IReadOnlyList<BillRow> rows, bool look, CancellationToken ct)
    {
        var stored = look ? await Stored(db, rows, ct) : [];
        var accounts = await GatewayAccountRows.Of(db, bill.Provider, rows.Select(row => row.MerchantNo), clock.UtcNow(), ct);
        var exceptions = new RaisedExceptions(bill, clock.UtcNow());
        var fresh = new List<(BillRow Row, GatewayAccount Account, DateOnly Day)>(rows.Count);
        foreach (var row in rows)
        {
            var account = accounts[row.MerchantNo];
            var day = zone.DayOf(row.OccurredUtc);
            if (!stored.TryGetValue((row.TransactionId, account.Id), out var known))
            {
                fresh.Add((row, account, day));
            }
            else if (known.GrossMinor != row.GrossMinor || known.ChannelFeeMinor != row.FeeMinor)
            {
                exceptions.Add(ExceptionKind.RowDiffers, row, account, row.TransactionId, row.GrossMinor, day);
            }
        }

        var entries = await Post(
            db,
            bill,
            fresh.Select(item => (item.Account.MerchantId, item.Day, item.Row.GrossMinor, item.Row.FeeMinor)),
            refunds: false,
            ct
        );
        var ids = await Bulk.ReserveIds(db, "Payments", fresh.Count, ct);
        var payments = new List<PostedPayment>(fresh.Count);
        var (suspense, next) = (0, 0);
        for (var i = 0; i < fresh.Count; i++)
        {
            var (row, account, day) = fresh[i];
            if (account.MerchantId is null)
            {
                suspense++;
                exceptions.Add(ExceptionKind.UnknownMerchant, row, account, row.TransactionId, row.GrossMinor, day);
            }

            payments.Add(
                new PostedPayment(
                    ids[i],
                    account.MerchantId ?? Payment.Nobody,
                    account.Id,
                    row.Channel,
                    bill.Currency,
                    row.OccurredUtc,
                    day,
                    row.GrossMinor
                )
            );
        }

        await Bulk.Insert(
            db,
            "Payments",
            Payment.Columns,
            fresh,
            (to, item) => Write(to, bill, item.Row, payments[next++], entries[(item.Account.MerchantId, item.Day)]),
            ct
        );
        await exceptions.Insert(db, ct);
        return new SliceOutcome(suspense, rows.Count - fresh.Count, 0) { Payments = payments };
    }

    private static void Write(RowWriter to, Bill bill, BillRow row, in PostedPayment payment, long entry)
    {
        to.Add(payment.Id);
        to.Add(payment.MerchantId);
        to.Add(payment.GatewayAccountId);
        to.Add(row.TransactionId);
        to.Add(row.OrderNo);
        to.Add(row.Payer);
        to.Add(Names.Of(row.Channel));
        to.Add(row.Bank);
        to.Add(row.Goods);
        to.Add(Bulk.Micros(row.OccurredUtc));
        to.Add(payment.BusinessDay);
        to.Add(row.GrossMinor);
        to.Add(row.OrderMinor);
        to.Add(payment.Currency);
        to.Add(row.FeeMinor);
        to.Add(0L);
        to.Add(bill.Id);
        to.Add(row.Line);
        to.Add(entry);
        to.Add(row.IntentRef);
    }

    internal async Task<SliceOutcome> Refunds(PortalDb db, Bill bill, IReadOnlyList<BillRow> rows, CancellationToken ct)
    {
        var accounts = await GatewayAccountRows.Of(db, bill.Provider, rows.Select(row => row.MerchantNo), clock.UtcNow(), ct);
        var refundIds = rows.Select(row => row.RefundId).ToArray();
        var stored = await db
            .Refunds.AsNoTracking()
            .Where(row => EF.Parameter(refundIds).Contains(row.RefundId))
            .Select(row => new
            {
                row.RefundId,
                row.GatewayAccountId,
                row.AmountMinor,
            })
            .ToDictionaryAsync(row => (row.RefundId, row.GatewayAccountId), row => row.AmountMinor, ct);
        var paid = await PaidLocked(db, [.. rows.Select(row => row.TransactionId).Distinct()], ct);
        var unseen = rows.Where(row => !paid.ContainsKey((row.TransactionId, accounts[row.MerchantNo].Id)))
            .Select(row => row.TransactionId);
        var throughIntent = await PaidByIntent(db, bill.Format == BillFormats.StripePayout ? [.. unseen.Distinct()] : [], ct);
        var exceptions = new RaisedExceptions(bill, clock.UtcNow());
        var fresh = new List<(BillRow Row, GatewayAccount Account, DateOnly Day, PaidRow? Payment, long Before)>(rows.Count);
        var touched = new Dictionary<long, long>();
        var failed = 0;
        var known = 0;
        foreach (var row in rows)
        {
            var account = accounts[row.MerchantNo];
            var day = zone.DayOf(row.OccurredUtc);
            if (stored.TryGetValue((row.RefundId, account.Id), out var amount))
            {
                known++;
                if (amount != row.RefundMinor)
                {
                    exceptions.Add(ExceptionKind.RowDiffers, row, account, row.RefundId, row.RefundMinor, day);
                }

                continue;
            }

            if (row.RefundState == RefundState.Failed)
            {
                failed++;
                exceptions.Add(ExceptionKind.RefundFailed, row, account, row.RefundId, row.RefundMinor, day);
                continue;
            }

            var payment =
                paid.GetValueOrDefault((row.TransactionId, account.Id)) ?? throughIntent.GetValueOrDefault((row.TransactionId, account.Id));
            var before = payment is null ? 0 : touched.GetValueOrDefault(payment.Id, payment.RefundedMinor);
            if (payment is not null && before + row.RefundMinor > payment.GrossMinor)
            {
                exceptions.Add(ExceptionKind.RefundAbovePayment, row, account, row.RefundId, row.RefundMinor, day);
                fresh.Add((row, account, day, null, 0));
                continue;
            }

            if (payment is null || payment.MerchantId == Payment.Nobody)
            {
                var kind = account.MerchantId is null ? ExceptionKind.UnknownMerchant : ExceptionKind.UnknownPayment;
                exceptions.Add(kind, row, account, row.RefundId, row.RefundMinor, day);
            }

            if (payment is not null)
            {
                touched[payment.Id] = before + row.RefundMinor;
            }

            fresh.Add((row, account, day, payment, before));
        }

        // A refund is its merchant's only when its payment is; everything else waits in suspense.
        var entries = await Post(
            db,
            bill,
            fresh.Select(item => (Owner(item.Payment), item.Day, item.Row.RefundMinor, -item.Row.FeeMinor)),
            refunds: true,
            ct
        );
        var ids = await Bulk.ReserveIds(db, "Refunds", fresh.Count, ct);
        var values = new List<object?[]>(fresh.Count);
        for (var i = 0; i < fresh.Count; i++)
        {
            var (row, account, day, payment, before) = fresh[i];
            values.Add([
                ids[i],
                Owner(payment) ?? Payment.Nobody,
                payment?.Id,
                account.Id,
                row.RefundId,
                row.RefundNo,
                row.TransactionId,
                row.OrderNo,
                Names.Of(row.Channel),
                Bulk.Micros(row.OccurredUtc),
                day,
                row.RefundMinor,
                bill.Currency,
                before,
                -row.FeeMinor,
                Names.Of(row.RefundState),
                bill.Id,
                row.Line,
                entries[(Owner(payment), day)],
                row.CouponMinor,
            ]);
        }

        foreach (var (paymentId, refunded) in touched.OrderBy(pair => pair.Key))
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Payments" SET "RefundedMinor" = {refunded} WHERE "Id" = {paymentId}""", ct);
        }

        await Bulk.Insert(db, "Refunds", Refund.Columns, values, ct);
        await exceptions.Insert(db, ct);
        return new SliceOutcome(fresh.Count(item => Owner(item.Payment) is null), known, failed);
    }

    private static long? Owner(PaidRow? payment) => payment is null || payment.MerchantId == Payment.Nobody ? null : payment.MerchantId;

    private sealed record PaidRow(
        long Id,
        long MerchantId,
        string TransactionId,
        long GatewayAccountId,
        long GrossMinor,
        long RefundedMinor
    );

    /// <summary>Payments that refunds belong to, locked: two bills must not both refund what is left (on SQLite the transaction locks).</summary>
    private static async Task<Dictionary<(string, long), PaidRow>> PaidLocked(PortalDb db, string[] transactionIds, CancellationToken ct)
    {
        var rows =
            db.Provider == Provider.Postgres
                ? db.Payments.FromSql(
                    $"""SELECT * FROM "Payments" WHERE "TransactionId" = ANY ({transactionIds}) ORDER BY "Id" FOR UPDATE"""
                )
                : db.Payments.Where(row => EF.Parameter(transactionIds).Contains(row.TransactionId));
        var found = await rows.AsNoTracking().ToListAsync(ct);
        return found.ToDictionary(row => (row.TransactionId, row.GatewayAccountId), Paid);
    }

    /// <summary>Payments that refunds name by their intent; where two have one intent nobody knows which is meant.</summary>
    private static async Task<Dictionary<(string, long), PaidRow>> PaidByIntent(PortalDb db, string[] intents, CancellationToken ct)
    {
        if (intents.Length == 0)
        {
            return [];
        }

        var rows =
            db.Provider == Provider.Postgres
                ? db.Payments.FromSql(
                    $"""SELECT * FROM "Payments" WHERE "IntentRef" <> '' AND "IntentRef" = ANY ({intents}) ORDER BY "Id" FOR UPDATE"""
                )
                : db.Payments.Where(row => row.IntentRef != "" && EF.Parameter(intents).Contains(row.IntentRef));
        return (await rows.AsNoTracking().ToListAsync(ct))
            .GroupBy(row => (row.IntentRef, row.GatewayAccountId))
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => Paid(group.Single()));
    }

    private static PaidRow Paid(Payment row) =>
        new(row.Id, row.MerchantId, row.TransactionId, row.GatewayAccountId, row.GrossMinor, row.RefundedMinor);

    /// <summary>One entry per merchant and day (suspense has none), one per day for what the gateway charges or gives back.</summary>
    private async Task<Dictionary<(long? Merchant, DateOnly Day), long>> Post(
        PortalDb db,
        Bill bill,
        IEnumerable<(long? Merchant, DateOnly Day, long AmountMinor, long ChannelFeeMinor)> rows,
        bool refunds,
        CancellationToken ct
    )
    {
        var sums = new SortedDictionary<(DateOnly Day, long Merchant), long>();
        var fees = new SortedDictionary<DateOnly, long>();
        foreach (var (merchant, day, amount, fee) in rows)
        {
            var key = (day, merchant ?? Payment.Nobody);
            sums[key] = sums.GetValueOrDefault(key) + amount;
            fees[day] = fees.GetValueOrDefault(day) + fee;
        }

        var currency = Currency.Of(bill.Currency);
        var gateway = LedgerCode.Gateway(bill.Provider);
        var entries = new List<JournalEntry>(sums.Count + fees.Count);
        foreach (var ((day, merchant), minor) in sums)
        {
            var owed = merchant == Payment.Nobody ? LedgerCode.Suspense(bill.Provider) : LedgerCode.MerchantPending(merchant);
            var key = string.Create(CultureInfo.InvariantCulture, $"bill:{bill.Id}:{bill.DoneRows}:{day:yyyyMMdd}:{merchant}");
            entries.Add(
                refunds
                    ? JournalEntry.Move(key, EntryKind.Refund, day, owed, gateway, new Money(minor, currency))
                    : JournalEntry.Move(key, EntryKind.Payment, day, gateway, owed, new Money(minor, currency))
            );
        }

        foreach (var (day, fee) in fees.Where(pair => pair.Value != 0))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"bill:{bill.Id}:{bill.DoneRows}:{day:yyyyMMdd}:channel-fee");
            entries.Add(
                refunds
                    ? JournalEntry.Move(key, EntryKind.ChannelFeeReturn, day, gateway, LedgerCode.ChannelFee, new Money(fee, currency))
                    : JournalEntry.Move(key, EntryKind.ChannelFee, day, LedgerCode.ChannelFee, gateway, new Money(fee, currency))
            );
        }

        var ids = await poster.PostMany(db, entries, ct);
        return sums
            .Keys.Select((key, at) => (key, ids[at]))
            .ToDictionary(
                pair => (pair.key.Merchant == Payment.Nobody ? (long?)null : pair.key.Merchant, pair.key.Day),
                pair => pair.Item2
            );
    }

    /// <summary>Enum names as the database stores them, without making a new string for every row.</summary>
    private static class Names
    {
        private static readonly Dictionary<Channel, string> Channels = Enum.GetValues<Channel>()
            .ToDictionary(value => value, value => value.ToString());
        private static readonly Dictionary<RefundState, string> States = Enum.GetValues<RefundState>()
            .ToDictionary(value => value, value => value.ToString());

        public static string Of(Channel channel) => Channels[channel];

        public static string Of(RefundState state) => States[state];
    }
}
