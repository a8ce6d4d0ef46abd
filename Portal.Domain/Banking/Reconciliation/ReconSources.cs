using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Payments;

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
            .Select(row => new
            {
                Row = row,
                Batch = db.PayoutBatches.Where(batch => batch.Id == row.BatchId).Select(batch => batch.Number).Single(),
            })
            .ToListAsync(ct);
        facts.AddRange(
            transfers.Select(one => new ReconFact(
                ReconSide.Ours,
                ReconRef.Transfer,
                one.Row.Id,
                one.Row.EndToEndId,
                // What came back nets to nothing on the statement.
                one.Row.ReturnLineId
                    is null
                    ? -one.Row.AmountMinor
                    : 0,
                one.Row.Currency,
                zone.DayOf(one.Row.WrittenUtc),
                [.. Keys(one.Row.EndToEndId, one.Row.DebitLineId, one.Row.ServicerRef)]
            ))
        );
        var withdrawals = await db
            .GatewayMovements.AsNoTracking()
            .Where(row => row.Kind == MovementKind.Withdrawal && row.BusinessDay >= since)
            .ToListAsync(ct);
        facts.AddRange(
            withdrawals.Select(row => new ReconFact(
                ReconSide.Ours,
                ReconRef.Movement,
                row.Id,
                row.MovementId,
                -row.AmountMinor,
                row.Currency,
                row.BusinessDay,
                [FormattableString.Invariant($"withdrawal:{row.Id}")]
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
                line.MovementId is { } movement
                    ? [FormattableString.Invariant($"withdrawal:{movement}")]
                    : [.. Keys(first.GetValueOrDefault(line.Id), line.Id, line.ServicerRef)]
            )
            {
                Alone = line.Kind is BankLineKind.BankFee or BankLineKind.Withdrawal,
            })
        );
        return facts;
    }

    /// <summary>
    /// Our payments and refunds against the movements of fund bills, on the accounts and days a fund bill is there for: without one there is
    /// nothing to hold them against. Amounts are net of the gateway's fee, which it may book as a line of its own.
    /// </summary>
    public static async Task<List<ReconFact>> Gateway(PortalDb db, DateOnly since, CancellationToken ct)
    {
        var movements = await db
            .GatewayMovements.AsNoTracking()
            .Where(row => row.BusinessDay >= since)
            .Where(row => row.Kind != MovementKind.Withdrawal && row.Kind != MovementKind.TopUp)
            .ToListAsync(ct);
        var covered = movements.Select(row => (row.Provider, row.MerchantNo, row.BusinessDay)).ToHashSet();
        var numbers = (await db.GatewayAccounts.AsNoTracking().ToListAsync(ct)).ToDictionary(
            row => row.Id,
            row => (row.Provider, row.MerchantNo)
        );
        bool Covered(long account, DateOnly day) =>
            numbers.TryGetValue(account, out var known) && covered.Contains((known.Provider, known.MerchantNo, day));
        var days = covered.Select(one => one.BusinessDay).Distinct().ToArray();
        var payments = await db.Payments.AsNoTracking().Where(row => EF.Parameter(days).Contains(row.BusinessDay)).ToListAsync(ct);
        var refunds = await db.Refunds.AsNoTracking().Where(row => EF.Parameter(days).Contains(row.BusinessDay)).ToListAsync(ct);
        return
        [
            .. payments
                .Where(row => Covered(row.GatewayAccountId, row.BusinessDay))
                .Select(row => new ReconFact(
                    ReconSide.Ours,
                    ReconRef.Payment,
                    row.Id,
                    row.TransactionId,
                    row.GrossMinor - row.ChannelFeeMinor,
                    row.Currency,
                    row.BusinessDay,
                    [$"id:{row.TransactionId}", $"order:{row.OrderNo}"]
                )),
            .. refunds
                .Where(row => Covered(row.GatewayAccountId, row.BusinessDay))
                .Select(row => new ReconFact(
                    ReconSide.Ours,
                    ReconRef.Refund,
                    row.Id,
                    row.RefundId,
                    row.ChannelFeeReturnedMinor - row.AmountMinor,
                    row.Currency,
                    row.BusinessDay,
                    [$"id:{row.RefundId}", $"order:{row.RefundNo}"]
                )),
            .. movements.Select(row => new ReconFact(
                ReconSide.Theirs,
                ReconRef.Movement,
                row.Id,
                row.BusinessRef.Length > 0 ? row.BusinessRef : row.MovementId,
                row.AmountMinor,
                row.Currency,
                row.BusinessDay,
                [.. Marks(row)]
            )),
        ];
    }

    private static IEnumerable<string> Marks(GatewayMovement row)
    {
        if (row.BusinessRef.Length > 0)
        {
            yield return $"id:{row.BusinessRef}";
        }

        if (row.OrderNo.Length > 0)
        {
            yield return $"order:{row.OrderNo}";
        }
    }

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
