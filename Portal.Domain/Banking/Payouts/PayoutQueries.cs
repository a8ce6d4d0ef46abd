using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

public sealed record PayoutDetail(
    PayoutRow Payout,
    DateTime ProposedUtc,
    DateTime? ApprovedUtc,
    DateTime? InFileUtc,
    DateTime? SentUtc,
    DateTime? EndedUtc,
    IReadOnlyList<PayoutRow> Attempts,
    IReadOnlyList<TransferRow> Transfers
);

/// <summary>A payout that may leave now.</summary>
public sealed record ReadyPayout(string Number, long AmountMinor, string Currency);

/// <summary>All that may leave now, those due first; <see cref="More"/>: beyond what one batch may hold.</summary>
public sealed record ReadyPayouts(IReadOnlyList<ReadyPayout> Rows, bool More);

/// <summary>Payouts and batches to look at.</summary>
public sealed class PayoutQueries(Acts acts, TimeProvider clock)
{
    /// <summary>Nobody counts further: so many, or more.</summary>
    public const int CountedMax = 1_000;

    private const int ShownMax = 500;

    /// <summary>Everybody's payouts, newest first; of one state when named.</summary>
    public async Task<Page<PayoutRow>> List(Actor actor, PayoutState? state, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        return await Rows(act.Db, act.Db.Payouts.AsNoTracking().Where(row => state == null || row.State == state), ask, ct);
    }

    /// <summary>How many payouts stand where, up to <see cref="CountedMax"/>.</summary>
    public async Task<IReadOnlyDictionary<PayoutState, int>> Counts(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var counts = new Dictionary<PayoutState, int>();
        foreach (var state in Enum.GetValues<PayoutState>())
        {
            counts[state] = await act.Db.Payouts.Where(row => row.State == state).Take(CountedMax).CountAsync(ct);
        }

        return counts;
    }

    /// <summary>Every payout that could be put into a batch now, on whatever page of the list it stands.</summary>
    public async Task<ReadyPayouts> Ready(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var waiting = await act
            .Db.Payouts.AsNoTracking()
            .Where(row => row.State == PayoutState.Proposed && row.BatchId == null)
            .OrderBy(row => row.DueDay)
            .ThenBy(row => row.Id)
            .ToListAsync(ct);
        var plan = await PayoutPlan.Of(act.Db, waiting, null, clock.UtcNow(), ct);
        var free = plan.Lines.Where(line => line.Hurdle is null).Select(line => line.Payout.Id).ToHashSet();
        var ready = waiting.Where(row => free.Contains(row.Id)).ToList();
        return new ReadyPayouts(
            [.. ready.Take(PayoutBatch.PayoutsMax).Select(row => new ReadyPayout(row.Number, row.AmountMinor, row.Currency))],
            ready.Count > PayoutBatch.PayoutsMax
        );
    }

    /// <summary>The merchant's own payouts, newest first.</summary>
    public async Task<Page<PayoutRow>> ListOf(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        return await Rows(act.Db, act.Db.Payouts.AsNoTracking().Of(act.Merchant), ask, ct);
    }

    /// <summary>One payout with its attempts and transfers.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<PayoutDetail> Detail(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var payout = await act.Db.Payouts.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var family = await act
            .Db.Payouts.AsNoTracking()
            .Where(row => row.StatementId == payout.StatementId)
            .OrderBy(row => row.Attempt)
            .ToListAsync(ct);
        var attempts = await Shape(act.Db, family, ct);
        return new PayoutDetail(
            attempts.Single(row => row.Number == number),
            payout.ProposedUtc,
            payout.ApprovedUtc,
            payout.InFileUtc,
            payout.SentUtc,
            payout.EndedUtc,
            attempts,
            await Transfers(act.Db, act.Db.BankTransfers.Where(row => row.PayoutId == payout.Id), ct)
        );
    }

    /// <summary>Batches, newest first.</summary>
    public async Task<Page<BatchRow>> Batches(Actor actor, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var names = await act.Db.OperatorAccounts.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        return await act.Db.PayoutBatches.AsNoTracking().Keyset(ask, row => row.Id, row => Row(row, names), ct);
    }

    /// <summary>One batch: its payouts, its transfers, its file and the approval it waits for.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<BatchDetail> Batch(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var batch =
            await act.Db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var names = await act.Db.OperatorAccounts.ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var payouts = await act
            .Db.Payouts.AsNoTracking()
            .Where(row => row.BatchId == batch.Id)
            .OrderBy(row => row.Number)
            .Take(ShownMax)
            .ToListAsync(ct);
        var approval = await act
            .Db.Approvals.Where(row => row.Kind == PayoutBatchApproval.KindName && row.SubjectId == batch.Id)
            .OrderByDescending(row => row.Id)
            .Select(row => row.Number)
            .FirstOrDefaultAsync(ct);
        return new BatchDetail(
            Row(batch, names),
            batch.ApprovedBy,
            batch.ApprovedUtc,
            batch.WrittenUtc,
            batch.SentUtc,
            batch.Pain09Sha256,
            approval,
            await Shape(act.Db, payouts, ct),
            await Transfers(act.Db, act.Db.BankTransfers.Where(row => row.BatchId == batch.Id), ct)
        );
    }

    /// <summary>The number of a batch by its number or its id, as an operator types it.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<(long Id, string Number, BatchState State)> Find(Actor actor, string typed, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var id = long.TryParse(typed, System.Globalization.CultureInfo.InvariantCulture, out var known) ? known : 0;
        var batch =
            await act.Db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Number == typed || row.Id == id, ct)
            ?? throw Refusal.NotFound();
        return (batch.Id, batch.Number, batch.State);
    }

    private async Task<Page<PayoutRow>> Rows(PortalDb db, IQueryable<Payout> payouts, PageAsk ask, CancellationToken ct)
    {
        var page = await payouts.Keyset(ask, row => row.Id, row => row, ct);
        return new Page<PayoutRow>(await Shape(db, page.Rows, ct), page.Newer, page.Older);
    }

    private async Task<IReadOnlyList<PayoutRow>> Shape(PortalDb db, IReadOnlyList<Payout> payouts, CancellationToken ct)
    {
        var plan = await PayoutPlan.Of(db, payouts, null, clock.UtcNow(), ct);
        var lines = plan.Lines.ToDictionary(line => line.Payout.Id);
        var merchantIds = payouts.Select(row => row.MerchantId).Distinct().ToArray();
        var merchants = await db.Merchants.AsNoTracking().Where(row => merchantIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var statementIds = payouts.Select(row => row.StatementId).Distinct().ToArray();
        var statements = await db
            .Statements.Where(row => statementIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Number, ct);
        var batchIds = payouts.Select(row => row.BatchId ?? 0).Distinct().ToArray();
        var batches = await db
            .PayoutBatches.Where(row => batchIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Number, ct);
        return
        [
            .. payouts.Select(row => new PayoutRow(
                row.Id,
                row.Number,
                merchants[row.MerchantId].Slug,
                merchants[row.MerchantId].DisplayName,
                statements[row.StatementId],
                row.Attempt,
                row.AmountMinor,
                row.Currency,
                row.State,
                row.DueDay,
                row.HoldUntilUtc,
                row.BatchId is { } batch ? batches[batch] : null,
                row.Reason,
                row.State == PayoutState.Proposed ? lines[row.Id].Hurdle : null
            )
            {
                Progress = lines[row.Id].Progress,
            }),
        ];
    }

    private static async Task<IReadOnlyList<TransferRow>> Transfers(
        PortalDb db,
        IQueryable<BankTransfer> transfers,
        CancellationToken ct
    ) =>
        await transfers
            .OrderBy(row => row.Id)
            .Take(ShownMax)
            .Select(row => new TransferRow(
                row.EndToEndId,
                db.Payouts.Where(payout => payout.Id == row.PayoutId).Select(payout => payout.Number).Single(),
                row.Payee,
                row.BankCode,
                row.Last4,
                row.AmountMinor,
                row.Currency,
                row.State,
                row.BankStatus,
                row.Reason,
                row.ReasonText,
                row.ChangedUtc,
                db.MoneyActs.Where(act =>
                        act.Kind == TransferRefusedApproval.KindName && act.TargetId == row.Id && act.State == MoneyActState.Asked
                    )
                    .Select(act => act.ApprovalNumber)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);

    private static BatchRow Row(PayoutBatch row, Dictionary<long, string> names) =>
        new(
            row.Id,
            row.Number,
            row.State,
            names[row.AccountId],
            row.ExecutionDay,
            row.Payouts,
            row.TotalMinor,
            row.Currency,
            row.MadeBy,
            row.MadeUtc
        );
}
