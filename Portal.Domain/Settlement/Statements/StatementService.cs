using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A line of the statement: a kind of money, how many items, the signed amount.</summary>
public sealed record StatementLineRow(LineKind Kind, int Items, long AmountMinor);

/// <summary>
/// The proof on the page: opening + lines against payout + closing, and the closing balance and lines against the ledger as it stood after
/// this statement's entries. <see cref="Holds"/> is the tick; the differences are shown when it is not there.
/// </summary>
public sealed record StatementProof(long DifferenceMinor, long LedgerLinesMinor, long LedgerClosingMinor, bool Holds);

/// <summary>The VAT of one line; what the merchant pays is positive.</summary>
public sealed record StatementVat(VatKind Kind, long PartsPerMillion, long GrossMinor, long NetMinor, long TaxMinor);

/// <summary>An amount moved by hand that stands on a statement, and why.</summary>
public sealed record StatementAdjustment(string Number, AdjustmentReason Reason, string Note, long AmountMinor, string? PaymentNo);

public sealed record RunRow(
    DateOnly Through,
    RunState State,
    string StartedBy,
    DateTime StartedUtc,
    DateTime? FinishedUtc,
    int Statements,
    int Failures
);

/// <summary>Statements to look at: a merchant's own, or everybody's for finance.</summary>
public sealed class StatementService(Acts acts, TimeProvider clock)
{
    /// <summary>A merchant's statements, newest first.</summary>
    public async Task<Page<StatementRow>> List(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        return await Rows(act.Db, act.Db.Statements.AsNoTracking().Of(act.Merchant), ask, ct);
    }

    /// <summary>Everybody's statements, newest first; those that end on a day, or those that the run through a day closed, when named.</summary>
    public async Task<Page<StatementRow>> ListAll(Actor actor, DateOnly? day, DateOnly? run, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewSettlements, ct);
        var rows = act.Db.Statements.AsNoTracking().Where(row => day == null || row.PeriodTo == day);
        if (run is { } through)
        {
            var runId = await act
                .Db.SettlementRuns.Where(row => row.Through == through)
                .Select(row => (long?)row.Id)
                .SingleOrDefaultAsync(ct);
            rows = rows.Where(row => row.RunId == (runId ?? -1));
        }

        return await Rows(act.Db, rows, ask, ct);
    }

    /// <summary>One statement with its lines, days, payout and proof.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task<StatementPage> Page(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        var statement =
            await act.Db.Statements.AsNoTracking().Of(act.Merchant).SingleOrDefaultAsync(row => row.Number == number, ct)
            ?? throw Refusal.NotFound();
        return await PageOf(act.Db, act.Merchant, statement, clock.UtcNow(), ct);
    }

    /// <summary>The number of the statement that ends on a day.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public async Task<string> NumberOn(Actor actor, string merchant, DateOnly day, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        return await act
                .Db.Statements.Of(act.Merchant)
                .Where(row => row.PeriodTo == day)
                .OrderBy(row => row.Currency != "CNY")
                .Select(row => row.Number)
                .FirstOrDefaultAsync(ct)
            ?? throw new Refusal(SettlementRefusals.NoStatement, merchant, day);
    }

    private static async Task<StatementPage> PageOf(
        PortalDb db,
        Merchant merchant,
        Statement statement,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var stopped = await PayoutHold.Stopped(db, [merchant.Id], nowUtc, ct);
        var terms = await Terms(db, statement, ct);
        var lines = await db
            .StatementLines.AsNoTracking()
            .Where(row => row.StatementId == statement.Id)
            .OrderBy(row => row.Day)
            .ToListAsync(ct);
        var payout = await db
            .Payouts.AsNoTracking()
            .Where(row => row.StatementId == statement.Id)
            .OrderByDescending(row => row.Attempt)
            .FirstOrDefaultAsync(ct);
        var previous = await db.Statements.Where(row => row.Id == statement.PreviousId).Select(row => row.Number).SingleOrDefaultAsync(ct);
        var next = await db.Statements.Where(row => row.PreviousId == statement.Id).Select(row => row.Number).SingleOrDefaultAsync(ct);
        var before = lines.Where(line => line.Day < statement.PeriodFrom).Select(line => line.Day).Distinct().ToArray();
        var earlier = await Earlier(db, statement, before, ct);
        return new StatementPage(
            Row(statement, merchant.Slug, merchant.DisplayName, payout, stopped, nowUtc),
            merchant.LegalName,
            statement.OpeningMinor,
            statement.LinesMinor,
            statement.FeeReturnedMinor,
            statement.ClosedUtc,
            previous,
            next,
            payout?.Number,
            payout?.ProposedUtc,
            [
                .. lines
                    .GroupBy(line => line.Kind)
                    .OrderBy(group => group.Key)
                    .Select(group => new StatementLineRow(group.Key, group.Sum(line => line.Items), group.Sum(line => line.AmountMinor))),
            ],
            [.. lines.GroupBy(line => line.Day).Select(group => Day(group) with { LateOf = earlier.GetValueOrDefault(group.Key) })],
            await Prove(db, statement, ct)
        )
        {
            ReserveHeldMinor = statement.ReserveHeldMinor,
            ReserveReleasedMinor = statement.ReserveReleasedMinor,
            Outcome = statement.Outcome,
            HoldReason = await db.PayoutHolds.Where(row => row.Id == statement.HoldId).Select(row => row.Reason).SingleOrDefaultAsync(ct),
            MinimumMinor = terms.Minimum(Currency.Of(statement.Currency)),
            Terms = terms,
            Adjustments = await AdjustmentsOf(db, statement, ct),
            Vat = await VatOf(db, statement, ct),
            Checksum = statement.Checksum,
        };
    }

    private static async Task<Dictionary<DateOnly, string>> Earlier(PortalDb db, Statement statement, DateOnly[] days, CancellationToken ct)
    {
        var found = new Dictionary<DateOnly, string>();
        foreach (var day in days)
        {
            var number = await db
                .Statements.Where(row => row.MerchantId == statement.MerchantId && row.Currency == statement.Currency)
                .Where(row => row.PeriodFrom <= day && row.PeriodTo >= day)
                .Select(row => row.Number)
                .FirstOrDefaultAsync(ct);
            if (number is not null)
            {
                found[day] = number;
            }
        }

        return found;
    }

    private static async Task<CycleTerms> Terms(PortalDb db, Statement statement, CancellationToken ct)
    {
        var terms = await db.SettlementTerms.AsNoTracking().SingleOrDefaultAsync(row => row.Id == statement.TermsId, ct);
        return terms?.Terms ?? CycleTerms.Default;
    }

    private static async Task<List<StatementVat>> VatOf(PortalDb db, Statement statement, CancellationToken ct) =>
        [
            .. (await db.VatLines.AsNoTracking().Where(row => row.StatementId == statement.Id).ToListAsync(ct))
                .OrderBy(row => row.Kind)
                .Select(row => new StatementVat(row.Kind, row.PartsPerMillion, row.GrossMinor, row.NetMinor, row.TaxMinor)),
        ];

    private static async Task<List<StatementAdjustment>> AdjustmentsOf(PortalDb db, Statement statement, CancellationToken ct) =>
        await db
            .StatementEntries.Where(row => row.StatementId == statement.Id)
            .Join(db.Adjustments, taken => (long?)taken.EntryId, adjustment => adjustment.EntryId, (_, adjustment) => adjustment)
            .OrderBy(row => row.Id)
            .Select(row => new StatementAdjustment(row.Number, row.Reason, row.Note, row.AmountMinor, row.PaymentNo))
            .ToListAsync(ct);

    /// <summary>
    /// Reads the ledger again: the entries taken up must sum to the lines, and the available account, after this statement's own entries,
    /// must stand at the closing balance.
    /// </summary>
    internal static async Task<StatementProof> Prove(PortalDb db, Statement statement, CancellationToken ct)
    {
        var lines = await db
            .StatementEntries.Where(row => row.StatementId == statement.Id)
            .Join(
                db.Postings,
                taken => new { taken.EntryId, taken.AccountId },
                posting => new { posting.EntryId, posting.AccountId },
                (_, posting) => posting.AmountMinor
            )
            .SumAsync(amount => -amount, ct);
        // The cut-off is the statement's period: the settlement and payout entries of later statements carry later days.
        var available = LedgerCode.MerchantAvailable(statement.MerchantId).Value;
        var closing = await db
            .LedgerAccounts.Where(account => account.Code == available && account.Currency == statement.Currency)
            .Join(db.Postings, account => account.Id, posting => posting.AccountId, (_, posting) => posting)
            .Join(
                db.LedgerEntries.Where(entry => entry.BusinessDay <= statement.PeriodTo),
                posting => posting.EntryId,
                entry => entry.Id,
                (posting, _) => posting.AmountMinor
            )
            .SumAsync(amount => -amount, ct);
        var difference = statement.OpeningMinor + statement.LinesMinor - statement.PayoutMinor - statement.ClosingMinor;
        return new StatementProof(
            difference,
            lines,
            closing,
            difference == 0 && lines == statement.LinesMinor && closing == statement.ClosingMinor
        );
    }

    private async Task<Page<StatementRow>> Rows(PortalDb db, IQueryable<Statement> statements, PageAsk ask, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var page = await statements.Keyset(ask, row => row.Id, row => row, ct);
        var merchantIds = page.Rows.Select(row => row.MerchantId).Distinct().ToArray();
        var statementIds = page.Rows.Select(row => row.Id).ToArray();
        var merchants = await db.Merchants.Where(row => merchantIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var payouts = (
            await db.Payouts.AsNoTracking().Where(row => statementIds.Contains(row.StatementId)).OrderBy(row => row.Attempt).ToListAsync(ct)
        )
            .GroupBy(row => row.StatementId)
            .ToDictionary(group => group.Key, group => group.Last());
        var stopped = await PayoutHold.Stopped(db, merchantIds, now, ct);
        return new Page<StatementRow>(
            [
                .. page.Rows.Select(row =>
                    Row(
                        row,
                        merchants[row.MerchantId].Slug,
                        merchants[row.MerchantId].DisplayName,
                        payouts.GetValueOrDefault(row.Id),
                        stopped,
                        now
                    )
                ),
            ],
            page.Newer,
            page.Older
        );
    }

    private static StatementDayRow Day(IGrouping<DateOnly, StatementLine> day)
    {
        long Sum(params LineKind[] kinds) => day.Where(line => kinds.Contains(line.Kind)).Sum(line => line.AmountMinor);
        int Items(LineKind kind) => day.Where(line => line.Kind == kind).Sum(line => line.Items);
        return new StatementDayRow(
            day.Key,
            Items(LineKind.Payment),
            Sum(LineKind.Payment),
            Items(LineKind.Refund),
            -Sum(LineKind.Refund),
            -Sum(LineKind.Fee),
            Sum(LineKind.FeeReturn),
            Sum(LineKinds.Of(StatementColumn.Other)),
            Sum(LineKinds.Of(StatementColumn.Reserve)),
            day.Sum(line => line.AmountMinor)
        );
    }

    private static StatementRow Row(Statement row, string slug, string name, Payout? payout, HashSet<long> stopped, DateTime nowUtc) =>
        new(
            row.Id,
            row.Number,
            slug,
            name,
            row.PeriodFrom,
            row.PeriodTo,
            row.Currency,
            row.GrossMinor,
            row.RefundMinor,
            row.FeeMinor - row.FeeReturnedMinor,
            row.OtherMinor,
            row.PayoutMinor,
            row.ClosingMinor,
            row.DueDay,
            payout?.State,
            payout?.HoldUntilUtc
        )
        {
            Progress = payout is null
                ? PayoutProgresses.Of(row.Outcome)
                : PayoutProgresses.Of(payout.State, stopped.Contains(row.MerchantId), payout.IsHeld(nowUtc)),
        };
}
