using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>A run as pages show it: the work item says whether it waits, works or failed.</summary>
public sealed record RunStatus(
    long Id,
    DateOnly Through,
    RunState State,
    string StartedBy,
    DateTime StartedUtc,
    DateTime? FinishedUtc,
    int Statements,
    int Failures,
    WorkState? Work,
    string? LastError,
    int Attempts
)
{
    public bool IsMoving => Work is WorkState.Waiting or WorkState.Running;
}

/// <summary>The oldest day with money that no statement has taken up; late when it should have been closed by now.</summary>
public sealed record OpenDay(DateOnly? Oldest, int Merchants, bool IsLate);

/// <summary>What a run through a day would take up, and for whom.</summary>
public sealed record RunEstimate(DateOnly Through, int Merchants, int Entries, Money Net, int UnpostedBills, bool FeesToCome);

/// <summary>Settlement as finance runs it: whether it keeps up, its runs, and what the next one would do.</summary>
public sealed class RunPagesService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone, TimeProvider clock)
{
    private const int RunsMax = 60;
    private const string PendingCodes = "liabilities:merchant:%:pending";

    /// <summary>By when, on the settlement zone's clock, yesterday should be closed.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(6);

    /// <summary>Whether settlement keeps up.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<OpenDay> Open(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettlements, ct);
        var oldest = await OpenDays(db).OrderBy(day => day).Select(day => (DateOnly?)day).FirstOrDefaultAsync(ct);
        var merchants = await db
            .LedgerAccounts.Where(account => account.MerchantId != null && EF.Functions.Like(account.Code, PendingCodes))
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .CountAsync(balance => balance != 0, ct);
        return new OpenDay(oldest, merchants, oldest is { } day && zone.EndOf(day) + LateAfter < clock.UtcNow());
    }

    /// <summary>The latest runs.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<IReadOnlyList<RunStatus>> Runs(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettlements, ct);
        return await Runs(db, RunsMax, ct);
    }

    /// <summary>What a run through a day would take up now. It changes nothing; bills and fees that come in until then change it.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<RunEstimate> Estimate(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettlements, ct);
        var merchants = await OpenItems.Merchants(db, through, ct);
        var net = await (
            from account in db.LedgerAccounts
            where account.MerchantId != null && EF.Functions.Like(account.Code, PendingCodes)
            join posting in db.Postings on account.Id equals posting.AccountId
            join entry in db.LedgerEntries on posting.EntryId equals entry.Id
            where entry.BusinessDay <= through && entry.Kind != OpenItems.SettlementKind
            where !db.StatementEntries.Any(taken => taken.EntryId == posting.EntryId && taken.AccountId == account.Id)
            select -posting.AmountMinor
        ).SumAsync(ct);
        return new RunEstimate(
            through,
            merchants.Count,
            merchants.Sum(row => row.Entries),
            Money.Cny(net),
            await db.Bills.CountAsync(bill => bill.State == BillState.Posting, ct),
            await db.Bills.AnyAsync(bill => !bill.FeesDone && (bill.State == BillState.Posting || bill.State == BillState.Posted), ct)
        );
    }

    private static async Task<List<RunStatus>> Runs(PortalDb db, int count, CancellationToken ct)
    {
        var rows = await db.SettlementRuns.AsNoTracking().OrderByDescending(run => run.Through).Take(count).ToListAsync(ct);
        var ids = rows.Select(run => run.Id).ToArray();
        var work = await db
            .WorkItems.AsNoTracking()
            .Where(item => item.Kind == SettlementService.CloseWork && ids.Contains(item.RefId))
            .ToDictionaryAsync(item => item.RefId, ct);
        return
        [
            .. rows.Select(run =>
            {
                var item = work.GetValueOrDefault(run.Id);
                return new RunStatus(
                    run.Id,
                    run.Through,
                    run.State,
                    run.StartedBy,
                    run.StartedUtc,
                    run.FinishedUtc,
                    run.Statements,
                    run.Failures,
                    item?.State,
                    item?.LastError,
                    item?.Attempts ?? 0
                );
            }),
        ];
    }

    private static IQueryable<DateOnly> OpenDays(PortalDb db) =>
        from account in db.LedgerAccounts
        where account.MerchantId != null && EF.Functions.Like(account.Code, PendingCodes)
        join posting in db.Postings on account.Id equals posting.AccountId
        join entry in db.LedgerEntries on posting.EntryId equals entry.Id
        where entry.Kind != OpenItems.SettlementKind
        where !db.StatementEntries.Any(taken => taken.EntryId == posting.EntryId && taken.AccountId == account.Id)
        select entry.BusinessDay;
}
