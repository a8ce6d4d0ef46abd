using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>Rows of one table behind a figure: how many, their sum, and a stretch of them.</summary>
internal sealed record ItemSource(int Count, long SumMinor, Func<int, int, CancellationToken, Task<IReadOnlyList<StatementItem>>> Read);

/// <summary>
/// Where the rows of a statement's lines are kept: an entry carries payments, refunds, fees or what is waived of them; one that carries none is
/// a row itself; and a reserve is held day by day though one entry moves it.
/// </summary>
internal sealed class StatementItemSources(PortalDb db, Statement statement, DateOnly? day)
{
    private static readonly string ReserveHold = EntryKinds.Of(EntryKind.ReserveHold).Name;

    private readonly Currency _currency = Currency.Of(statement.Currency);

    private sealed class Taken
    {
        public long Id { get; init; }
        public string Kind { get; init; } = string.Empty;
        public DateOnly Day { get; init; }
        public DateTime PostedUtc { get; init; }
        public string? Memo { get; init; }
        public long AmountMinor { get; init; }
    }

    private sealed class Found
    {
        public long Id { get; init; }
        public long EntryId { get; init; }
        public DateOnly Day { get; init; }
        public long Minor { get; init; }
        public DateTime AtUtc { get; init; }
        public string? OrderNo { get; init; }
        public string? PaymentNo { get; init; }
        public string? RefundNo { get; init; }
        public long? RuleId { get; init; }
        public string? Note { get; init; }
    }

    /// <summary>What an entry carries of a fee: what was charged, or what of it is not collected.</summary>
    private sealed class Share
    {
        public required Fee Fee { get; init; }
        public long EntryId { get; init; }
        public DateOnly Day { get; init; }
        public long Minor { get; init; }
        public long? RuleId { get; init; }
    }

    public async Task<List<ItemSource>> Of(IReadOnlyList<LineKind> kinds, CancellationToken ct)
    {
        // What a kind of entry is, the catalogue says; here are those this statement has.
        var entryKinds = await Entries().Select(entry => entry.Kind).Distinct().ToListAsync(ct);
        var sources = new List<ItemSource>();
        foreach (var kind in kinds.Distinct().Order())
        {
            if (kind == LineKind.ReserveHold)
            {
                sources.Add(await Source(kind, Reserve(), ct));
                continue;
            }

            var wanted = entryKinds.Where(entry => EntryKinds.LineOf(entry) == kind).ToArray();
            if (wanted.Length > 0)
            {
                var entries = Entries().Where(entry => wanted.Contains(entry.Kind));
                foreach (var rows in Carried(kind, entries).Append(Plain(entries)))
                {
                    sources.Add(await Source(kind, rows, ct));
                }
            }
        }

        return [.. sources.Where(source => source.Count > 0)];
    }

    private IQueryable<Taken> Entries() =>
        from taken in db.StatementEntries
        where taken.StatementId == statement.Id
        join entry in db.LedgerEntries on taken.EntryId equals entry.Id
        where entry.Kind != ReserveHold && (day == null || entry.BusinessDay == day)
        select new Taken
        {
            Id = entry.Id,
            Kind = entry.Kind,
            Day = entry.BusinessDay,
            PostedUtc = entry.PostedUtc,
            Memo = entry.Memo,
            AmountMinor = -db
                .Postings.Where(posting => posting.EntryId == taken.EntryId && posting.AccountId == taken.AccountId)
                .Sum(posting => posting.AmountMinor),
        };

    private IEnumerable<IQueryable<Found>> Carried(LineKind kind, IQueryable<Taken> entries) =>
        kind switch
        {
            LineKind.Payment => [Payments(entries)],
            LineKind.Refund => [Refunds(entries)],
            LineKind.Fee => [Fees(entries, 1)],
            LineKind.FeeReturn => [Fees(entries, -1)],
            LineKind.FeeWaiver => [Waived(entries), ServicesWaived(entries)],
            LineKind.RefundFee or LineKind.PayoutFee or LineKind.MonthlyFee => [Services(entries)],
            LineKind.CertificationFee or LineKind.Adjustment or LineKind.ReserveHold or LineKind.ReserveRelease => [],
        };

    private IQueryable<Found> Payments(IQueryable<Taken> entries) =>
        from row in db.Payments
        join entry in entries on row.EntryId equals entry.Id
        select new Found
        {
            Id = row.Id,
            EntryId = entry.Id,
            Day = entry.Day,
            Minor = row.GrossMinor,
            AtUtc = row.PaidUtc,
            OrderNo = row.OrderNo,
            PaymentNo = row.TransactionId,
            Note = row.Goods,
        };

    private IQueryable<Found> Refunds(IQueryable<Taken> entries) =>
        from row in db.Refunds
        join entry in entries on row.EntryId equals entry.Id
        select new Found
        {
            Id = row.Id,
            EntryId = entry.Id,
            Day = entry.Day,
            Minor = -row.AmountMinor,
            AtUtc = row.OccurredUtc,
            OrderNo = row.OrderNo,
            PaymentNo = row.PaymentId == null ? null : row.TransactionId,
            RefundNo = row.RefundId,
        };

    private IQueryable<Found> Fees(IQueryable<Taken> entries, int sign) =>
        Priced(
            from fee in db.Fees
            join entry in entries on fee.EntryId equals entry.Id
            select new Share
            {
                Fee = fee,
                EntryId = entry.Id,
                Day = entry.Day,
                Minor = -sign * fee.AmountMinor,
                RuleId = fee.RuleId,
            }
        );

    /// <summary>What is not collected of a fee on a payment; on a refund, what of that is taken back.</summary>
    private IQueryable<Found> Waived(IQueryable<Taken> entries) =>
        Priced(
            from fee in db.Fees
            join entry in entries on fee.WaiverEntryId equals entry.Id
            select new Share
            {
                Fee = fee,
                EntryId = entry.Id,
                Day = entry.Day,
                Minor = fee.RefundId != null ? -fee.WaivedMinor : fee.WaivedMinor,
                RuleId = fee.WaiverId,
            }
        );

    /// <summary>Fees, or parts of them, by the payment or the refund that each is of.</summary>
    private IQueryable<Found> Priced(IQueryable<Share> shares) =>
        from share in shares
        join payment in db.Payments on share.Fee.PaymentId equals payment.Id into payments
        from payment in payments.DefaultIfEmpty()
        join refund in db.Refunds on share.Fee.RefundId equals refund.Id into refunds
        from refund in refunds.DefaultIfEmpty()
        select new Found
        {
            Id = share.Fee.Id,
            EntryId = share.EntryId,
            Day = share.Day,
            Minor = share.Minor,
            AtUtc = payment != null ? payment.PaidUtc : refund.OccurredUtc,
            OrderNo = payment != null ? payment.OrderNo : refund.OrderNo,
            PaymentNo = payment != null ? payment.TransactionId : refund.TransactionId,
            RefundNo = refund != null ? refund.RefundId : null,
            RuleId = share.RuleId,
        };

    private IQueryable<Found> Services(IQueryable<Taken> entries) =>
        from fee in db.ServiceFees
        join entry in entries on fee.EntryId equals entry.Id
        join refund in db.Refunds on fee.RefundId equals refund.Id into refunds
        from refund in refunds.DefaultIfEmpty()
        select new Found
        {
            Id = fee.Id,
            EntryId = entry.Id,
            Day = entry.Day,
            Minor = -fee.AmountMinor,
            AtUtc = fee.AtUtc,
            PaymentNo = refund != null ? refund.TransactionId : null,
            RefundNo = refund != null ? refund.RefundId : null,
            RuleId = fee.RuleId,
        };

    private IQueryable<Found> ServicesWaived(IQueryable<Taken> entries) =>
        from fee in db.ServiceFees
        join entry in entries on fee.WaiverEntryId equals entry.Id
        select new Found
        {
            Id = fee.Id,
            EntryId = entry.Id,
            Day = entry.Day,
            Minor = fee.WaivedMinor,
            AtUtc = fee.AtUtc,
            RuleId = fee.WaiverId,
        };

    /// <summary>Entries that stand for themselves: nothing of the tables above names them.</summary>
    private IQueryable<Found> Plain(IQueryable<Taken> entries) =>
        from entry in entries
        where
            !db.Payments.Any(row => row.EntryId == entry.Id)
            && !db.Refunds.Any(row => row.EntryId == entry.Id)
            && !db.Fees.Any(row => row.EntryId == entry.Id || row.WaiverEntryId == entry.Id)
            && !db.ServiceFees.Any(row => row.EntryId == entry.Id || row.WaiverEntryId == entry.Id)
        select new Found
        {
            Id = entry.Id,
            EntryId = entry.Id,
            Day = entry.Day,
            Minor = entry.AmountMinor,
            AtUtc = entry.PostedUtc,
            Note = entry.Memo,
        };

    /// <summary>Held day by day; the one entry that moved it is the statement's own.</summary>
    private IQueryable<Found> Reserve() =>
        db
            .ReserveBuckets.Where(bucket => bucket.StatementId == statement.Id && (day == null || bucket.Day == day))
            .Select(bucket => new Found
            {
                Id = bucket.Id,
                Day = bucket.Day,
                Minor = -bucket.AmountMinor,
                AtUtc = statement.ClosedUtc,
            });

    private async Task<ItemSource> Source(LineKind kind, IQueryable<Found> rows, CancellationToken ct) =>
        new(
            await rows.CountAsync(ct),
            await rows.SumAsync(row => row.Minor, ct),
            async (skip, take, read) => await Shape(kind, await rows.OrderBy(row => row.Id).Skip(skip).Take(take).ToListAsync(read), read)
        );

    private async Task<IReadOnlyList<StatementItem>> Shape(LineKind kind, List<Found> rows, CancellationToken ct)
    {
        var ruleIds = rows.Select(row => row.RuleId ?? 0).Distinct().ToArray();
        var rules = await db.FeeRules.AsNoTracking().Where(row => ruleIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var entries = rows.Select(row => (long?)row.EntryId).Distinct().ToArray();
        var byHand =
            kind == LineKind.Adjustment
                ? await db
                    .Adjustments.AsNoTracking()
                    .Where(row => entries.Contains(row.EntryId))
                    .ToDictionaryAsync(row => row.EntryId!.Value, ct)
                : [];
        var buckets =
            kind == LineKind.ReserveHold
                ? await db.ReserveBuckets.AsNoTracking().Where(row => row.StatementId == statement.Id).ToDictionaryAsync(row => row.Id, ct)
                : [];
        return
        [
            .. rows.Select(row =>
            {
                var moved = byHand.GetValueOrDefault(row.EntryId);
                return new StatementItem(
                    row.EntryId,
                    kind,
                    row.Day,
                    row.AtUtc,
                    moved?.Number ?? NumberOf(kind, row),
                    moved?.PaymentNo ?? row.PaymentNo,
                    row.RefundNo,
                    row.RuleId is { } id && rules.TryGetValue(id, out var rule) ? Version(rule) : null,
                    moved?.Note ?? row.Note,
                    new Money(row.Minor, _currency)
                )
                {
                    Reason = moved?.Reason,
                    ReleaseDay = buckets.GetValueOrDefault(row.Id)?.ReleaseDay,
                };
            }),
        ];
    }

    private static string? NumberOf(LineKind kind, Found row) =>
        row.OrderNo
        ?? (
            kind is LineKind.RefundFee or LineKind.PayoutFee or LineKind.MonthlyFee or LineKind.FeeWaiver && row.RuleId is not null
                ? ServiceFee.NumberOf(row.Id)
                : null
        );

    private static string Version(FeeRule rule) =>
        string.Create(CultureInfo.InvariantCulture, $"{Things.FeeRule.Of(rule.Id)} v{rule.Edition}");
}
