using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public sealed record WhatIfMerchant(
    long MerchantId,
    string Merchant,
    string MerchantName,
    long Payments,
    long GrossMinor,
    long NowMinor,
    long ThenMinor
);

public sealed record WhatIfPage(WhatIfSummary Run, IReadOnlyList<WhatIfMerchant> Merchants, int MerchantsInAll);

/// <summary>
/// Re-prices past days under a rule that is only a draft: what each merchant's payments cost, and what they would have cost. A day a step,
/// in the order of time; it reads the books and changes nothing in them. Fees given back on refunds are taken off on both sides.
/// </summary>
public sealed class FeeWhatIfService
{
    public const string RunWork = "fees.what-if";
    public const int DaysMax = 366;
    private const int ShownMax = 200;
    private const int ListedMax = 30;

    private readonly Acts _acts;
    private readonly PaymentSource _payments;
    private readonly TimeProvider _clock;

    internal FeeWhatIfService(Acts acts, PaymentSource payments, TimeProvider clock) =>
        (_acts, _payments, _clock) = (acts, payments, clock);

    /// <summary>The first day of a month as an operator types it, yyyy-MM.</summary>
    /// <exception cref="Refusal">It is no month.</exception>
    public static DateOnly MonthOf(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new Refusal(FeesRefusals.RangeOrder, DaysMax);

    /// <summary>A draft as an operator gives it: a file of JSON, or a rate in percent for everybody.</summary>
    /// <exception cref="Refusal">The file is no draft; the rate is out of range; neither is given.</exception>
    public static Task<FeeRuleDraft> Draft(string? file, string? percent, CancellationToken ct) => WhatIfDraft.Read(file, percent, ct);

    /// <summary>Asks for a range of days to be counted in the background; a repeated key is the same run. Returns its number.</summary>
    /// <exception cref="Refusal">Terms out of range; the range is empty, too long or not over; the draft is not about payments.</exception>
    public async Task<long> Start(Actor actor, FeeRuleDraft draft, DateOnly from, DateOnly to, string key, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunWhatIf, ct);
        Refusal.Unless(draft.Kind == FeeKind.Payment, FeesRefusals.WhatIfKind);
        Refusal.Unless(from <= to && to.DayNumber - from.DayNumber < DaysMax, FeesRefusals.RangeOrder, DaysMax);
        FeeChecks.Check(draft.Terms);
        _ = await new FeePublisher(_payments).Target(act.Db, draft, ct);
        await act.Lock("what-if:" + key);
        if (await act.Db.WhatIfs.SingleOrDefaultAsync(row => row.Key == key, ct) is { } same)
        {
            return same.Id;
        }

        var now = _clock.UtcNow();
        var run = WhatIf.Ask(draft, from, to, actor, key, now);
        act.Db.WhatIfs.Add(run);
        await act.Save();
        act.Db.WorkItems.Add(WorkItem.For(RunWork, run.Id, now, now));
        await act.Commit(
            "what-if.started",
            "what-if",
            run.Number,
            after: new
            {
                draft.Name,
                from,
                to,
            }
        );
        return run.Id;
    }

    /// <summary>Stops counting; what is counted so far stays to be looked at.</summary>
    public async Task Cancel(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunWhatIf, ct);
        var run = await act.Db.WhatIfs.SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw Refusal.NotFound();
        if (run.State == WhatIfState.Running)
        {
            run.Cancel(_clock.UtcNow());
            await act.Commit("what-if.cancelled", "what-if", run.Number);
        }
    }

    /// <summary>Counts one more day; true when nothing is left to count.</summary>
    public async Task<bool> Continue(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunWhatIf, ct);
        await act.Lock(string.Create(CultureInfo.InvariantCulture, $"what-if-{id}"));
        var run = await act.Db.WhatIfs.SingleOrDefaultAsync(row => row.Id == id, ct);
        if (run is not { State: WhatIfState.Running })
        {
            return true;
        }

        await WhatIfDay.Count(act.Db, _payments, run, ct);
        run.DayDone(_clock.UtcNow());
        var work = await act.Db.WorkItems.SingleOrDefaultAsync(row => row.Kind == RunWork && row.RefId == id, ct);
        work?.Report(run.DaysDone, run.Days);
        await act.Commit();
        return run.State != WhatIfState.Running;
    }

    /// <summary>What a run came to in all, for whoever started it.</summary>
    public async Task<WhatIfSummary> Total(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.RunWhatIf, ct);
        return (await Summaries(act.Db, act.Db.WhatIfs.Where(row => row.Id == id), ct)).SingleOrDefault() ?? throw Refusal.NotFound();
    }

    /// <summary>The latest runs, newest first, as far as they are kept.</summary>
    public async Task<IReadOnlyList<WhatIfSummary>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        return await Summaries(act.Db, act.Db.WhatIfs.OrderByDescending(row => row.Id).Take(ListedMax), ct);
    }

    /// <summary>One run with the merchants it would change most.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<WhatIfPage> Page(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewFees, ct);
        var run = (await Summaries(act.Db, act.Db.WhatIfs.Where(row => row.Id == id), ct)).SingleOrDefault() ?? throw Refusal.NotFound();
        var rows = Counted(act.Db, id);
        return new WhatIfPage(
            run,
            await Merchants(act.Db, rows.OrderByDescending(row => Math.Abs(row.ThenMinor - row.NowMinor)).ThenBy(row => row.MerchantId))
                .Take(ShownMax)
                .ToListAsync(ct),
            await rows.CountAsync(ct)
        );
    }

    internal static IQueryable<WhatIfRow> Counted(PortalDb db, long id) =>
        db.WhatIfRows.AsNoTracking().Where(row => row.WhatIfId == id && row.Payments > 0);

    internal static IQueryable<WhatIfMerchant> Merchants(PortalDb db, IQueryable<WhatIfRow> rows) =>
        rows.Join(
            db.Merchants,
            row => row.MerchantId,
            merchant => merchant.Id,
            (row, merchant) =>
                new WhatIfMerchant(
                    row.MerchantId,
                    merchant.Slug,
                    merchant.DisplayName,
                    row.Payments,
                    row.GrossMinor,
                    row.NowMinor,
                    row.ThenMinor
                )
        );

    private static async Task<IReadOnlyList<WhatIfSummary>> Summaries(PortalDb db, IQueryable<WhatIf> runs, CancellationToken ct)
    {
        var rows = await runs.AsNoTracking().ToListAsync(ct);
        var ids = rows.Select(row => row.Id).ToArray();
        var sums = await db
            .WhatIfRows.Where(row => ids.Contains(row.WhatIfId))
            .GroupBy(row => row.WhatIfId)
            .Select(group => new
            {
                group.Key,
                Payments = group.Sum(row => row.Payments),
                Gross = group.Sum(row => row.GrossMinor),
                Now = group.Sum(row => row.NowMinor),
                Then = group.Sum(row => row.ThenMinor),
            })
            .ToDictionaryAsync(row => row.Key, ct);
        return
        [
            .. rows.Select(row =>
            {
                var sum = sums.GetValueOrDefault(row.Id);
                return new WhatIfSummary(
                    row.Id,
                    row.Number,
                    row.Read(),
                    row.FromDay,
                    row.ToDay,
                    row.State,
                    row.Days,
                    row.DaysDone,
                    row.AskedBy,
                    row.AskedUtc,
                    row.FinishedUtc,
                    sum?.Payments ?? 0,
                    sum?.Gross ?? 0,
                    sum?.Now ?? 0,
                    sum?.Then ?? 0
                );
            }),
        ];
    }
}
