using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Banking;

/// <summary>Reads the lines of each side, with the keys that may join them in the order of how sure they are.</summary>
internal static class ReconSources
{
    /// <summary>Transfers of ours and withdrawals of gateways against the lines of bank statements.</summary>
    public static async Task<List<ReconFact>> Bank(PortalDb db, DateOnly since, Kernel.SettlementZone zone, CancellationToken ct)
    {
        var facts = new List<ReconFact>();
        var sinceUtc = zone.StartOf(since);
        var transfers = await db
            .BankTransfers.AsNoTracking()
            .Where(row => row.WrittenUtc >= sinceUtc && (row.State != TransferState.Failed || row.DebitLineId != null))
            .Select(row => new { Row = row, Batch = db.PayoutBatches.Where(batch => batch.Id == row.BatchId).Select(batch => batch.Number).Single() })
            .ToListAsync(ct);
        facts.AddRange(
            transfers.Select(one => new ReconFact(
                ReconSide.Ours,
                ReconRef.Transfer,
                one.Row.Id,
                one.Row.EndToEndId,
                // What came back nets to nothing on the statement.
                one.Row.ReturnLineId is null ? -one.Row.AmountMinor : 0,
                one.Row.Currency,
                zone.DayOf(one.Row.WrittenUtc),
                [.. Keys(one.Row.EndToEndId, one.Row.DebitLineId, one.Row.ServicerRef)]
            ))
        );
        var lines = await db.BankLines.AsNoTracking().Where(row => row.BookDay >= since && row.EntryId != null).ToListAsync(ct);
        var first = await db
            .BankLineDetails.AsNoTracking()
            .Where(detail => detail.EndToEndId != null && db.BankLines.Any(line => line.Id == detail.LineId && line.BookDay >= since))
            .GroupBy(detail => detail.LineId)
            .Select(group => new { group.Key, Id = group.Min(detail => detail.EndToEndId) })
            .ToDictionaryAsync(row => row.Key, row => row.Id, ct);
        facts.AddRange(
            lines.Select(line => new ReconFact(
                ReconSide.Theirs,
                ReconRef.BankLine,
                line.Id,
                line.ServicerRef,
                line.AmountMinor,
                line.Currency,
                line.BookDay,
                [.. Keys(first.GetValueOrDefault(line.Id), line.Id, line.ServicerRef)]
            )
            {
                Alone = line.Kind is BankLineKind.BankFee or BankLineKind.Withdrawal,
            })
        );
        return facts;
    }

    /// <summary>Our payments and refunds against the movements of the gateway's fund bills.</summary>
    public static Task<List<ReconFact>> Gateway(PortalDb db, DateOnly since, CancellationToken ct) => Task.FromResult<List<ReconFact>>([]);

    private static IEnumerable<string> Keys(string? endToEnd, long? lineId, string? servicerRef)
    {
        if (endToEnd is not null)
        {
            yield return $"e2e:{endToEnd}";
        }

        if (lineId is { } line)
        {
            yield return FormattableString.Invariant($"line:{line}");
        }

        if (servicerRef is not null)
        {
            yield return $"ref:{servicerRef}";
        }
    }
}
