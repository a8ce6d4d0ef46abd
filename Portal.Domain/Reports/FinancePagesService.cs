using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>Money of one day, as it came in.</summary>
public sealed record DayMoney(DateOnly Day, int Payments, Money Gross);

/// <summary>A run as pages show it: the work item says whether it waits, works or failed.</summary>
public sealed record RunRow(
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

/// <summary>What finance wants to know first in the morning.</summary>
public sealed record FinanceView(
    DayMoney Today,
    DayMoney Yesterday,
    Money Unsettled,
    int UnsettledMerchants,
    DateOnly? OldestUnsettled,
    Money Suspense,
    int HeldBills,
    int PostingBills,
    int OpenExceptions,
    Money Payable,
    RunRow? LastRun,
    bool IsLate
);

/// <summary>What a run through a day would take up, and for whom.</summary>
public sealed record RunEstimate(DateOnly Through, int Merchants, int Entries, Money Net, int UnpostedBills, bool FeesToCome);

/// <summary>Settlement as finance runs it: the state of the day, runs, and what the next run would do.</summary>
public sealed class FinancePagesService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone, TimeProvider clock)
{
    private const int RunsMax = 60;

    /// <summary>By when, on the settlement zone's clock, yesterday should be closed.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromHours(6);

    /// <summary>The state of the money now.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<FinanceView> Overview(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettlements, ct);
        var today = zone.Today(clock);
        var open = await db
            .LedgerAccounts.Where(account =>
                account.MerchantId != null && EF.Functions.Like(account.Code, "liabilities:merchant:%:pending")
            )
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .Where(balance => balance != 0)
            .ToListAsync(ct);
        var oldest = await OpenDays(db, DateOnly.MaxValue).OrderBy(day => day).Select(day => (DateOnly?)day).FirstOrDefaultAsync(ct);
        var runs = await Runs(db, 1, ct);
        return new FinanceView(
            await Day(db, today, ct),
            await Day(db, today.AddDays(-1), ct),
            Money.Cny(-open.Sum()),
            open.Count,
            oldest,
            Money.Cny(-await Sum(db, "liabilities:suspense:%", ct)),
            await db.Bills.CountAsync(bill => bill.State == BillState.Held, ct),
            await db.Bills.CountAsync(bill => bill.State == BillState.Posting, ct),
            await db.ExceptionItems.CountAsync(item => item.ResolvedUtc == null, ct),
            Money.Cny(-await Sum(db, "liabilities:merchant:%:payable", ct)),
            runs.FirstOrDefault(),
            oldest is { } day && zone.EndOf(day) + LateAfter < clock.UtcNow()
        );
    }

    /// <summary>The latest runs.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<IReadOnlyList<RunRow>> Runs(Actor actor, CancellationToken ct)
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
            where account.MerchantId != null && EF.Functions.Like(account.Code, "liabilities:merchant:%:pending")
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

    private static async Task<List<RunRow>> Runs(PortalDb db, int count, CancellationToken ct)
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
                return new RunRow(
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

    private static async Task<DayMoney> Day(PortalDb db, DateOnly day, CancellationToken ct)
    {
        var rows = db.Payments.Where(row => row.BusinessDay == day && row.Currency == "CNY");
        return new DayMoney(day, await rows.CountAsync(ct), Money.Cny(await rows.SumAsync(row => row.GrossMinor, ct)));
    }

    private static async Task<long> Sum(PortalDb db, string codes, CancellationToken ct) =>
        await db
            .LedgerAccounts.Where(account => EF.Functions.Like(account.Code, codes) && account.Currency == "CNY")
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .SumAsync(ct);

    private static IQueryable<DateOnly> OpenDays(PortalDb db, DateOnly through) =>
        from account in db.LedgerAccounts
        where account.MerchantId != null && EF.Functions.Like(account.Code, "liabilities:merchant:%:pending")
        join posting in db.Postings on account.Id equals posting.AccountId
        join entry in db.LedgerEntries on posting.EntryId equals entry.Id
        where entry.BusinessDay <= through && entry.Kind != OpenItems.SettlementKind
        where !db.StatementEntries.Any(taken => taken.EntryId == posting.EntryId && taken.AccountId == account.Id)
        select entry.BusinessDay;
}
