using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>What follows from a transfer's fate, in the caller's transaction: the money, the payout, the next attempt, who is told.</summary>
internal sealed class TransferMoney(LedgerPoster poster, SettlementZone zone, TimeProvider clock)
{
    internal static JournalEntry Out(BankTransfer transfer, DateOnly day) =>
        JournalEntry.Move(
            $"payout-out:{transfer.EndToEndId}",
            EntryKind.PayoutOut,
            day,
            LedgerCode.MerchantPayable(transfer.MerchantId),
            LedgerCode.InTransit,
            new Money(transfer.AmountMinor, Currency.Of(transfer.Currency))
        );

    /// <summary>The bank will not do it: the money never left.</summary>
    internal async Task Fail(PortalDb db, Actor by, BankTransfer transfer, CancellationToken ct)
    {
        var now = clock.UtcNow();
        transfer.Reach(TransferState.Failed, now);
        await poster.Post(
            db,
            JournalEntry.Move(
                $"payout-failed:{transfer.EndToEndId}",
                EntryKind.PayoutFailed,
                zone.Today(clock),
                LedgerCode.InTransit,
                LedgerCode.MerchantPayable(transfer.MerchantId),
                new Money(transfer.AmountMinor, Currency.Of(transfer.Currency))
            ),
            ct
        );
        await Again(db, by, transfer, ct);
    }

    /// <summary>It came back: owed again under the same statement, as the next attempt. The caller has posted the money.</summary>
    internal async Task Again(PortalDb db, Actor by, BankTransfer transfer, CancellationToken ct)
    {
        var payout = await Settle(db, transfer.PayoutId, transfer.Reason, ct);
        var family = await db
            .Payouts.Where(row => row.StatementId == payout.StatementId)
            .Select(row => new { row.Attempt, row.Number })
            .ToListAsync(ct);
        var last = Math.Max(
            family.Max(row => row.Attempt),
            db.Payouts.Local.Where(row => row.StatementId == payout.StatementId).Max(row => row.Attempt)
        );
        var next = payout.Again(
            family.Single(row => row.Attempt == 1).Number,
            last + 1,
            transfer.AmountMinor,
            transfer.Id,
            zone.Today(clock),
            clock.UtcNow()
        );
        PayoutAttempts.Add(db, next);
        db.Audit(
            by,
            "payout.returned",
            "payout",
            payout.Number,
            payout.MerchantId,
            after: new
            {
                transfer.EndToEndId,
                transfer.State,
                transfer.Reason,
                again = next.Number,
            }
        );
        await PayoutNotices.Returned(db, payout, transfer, ct);
    }

    /// <summary>Brings the payout to where its transfers are.</summary>
    internal async Task<Payout> Settle(PortalDb db, long payoutId, string? reason, CancellationToken ct)
    {
        var payout = await db.Payouts.SingleAsync(row => row.Id == payoutId, ct);
        var parts = await db.BankTransfers.Where(row => row.PayoutId == payoutId).ToListAsync(ct);
        var states = parts.Select(part => part.State).ToList();
        var next = BankTransfer.Together(states);
        if (next != payout.State)
        {
            payout.Reach(next, clock.UtcNow(), reason);
            if (next == PayoutState.Paid)
            {
                await PayoutNotices.Paid(db, payout, zone.Today(clock), ct);
            }

            await SettleBatch(db, payout, ct);
        }

        return payout;
    }

    /// <summary>The last payout of a batch that ends, ends the batch.</summary>
    private static async Task SettleBatch(PortalDb db, Payout payout, CancellationToken ct)
    {
        if (!payout.HasEnded || payout.BatchId is not { } batchId)
        {
            return;
        }

        // The others may have ended in this transaction and not be stored yet: what is tracked is newer than what is stored.
        var others = await db.Payouts.Where(row => row.BatchId == batchId).ToListAsync(ct);
        if (others.All(row => row.HasEnded))
        {
            (await db.PayoutBatches.SingleAsync(row => row.Id == batchId, ct)).Settle();
        }
    }
}
