using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>A merchant that a run could not settle, and why.</summary>
public sealed record RunFailure(
    string Merchant,
    string Name,
    FailureCause Cause,
    string Detail,
    int Attempts,
    DateTime LastUtc,
    DateTime? SolvedUtc
);

/// <summary>A run with its progress.</summary>
public sealed record RunPage(RunStatus Run, int MerchantsTotal, int MerchantsDone, IReadOnlyList<RunFailure> Failed)
{
    public const int FailuresMax = 200;
}

/// <summary>
/// The oldest day with money that no statement has taken up, and the oldest of them that should have been closed by now: those are two, because
/// a week that is not over is open and not late.
/// </summary>
public sealed record OpenDay(DateOnly? Oldest, int Merchants, DateOnly? Late)
{
    /// <summary>How many business days are open that should be closed, and the last that has to be closed by now.</summary>
    public int LateDays { get; init; }
    public DateOnly Due { get; init; }
}

/// <summary>What a run through a day would take up, and for whom.</summary>
public sealed record RunEstimate(DateOnly Through, int Merchants, int Entries, Money Net, int UnpostedBills, bool FeesToCome);

/// <summary>Settlement as finance runs it: whether it keeps up, its runs, and what the next one would do.</summary>
public sealed class RunPagesService
{
    private const int RunsMax = 60;

    private readonly Acts _acts;
    private readonly DayClose _close;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal RunPagesService(Acts acts, DayClose close, SettlementZone zone, TimeProvider clock) =>
        (_acts, _close, _zone, _clock) = (acts, close, zone, clock);

    /// <summary>Whether settlement keeps up: a day is late from the hour on by which the site's settings want it closed.</summary>
    public async Task<OpenDay> Open(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettlements, ct);
        var open = await OpenItems.Merchants(act.Db, DateOnly.MaxValue, ct);
        var late = await Lateness.Of(act.Db, _zone, _clock.UtcNow(), ct);
        var merchants = await act
            .Db.LedgerAccounts.Where(account => account.Role == LedgerRole.MerchantPending)
            .Join(act.Db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .CountAsync(balance => balance != 0, ct);
        return new OpenDay(Oldest(open), merchants, late.Late) { LateDays = late.Days, Due = late.Due };
    }

    /// <summary>The latest runs.</summary>
    public async Task<IReadOnlyList<RunStatus>> Runs(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettlements, ct);
        return await Runs(act.Db, RunsMax, ct);
    }

    /// <summary>One run: how far it is and whom it could not settle.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<RunPage> Run(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettlements, ct);
        var run =
            await act.Db.SettlementRuns.AsNoTracking().SingleOrDefaultAsync(row => row.Through == through, ct) ?? throw Refusal.NotFound();
        var item = await act
            .Db.WorkItems.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Kind == SettlementService.CloseWork && row.RefId == run.Id, ct);
        var failed = await act
            .Db.SettlementFailures.Where(row => row.RunId == run.Id)
            .Join(act.Db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => new { row, merchant })
            .OrderBy(pair => pair.row.SolvedUtc != null)
            .ThenBy(pair => pair.row.Id)
            .Take(RunPage.FailuresMax)
            .ToListAsync(ct);
        return new RunPage(
            Status(run, item),
            run.MerchantsTotal,
            run.MerchantsDone,
            [
                .. failed.Select(pair => new RunFailure(
                    pair.merchant.Slug,
                    pair.merchant.DisplayName,
                    pair.row.Cause,
                    pair.row.Detail,
                    pair.row.Attempts,
                    pair.row.LastUtc,
                    pair.row.SolvedUtc
                )),
            ]
        );
    }

    /// <summary>What a run through a day would take up now. It changes nothing; bills and fees that come in until then change it.</summary>
    public async Task<RunEstimate> Estimate(Actor actor, DateOnly through, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewSettlements, ct);
        var merchants = await OpenItems.Closable(act.Db, through, ct);
        var net = 0L;
        foreach (var chunk in merchants.Chunk(DryRun.MerchantsAtOnce))
        {
            var made = (await _close.WorkOut(act.Db, [.. chunk.Select(row => row.MerchantId)], through, ct)).Made;
            net += made.Where(item => item.Statement.Currency == Currency.Cny.Code).Sum(item => item.Statement.LinesMinor);
        }

        return new RunEstimate(
            through,
            merchants.Count,
            merchants.Sum(row => row.Entries),
            Money.Cny(net),
            await act.Db.Bills.CountAsync(bill => bill.State == BillState.Posting, ct),
            await act.Db.Bills.AnyAsync(bill => !bill.FeesDone && (bill.State == BillState.Posting || bill.State == BillState.Posted), ct)
        );
    }

    private static DateOnly? Oldest(List<OpenMerchant> rows) => rows.Count == 0 ? null : rows.Min(row => row.Oldest);

    private static async Task<List<RunStatus>> Runs(PortalDb db, int count, CancellationToken ct)
    {
        var rows = await db.SettlementRuns.AsNoTracking().OrderByDescending(run => run.Through).Take(count).ToListAsync(ct);
        var ids = rows.Select(run => run.Id).ToArray();
        var work = await db
            .WorkItems.AsNoTracking()
            .Where(item => item.Kind == SettlementService.CloseWork && ids.Contains(item.RefId))
            .ToDictionaryAsync(item => item.RefId, ct);
        return [.. rows.Select(run => Status(run, work.GetValueOrDefault(run.Id)))];
    }

    private static RunStatus Status(SettlementRun run, WorkItem? item) =>
        new(
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
        )
        {
            RestartedBy = run.RestartedBy,
            RestartedUtc = run.RestartedUtc,
        };
}
