using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Settlement;

public sealed record DayFigure(DateOnly Day, long GrossMinor, int Payments);

public sealed record ChannelFigure(Channel Channel, long GrossMinor, int Payments);

/// <summary>The figures of the overview pages, each read from the rows and the ledger as they stand.</summary>
public sealed class MoneyOverviewService(Acts acts, SettlementZone zone, TimeProvider clock)
{
    public const int DaysMax = 92;
    private const int FinanceDays = 14;

    /// <summary>The last <paramref name="days"/> business days up to and with today.</summary>
    public async Task<MerchantFigures> Merchant(Actor actor, string merchant, int days, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewPayments, ct);
        var length = Math.Clamp(days, 1, DaysMax);
        var to = zone.Today(clock);
        var (from, before) = (to.AddDays(1 - length), to.AddDays(1 - (2 * length)));
        var payments = act.Db.Payments.AsNoTracking().Of(act.Merchant);
        var perDay = await PerDay(payments.Where(row => row.BusinessDay >= before && row.BusinessDay <= to), ct);
        var channels = await payments
            .Where(row => row.BusinessDay >= from && row.BusinessDay <= to)
            .GroupBy(row => row.Channel)
            .Select(group => new
            {
                group.Key,
                Gross = group.Sum(row => row.GrossMinor),
                Count = group.Count(),
            })
            .ToListAsync(ct);
        var (now, past) = (Filled(perDay, from, to), Filled(perDay, before, from.AddDays(-1)));
        return new MerchantFigures(
            from,
            to,
            Currency.Cny.Code,
            now.Sum(day => day.GrossMinor),
            now.Sum(day => day.Payments),
            past.Sum(day => day.GrossMinor),
            past.Sum(day => day.Payments),
            now,
            past,
            [.. channels.OrderByDescending(row => row.Gross).Select(row => new ChannelFigure(row.Key, row.Gross, row.Count))],
            await Next(act.Db, act.Merchant, to, ct)
        );
    }

    public async Task<FinanceFigures> Finance(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewSettlements, ct);
        var today = zone.Today(clock);
        var from = today.AddDays(1 - FinanceDays);
        var days = Filled(await PerDay(act.Db.Payments.Where(row => row.BusinessDay >= from && row.BusinessDay <= today), ct), from, today);
        var run = await act.Db.SettlementRuns.OrderByDescending(row => row.Through).FirstOrDefaultAsync(ct);
        // Debits of the bank are in it too: with the gateways' rows in one sum, each would hide some of the other.
        var atBank = -await Sum(act.Db, LedgerRole.BankSuspense, ct);
        return new FinanceFigures(
            today,
            days[^1].GrossMinor,
            -await Sum(act.Db, LedgerRole.MerchantPending, ct),
            -await Sum(act.Db, LedgerRole.MerchantAvailable, ct),
            -await Sum(act.Db, LedgerRole.MerchantPayable, ct),
            -await Sum(act.Db, LedgerRole.Suspense, ct),
            await Sum(act.Db, LedgerRole.Gateway, ct),
            -await Sum(act.Db, LedgerRole.PaymentFeeRevenue, ct),
            await act.Db.Bills.CountAsync(row => row.State == BillState.Posting, ct),
            await act.Db.Bills.CountAsync(row => row.State == BillState.Held, ct),
            await act.Db.ExceptionItems.CountAsync(row => row.ResolvedUtc == null, ct),
            await act.Db.Payouts.CountAsync(row => row.State == PayoutState.Proposed, ct),
            run is null
                ? null
                : new RunRow(run.Through, run.State, run.StartedBy, run.StartedUtc, run.FinishedUtc, run.Statements, run.Failures),
            days
        )
        {
            BankSuspenseMinor = atBank,
            ReserveMinor = -await Sum(act.Db, LedgerRole.MerchantReserve, ct),
            PayoutsDue = await act.Db.Payouts.CountAsync(row => row.State == PayoutState.Proposed && row.DueDay <= today, ct),
            Stops = await act
                .Db.PayoutHolds.Where(row => row.ReleasedUtc == null && (row.UntilDay == null || row.UntilDay >= today))
                .Select(row => row.MerchantId)
                .Distinct()
                .CountAsync(ct),
        };
    }

    private static async Task<NextPayout> Next(PortalDb db, Merchant merchant, DateOnly today, CancellationToken ct)
    {
        var before = await ClosingReader.Last(db, [merchant.Id], ct);
        var items = (await OpenItems.Of(db, [merchant.Id], ct)).Where(item => item.Currency == Currency.Cny.Code).ToList();
        var facts = await ClosingReader.Facts(db, [merchant.Id], before, [], today, ct);
        var last = facts.Last.GetValueOrDefault((merchant.Id, Currency.Cny.Code));
        // After midnight two periods are open for a while: the next statement is the older one's. What is late stands on the next one.
        var first = items.Count == 0 ? today : items.Min(item => item.Day);
        var start = last is not null && last.PeriodTo >= first ? last.PeriodTo.AddDays(1) : first;
        var book = facts.TermsOf(merchant.Id);
        var closes = book.PeriodEnd(start < today ? start : today);
        var sums = new StatementSums();
        foreach (var item in items.Where(item => item.Day <= closes))
        {
            sums.Add(EntryKinds.LineOf(item.Kind), item.Day, 1, item.AmountMinor);
        }

        var terms = book.On(closes);
        foreach (var held in ClosingPlan.Reserve(sums, terms))
        {
            sums.Add(LineKind.ReserveHold, held.Day, 1, -held.AmountMinor);
        }

        var carried = last?.ClosingMinor ?? 0;
        var hold = facts.Holds.GetValueOrDefault(merchant.Id);
        return new NextPayout(
            sums.Gross,
            sums.Refund,
            sums.Fee - sums.FeeReturned,
            sums.Other,
            carried,
            carried + sums.Lines,
            sums.FirstDay == DateOnly.MaxValue ? today : sums.FirstDay,
            terms.Due(closes, facts.Calendar)
        )
        {
            ReserveHeldMinor = sums.ReserveHeld,
            ReserveReleasedMinor = sums.ReserveReleased,
            ClosesOn = closes,
            Terms = terms,
            Outcome = Statement.OutcomeOf(carried + sums.Lines, terms.MinimumMinor, hold),
            HoldReason = hold?.Reason,
        };
    }

    private static async Task<Dictionary<DateOnly, DayFigure>> PerDay(IQueryable<Payment> payments, CancellationToken ct) =>
        (
            await payments
                .GroupBy(row => row.BusinessDay)
                .Select(group => new
                {
                    group.Key,
                    Gross = group.Sum(row => row.GrossMinor),
                    Count = group.Count(),
                })
                .ToListAsync(ct)
        ).ToDictionary(row => row.Key, row => new DayFigure(row.Key, row.Gross, row.Count));

    private static List<DayFigure> Filled(Dictionary<DateOnly, DayFigure> days, DateOnly from, DateOnly to) =>
        [
            .. Enumerable
                .Range(0, to.DayNumber - from.DayNumber + 1)
                .Select(at => days.GetValueOrDefault(from.AddDays(at), new DayFigure(from.AddDays(at), 0, 0))),
        ];

    private static Task<long> Sum(PortalDb db, LedgerRole role, CancellationToken ct) =>
        db
            .LedgerAccounts.Where(account => account.Role == role && account.Currency == "CNY")
            .Join(db.LedgerBalances, account => account.Id, balance => balance.AccountId, (_, balance) => balance.BalanceMinor)
            .SumAsync(ct);
}
