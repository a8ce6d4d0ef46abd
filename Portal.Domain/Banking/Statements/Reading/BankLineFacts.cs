using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Banking;

/// <summary>What the lines of a slice refer to, read once.</summary>
internal sealed record BankLineFacts(
    ILookup<long, BankLineDetail> Details,
    IReadOnlyDictionary<string, BankTransfer> ById,
    ILookup<string, BankTransfer> ByBatch,
    ILookup<string, BankTransfer> ByServicer,
    IReadOnlyDictionary<long, long> Withdrawals
)
{
    public static async Task<BankLineFacts> Of(PortalDb db, IReadOnlyList<BankLine> lines, CancellationToken ct)
    {
        var lineIds = lines.Select(line => line.Id).ToArray();
        var details = await db.BankLineDetails.AsNoTracking().Where(row => EF.Parameter(lineIds).Contains(row.LineId)).ToListAsync(ct);
        var ids = details.Select(row => row.EndToEndId).OfType<string>().Distinct().ToArray();
        var batchNumbers = lines.Select(line => Batch(line.BatchRef)).OfType<string>().Distinct().ToArray();
        var batches = await db
            .PayoutBatches.Where(row => EF.Parameter(batchNumbers).Contains(row.Number))
            .ToDictionaryAsync(row => row.Id, row => row.Number, ct);
        var batchIds = batches.Keys.ToArray();
        var servicers = lines.Select(line => line.ServicerRef).ToArray();
        var transfers = await db
            .BankTransfers.Where(row =>
                EF.Parameter(ids).Contains(row.EndToEndId)
                || EF.Parameter(batchIds).Contains(row.BatchId)
                || (row.ServicerRef != null && EF.Parameter(servicers).Contains(row.ServicerRef))
            )
            .OrderBy(row => row.Id)
            .ToListAsync(ct);
        return new BankLineFacts(
            details.OrderBy(row => row.No).ToLookup(row => row.LineId),
            transfers.ToDictionary(row => row.EndToEndId, StringComparer.Ordinal),
            transfers.Where(row => batches.ContainsKey(row.BatchId)).ToLookup(row => batches[row.BatchId], StringComparer.Ordinal),
            transfers.Where(row => row.ServicerRef is not null).ToLookup(row => row.ServicerRef!, StringComparer.Ordinal),
            await GatewayWithdrawals.Of(db, lines, details, ct)
        );
    }

    /// <summary>By our own reference; else by our batch, when the bank booked it as one sum; else by the bank's reference.</summary>
    public IReadOnlyList<BankTransfer> TransfersOf(BankLine line)
    {
        var named = Details[line.Id]
            .Select(detail => detail.EndToEndId is { } id && ById.TryGetValue(id, out var found) ? (detail, found) : default)
            .Where(pair => pair.found is not null)
            .ToList();
        if (named.Count > 0)
        {
            return named.TrueForAll(pair => pair.detail.AmountMinor == 0 || pair.detail.AmountMinor == pair.found.AmountMinor)
                ? [.. named.Select(pair => pair.found).Distinct()]
                : [];
        }

        var batch = Batch(line.BatchRef) is { } number ? ByBatch[number].Where(row => row.InTransit).ToList() : [];
        return batch.Count > 0 ? batch : [.. ByServicer[line.ServicerRef]];
    }

    public (string? Reason, string? Text) ReasonOf(BankLine line, BankTransfer transfer)
    {
        var detail = Details[line.Id].FirstOrDefault(row => row.EndToEndId == transfer.EndToEndId) ?? Details[line.Id].FirstOrDefault();
        return (detail?.ReturnReason, detail?.ReturnText ?? line.Text);
    }

    public long? WithdrawalOf(BankLine line) => Withdrawals.TryGetValue(line.Id, out var movement) ? movement : null;

    private static string? Batch(string? reference) =>
        reference?.StartsWith("PORTAL-", StringComparison.Ordinal) == true ? reference["PORTAL-".Length..] : reference;
}
