using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>Reads the lines of a statement in ledger order, a few entries at a time, so that memory does not grow with the statement.</summary>
internal sealed class StatementLines(PortalDb db, Statement statement)
{
    private const int EntriesAtOnce = 50;
    private static readonly string CertificationWaiver = EntryKinds.Of(EntryKind.CertificationWaiver).Name;
    private int _line;
    private readonly StatementFeeLines _fees = new(db);
    private long _balance = statement.OpeningMinor;

    public async IAsyncEnumerable<DetailLine> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        yield return Plain("OPENING", 0, statement.OpeningMinor < 0 ? "carried" : null);
        long after = 0;
        while (true)
        {
            var entries = await db
                .StatementEntries.Where(row => row.StatementId == statement.Id && row.EntryId > after)
                .OrderBy(row => row.EntryId)
                .Take(EntriesAtOnce)
                .Join(db.LedgerEntries, taken => taken.EntryId, entry => entry.Id, (taken, entry) => new { taken, entry })
                .Join(
                    db.Postings,
                    row => new { row.taken.EntryId, row.taken.AccountId },
                    posting => new { posting.EntryId, posting.AccountId },
                    (row, posting) =>
                        new
                        {
                            row.entry.Id,
                            row.entry.Kind,
                            row.entry.PostedUtc,
                            row.entry.BusinessDay,
                            row.entry.Memo,
                            row.entry.ReversesId,
                            Amount = -posting.AmountMinor,
                        }
                )
                .OrderBy(row => row.Id)
                .ToListAsync(ct);
            foreach (var entry in entries)
            {
                var kind = EntryKinds.LineOf(entry.Kind);
                var lines = kind switch
                {
                    LineKind.Payment => Payments(entry.Id, entry.PostedUtc),
                    LineKind.Refund => Refunds(entry.Id, entry.PostedUtc),
                    LineKind.Fee => Fees(entry.Id, entry.PostedUtc, returned: false),
                    LineKind.FeeReturn => Fees(entry.Id, entry.PostedUtc, returned: true),
                    LineKind.CertificationFee => Single("CERTIFICATION_FEE", entry.Amount, entry.PostedUtc, entry.Memo),
                    LineKind.ReserveHold => Single("RESERVE_HOLD", entry.Amount, entry.PostedUtc, entry.Memo),
                    LineKind.ReserveRelease => Single("RESERVE_RELEASE", entry.Amount, entry.PostedUtc, entry.Memo),
                    LineKind.FeeWaiver when entry.Kind == CertificationWaiver => Single(
                        "FEE_WAIVER",
                        entry.Amount,
                        entry.PostedUtc,
                        entry.Memo
                    ),
                    LineKind.FeeWaiver => Moved(_fees.Waivers(entry.Id, entry.Kind), entry.PostedUtc),
                    LineKind.RefundFee or LineKind.PayoutFee or LineKind.MonthlyFee => Moved(_fees.Services(entry.Id), entry.PostedUtc),
                    LineKind.Adjustment => Single(
                        entry.ReversesId is null ? "ADJUSTMENT" : "REVERSAL",
                        entry.Amount,
                        entry.PostedUtc,
                        entry.Memo
                    ),
                };
                var before = _balance;
                var late =
                    entry.BusinessDay < statement.PeriodFrom ? FormattableString.Invariant($"late:{entry.BusinessDay:yyyy-MM-dd}") : null;
                await foreach (var line in lines.WithCancellation(ct))
                {
                    yield return late is null ? line : line with { ReasonCode = late };
                }

                Invariant.Hold("I-12", _balance - before == entry.Amount, $"entry {entry.Id} carries other rows than its amount");
            }

            if (entries.Count < EntriesAtOnce)
            {
                break;
            }

            after = entries[^1].Id;
        }

        if (statement.PayoutMinor > 0)
        {
            _balance -= statement.PayoutMinor;
            yield return Plain("PAYOUT", -statement.PayoutMinor, null);
        }

        Invariant.Hold("I-10", _balance == statement.ClosingMinor, $"the lines of {statement.Number} end at {_balance}");
        yield return Plain("CLOSING", 0, statement.ClosingMinor < 0 ? "carried" : null);
    }

    private DetailLine Plain(string type, long net, string? reason) =>
        new(
            ++_line,
            type,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            statement.ClosedUtc,
            0,
            0,
            null,
            null,
            null,
            null,
            net,
            _balance,
            reason,
            null
        );

#pragma warning disable CS1998 // one line needs no waiting
    private async IAsyncEnumerable<DetailLine> Single(string type, long amount, DateTime booked, string? memo)
#pragma warning restore CS1998
    {
        _balance += amount;
        yield return Plain(type, amount, null) with
        {
            GrossDebitMinor = Math.Max(-amount, 0),
            GrossCreditMinor = Math.Max(amount, 0),
            BookedUtc = booked,
            Remark = memo,
        };
    }

    /// <summary>Fees and waivers with a row of their own, as lines.</summary>
    private async IAsyncEnumerable<DetailLine> Moved(IAsyncEnumerable<FeeLine> rows, DateTime booked)
    {
        await foreach (var row in rows)
        {
            _balance += row.NetMinor;
            yield return Plain(row.Type, row.NetMinor, null) with
            {
                OrderNo = row.OrderNo,
                PaymentNo = row.PaymentNo,
                RefundNo = row.RefundNo,
                OccurredUtc = row.OccurredUtc,
                BookedUtc = booked,
                FeeRuleVersion = row.RuleVersion,
                FeePartsPerMillion = row.PartsPerMillion,
                FeeMinor = Math.Abs(row.NetMinor),
                Remark = row.Remark,
            };
        }
    }

    private async IAsyncEnumerable<DetailLine> Payments(long entryId, DateTime booked)
    {
        await foreach (
            var row in db.Payments.AsNoTracking().Where(row => row.EntryId == entryId).OrderBy(row => row.Id).AsAsyncEnumerable()
        )
        {
            _balance += row.GrossMinor;
            yield return new DetailLine(
                ++_line,
                "PAYMENT",
                row.OrderNo,
                null,
                row.TransactionId,
                null,
                row.Payer,
                row.Channel.ToString(),
                row.PaidUtc,
                booked,
                0,
                row.GrossMinor,
                row.OrderMinor > row.GrossMinor ? row.OrderMinor - row.GrossMinor : null,
                null,
                null,
                null,
                row.GrossMinor,
                _balance,
                null,
                row.Goods
            );
        }
    }

    private async IAsyncEnumerable<DetailLine> Refunds(long entryId, DateTime booked)
    {
        await foreach (var row in db.Refunds.AsNoTracking().Where(row => row.EntryId == entryId).OrderBy(row => row.Id).AsAsyncEnumerable())
        {
            _balance -= row.AmountMinor;
            yield return new DetailLine(
                ++_line,
                "REFUND",
                row.OrderNo,
                row.RefundNo,
                row.TransactionId,
                row.RefundId,
                null,
                row.Channel.ToString(),
                row.OccurredUtc,
                booked,
                row.AmountMinor,
                0,
                null,
                null,
                null,
                null,
                -row.AmountMinor,
                _balance,
                null,
                null
            );
        }
    }

    private async IAsyncEnumerable<DetailLine> Fees(long entryId, DateTime booked, bool returned)
    {
        var rows =
            from fee in db.Fees.AsNoTracking()
            where fee.EntryId == entryId
            orderby fee.Id
            join payment in db.Payments on fee.PaymentId equals payment.Id into payments
            from payment in payments.DefaultIfEmpty()
            join refund in db.Refunds on fee.RefundId equals refund.Id into refunds
            from refund in refunds.DefaultIfEmpty()
            join rule in db.FeeRules on fee.RuleId equals rule.Id into rules
            from rule in rules.DefaultIfEmpty()
            select new
            {
                fee.AmountMinor,
                OrderNo = payment != null ? payment.OrderNo : refund.OrderNo,
                TransactionId = payment != null ? payment.TransactionId : refund.TransactionId,
                RefundId = refund != null ? refund.RefundId : null,
                OccurredUtc = payment != null ? payment.PaidUtc : refund.OccurredUtc,
                Channel = payment != null ? payment.Channel : refund.Channel,
                Rule = rule != null ? (long?)rule.Id : null,
                Edition = rule != null ? rule.Edition : 0,
                PartsPerMillion = rule != null ? rule.PartsPerMillion : 0,
            };
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var net = returned ? row.AmountMinor : -row.AmountMinor;
            _balance += net;
            yield return new DetailLine(
                ++_line,
                returned ? "FEE_RETURN" : "FEE",
                row.OrderNo,
                null,
                row.TransactionId,
                row.RefundId,
                null,
                row.Channel.ToString(),
                row.OccurredUtc,
                booked,
                0,
                0,
                null,
                row.Rule is { } rule
                    ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Things.FeeRule.Of(rule)} v{row.Edition}")
                    : null,
                row.Rule is null ? null : row.PartsPerMillion,
                row.AmountMinor,
                net,
                _balance,
                null,
                null
            );
        }
    }
}
