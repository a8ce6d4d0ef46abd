using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>What a second person has to see before they agree to a batch: every payee, and our account before and after.</summary>
public sealed class BatchReviewService(Acts acts, TimeProvider clock)
{
    private static readonly TransferState[] Under = [TransferState.InFile, TransferState.Sent, TransferState.Unknown];

    /// <summary>The batch with its first <paramref name="take"/> payees, those that ask for a second look first, then the largest.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<BatchReview> Read(Actor actor, string number, int take, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var batch =
            await act.Db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var account = await act.Db.OperatorAccounts.AsNoTracking().SingleAsync(row => row.Id == batch.AccountId, ct);
        var (payees, hash) = await Payees(act.Db, batch, account.Currency, clock.UtcNow(), ct);
        return new BatchReview(
            batch.Number,
            batch.State,
            batch.ExecutionDay,
            batch.Currency,
            payees.Count,
            payees.Sum(row => row.AmountMinor),
            await Funds(act.Db, batch, account, ct),
            payees.Count(row => row.IsFirst),
            payees.Count(row => row.ChangedUtc is not null),
            payees.Count(row => row.HolderDiffers),
            payees.Count(row => row.IsLarge),
            payees.Count(row => row.Hurdle is not null),
            hash == batch.Plan,
            [.. payees.Take(Math.Max(take, 1))]
        );
    }

    /// <summary>Every payee of a batch as it stands now, in the order of the page, and the hash of what they are made of.</summary>
    internal static async Task<(IReadOnlyList<BatchPayee> Payees, string Hash)> Payees(
        PortalDb db,
        PayoutBatch batch,
        string currency,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var payouts = await db.Payouts.AsNoTracking().Where(row => row.BatchId == batch.Id).ToListAsync(ct);
        var plan = await PayoutPlan.Of(db, payouts, currency, nowUtc, ct);
        var merchantIds = payouts.Select(row => row.MerchantId).Distinct().ToArray();
        var merchants = await db
            .Merchants.Where(row => EF.Parameter(merchantIds).Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => (row.Slug, row.DisplayName), ct);
        var accountIds = plan.Lines.Select(line => line.Account?.Id).OfType<long>().Distinct().ToArray();
        var used = await db
            .BankTransfers.Where(row => EF.Parameter(accountIds).Contains(row.BankAccountId) && row.State == TransferState.Paid)
            .Select(row => row.BankAccountId)
            .Distinct()
            .ToHashSetAsync(ct);
        var largest = await db
            .Payouts.Where(row => EF.Parameter(merchantIds).Contains(row.MerchantId) && row.State == PayoutState.Paid)
            .GroupBy(row => row.MerchantId)
            .Select(group => new { group.Key, Minor = group.Max(row => row.AmountMinor) })
            .ToDictionaryAsync(row => row.Key, row => row.Minor, ct);
        var payees = plan.Lines.Select(line => new BatchPayee(
            line.Payout.Number,
            merchants[line.Payout.MerchantId].Slug,
            merchants[line.Payout.MerchantId].DisplayName,
            line.Account?.Holder,
            line.Account?.BankCode,
            line.Account?.Last4,
            line.Payout.AmountMinor,
            line.Payout.Currency,
            line.Account is not null && !used.Contains(line.Account.Id),
            line.Account is { HoldUntilUtc: not null } changed ? changed.InForceUtc : null,
            line.Account is { HolderDiffers: true },
            largest.TryGetValue(line.Payout.MerchantId, out var before) ? before : null,
            line.Hurdle
        ));
        return (
            [.. payees.OrderBy(row => row.Rank).ThenByDescending(row => row.AmountMinor).ThenBy(row => row.Payout, StringComparer.Ordinal)],
            plan.Hash
        );
    }

    private static async Task<BatchFunds> Funds(PortalDb db, PayoutBatch batch, OperatorAccount account, CancellationToken ct)
    {
        var balance = await LedgerPoster.Balance(db, account.Ledger, Currency.Of(account.Currency), ct);
        var others = db.PayoutBatches.Where(row => row.AccountId == account.Id && row.Id != batch.Id);
        var written = await db
            .BankTransfers.Where(row => Under.Contains(row.State) && others.Any(other => other.Id == row.BatchId))
            .SumAsync(row => row.AmountMinor, ct);
        var agreed = await others.Where(row => row.State == BatchState.Approved).SumAsync(row => row.TotalMinor, ct);
        var last = await db
            .BankStatements.Where(row => row.AccountId == account.Id && row.State == BankStatementState.Posted)
            .MaxAsync(row => (DateOnly?)row.ToDay, ct);
        var onTheirWay = written + agreed;
        return new BatchFunds(
            account.Name,
            account.Holder,
            account.BankCode,
            account.Last4,
            balance.MinorUnits,
            onTheirWay,
            balance.MinorUnits - onTheirWay - batch.TotalMinor,
            last
        );
    }
}
