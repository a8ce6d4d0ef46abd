using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Applies a payment status report, in the caller's transaction. Nothing goes back, and nothing becomes paid by it.</summary>
internal sealed class StatusIntake(TransferMoney money, PayoutBatchService batches, TimeProvider clock)
{
    internal async Task<BankReceipt> Take(
        PortalDb db,
        Actor actor,
        BankImport import,
        IReadOnlyList<ReadStatus> statuses,
        BankProblems problems,
        CancellationToken ct
    )
    {
        var batch = statuses.Count == 0 ? null : await BatchOf(db, statuses[0].BatchRef, ct);
        if (batch is null)
        {
            if (problems.Count == 0)
            {
                problems.Add(statuses[0].At, BankFaults.BatchUnknown, statuses[0].BatchRef);
            }

            return BankReceipt.Refused(problems);
        }

        var transfers = await db.BankTransfers.Where(row => row.BatchId == batch.Id).OrderBy(row => row.Id).ToListAsync(ct);
        var byId = transfers.ToDictionary(row => row.EndToEndId, StringComparer.Ordinal);
        foreach (var strange in statuses.Where(one => one.EndToEndId is { } id && !byId.ContainsKey(id)))
        {
            problems.Add(strange.At, BankFaults.TransferUnknown, strange.EndToEndId!);
        }

        if (problems.Count > 0)
        {
            return BankReceipt.Refused(problems);
        }

        if (batch.State == BatchState.Written)
        {
            await batches.Send(db, actor, batch, ct);
        }

        var (moved, heard, known) = (0, 0, 0);
        foreach (var (transfer, status) in Spread(statuses, transfers, byId))
        {
            heard++;
            if (!BankStatusRules.Follows(transfer.BankStatus, status.Status))
            {
                known++;
                continue;
            }

            moved += await Apply(db, actor, transfer, status, ct) ? 1 : 0;
        }

        return new BankReceipt(BankFileStatus.Imported, BankImportKind.Status, import.Id, moved, heard, known, [], [], 0);
    }

    /// <summary>A transfer's own status first; what is said of the whole batch goes for those that have none, unless it is "some did".</summary>
    private static IEnumerable<(BankTransfer Transfer, ReadStatus Status)> Spread(
        IReadOnlyList<ReadStatus> statuses,
        List<BankTransfer> transfers,
        Dictionary<string, BankTransfer> byId
    )
    {
        var own = statuses.Where(one => one.EndToEndId is not null).ToList();
        foreach (var status in own)
        {
            yield return (byId[status.EndToEndId!], status);
        }

        var whole = statuses.LastOrDefault(one => one.EndToEndId is null);
        if (whole is null || whole.Status == BankStatusRules.Part)
        {
            yield break;
        }

        var named = own.Select(one => one.EndToEndId).ToHashSet();
        foreach (var transfer in transfers.Where(row => !named.Contains(row.EndToEndId)))
        {
            yield return (transfer, whole);
        }
    }

    private async Task<bool> Apply(PortalDb db, Actor actor, BankTransfer transfer, ReadStatus status, CancellationToken ct)
    {
        var open = transfer.State is TransferState.InFile or TransferState.Sent or TransferState.Unknown;
        transfer.Hear(status.Status, status.Reason, status.Text, status.ServicerRef);
        if (!open || transfer.DebitLineId is not null)
        {
            return false;
        }

        if (BankStatusRules.Ended(status.Status))
        {
            await money.Fail(db, actor, transfer, ct);
            return true;
        }

        var moved = transfer.Reach(TransferState.Sent, clock.UtcNow());
        await money.Settle(db, transfer.PayoutId, null, ct);
        return moved;
    }

    internal static Task<PayoutBatch?> BatchOf(PortalDb db, string reference, CancellationToken ct)
    {
        var number = reference.StartsWith("PORTAL-", StringComparison.Ordinal) ? reference["PORTAL-".Length..] : reference;
        return db.PayoutBatches.SingleOrDefaultAsync(row => row.Number == number, ct);
    }
}
