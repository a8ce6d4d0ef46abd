using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Domain.Banking;

/// <summary>The rows behind the lines of a match with the bank.</summary>
internal sealed record ReconParts(
    IReadOnlyList<ReconItem> Items,
    IReadOnlyList<BankLine> Lines,
    IReadOnlyList<BankTransfer> Transfers,
    IReadOnlyList<GatewayMovement> Withdrawals,
    IReadOnlySet<long> ArrivedWithdrawals
)
{
    public static async Task<ReconParts> Of(PortalDb db, IReadOnlyList<ReconItem> items, CancellationToken ct)
    {
        long[] Ids(ReconRef kind) => [.. items.Where(item => item.RefKind == kind).Select(item => item.RefId)];
        var (lines, transfers, movements) = (Ids(ReconRef.BankLine), Ids(ReconRef.Transfer), Ids(ReconRef.Movement));
        return new ReconParts(
            items,
            await db.BankLines.Where(row => EF.Parameter(lines).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(ct),
            await db.BankTransfers.Where(row => EF.Parameter(transfers).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(ct),
            await db.GatewayMovements.AsNoTracking().Where(row => EF.Parameter(movements).Contains(row.Id)).ToListAsync(ct),
            (
                await db
                    .BankLines.Where(row => row.MovementId != null && EF.Parameter(movements).Contains(row.MovementId.Value))
                    .Select(row => row.MovementId!.Value)
                    .ToListAsync(ct)
            ).ToHashSet()
        );
    }

    /// <summary>Only money that still waits can be moved: a line in suspense, a transfer and a withdrawal the bank has not shown.</summary>
    /// <exception cref="Refusal">Names the first line whose money has found its place already.</exception>
    public void RefuseWhatCannotMove()
    {
        var waiting = Lines
            .Where(line => line.Kind == BankLineKind.Unknown)
            .Select(line => (ReconRef.BankLine, line.Id))
            .Concat(Transfers.Where(transfer => transfer.InTransit).Select(transfer => (ReconRef.Transfer, transfer.Id)))
            .Concat(
                Withdrawals
                    .Where(movement => movement.Posting == MovementPosting.InTransit && !ArrivedWithdrawals.Contains(movement.Id))
                    .Select(movement => (ReconRef.Movement, movement.Id))
            )
            .ToHashSet();
        var amounts = Transfers.ToDictionary(transfer => transfer.Id, transfer => -transfer.AmountMinor);
        var placed = Items.FirstOrDefault(item =>
            !waiting.Contains((item.RefKind, item.RefId)) || (item.RefKind == ReconRef.Transfer && amounts[item.RefId] != item.AmountMinor)
        );
        Refusal.Unless(placed is null, BankingRefusals.MatchPlaced, placed?.Reference ?? string.Empty);
    }

    /// <summary>What each line is called from now on; one that stands for one withdrawal names it.</summary>
    public void PlaceLines()
    {
        var kind =
            Transfers.Count > 0 ? BankLineKind.PayoutOut
            : Withdrawals.Count > 0 ? BankLineKind.Withdrawal
            : BankLineKind.Cancelled;
        foreach (var line in Lines)
        {
            line.Place(kind);
        }

        if (Lines is [var only] && Withdrawals is [var movement] && Transfers.Count == 0)
        {
            only.IsOf(movement.Id);
        }
    }
}
