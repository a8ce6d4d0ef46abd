using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>Statements as pages show them: lists, one sheet with its proof, and what is still collecting.</summary>
public sealed class StatementPagesService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    private const string SettlementKind = "settlement";

    /// <summary>A merchant's statements, newest first.</summary>
    [Needs(Permit.ViewStatements)]
    public async Task<Page<StatementRow>> List(Actor actor, string merchant, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await gate.Merchant(db, actor, merchant, Permit.ViewStatements, ct);
        return await Rows(db, db.Statements.Of(row), ask, ct);
    }

    /// <summary>Statements of all merchants, of one day or found by number or merchant.</summary>
    [Needs(Permit.ViewSettlements)]
    public async Task<Page<StatementRow>> All(Actor actor, string? search, DateOnly? day, PageAsk ask, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewSettlements, ct);
        var rows = db.Statements.AsQueryable();
        if (day is { } wanted)
        {
            rows = rows.Where(row => row.PeriodTo == wanted);
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            var number = search.Trim().ToUpperInvariant();
            var slug = search.Trim().ToLowerInvariant();
            rows = rows.Where(row => row.Number == number || db.Merchants.Any(one => one.Id == row.MerchantId && one.Slug == slug));
        }

        return await Rows(db, rows, ask, ct);
    }

    /// <summary>One statement with its lines, days, proof and neighbours.</summary>
    /// <exception cref="Refusal">No such statement of this merchant.</exception>
    [Needs(Permit.ViewStatements)]
    public async Task<StatementSheet> Sheet(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewStatements, ct);
        var statement =
            await db.Statements.Of(owner).AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var currency = Currency.Of(statement.Currency);
        var lines = await db.StatementLines.AsNoTracking().Where(line => line.StatementId == statement.Id).ToListAsync(ct);
        var payout = await db
            .Payouts.AsNoTracking()
            .Where(row => row.StatementId == statement.Id)
            .OrderByDescending(row => row.Attempt)
            .FirstOrDefaultAsync(ct);
        var previous = await db
            .Statements.Where(row => row.Id == statement.PreviousId)
            .Select(row => new { row.Number, row.PeriodTo })
            .SingleOrDefaultAsync(ct);
        var next = await db.Statements.Where(row => row.PreviousId == statement.Id).Select(row => row.Number).SingleOrDefaultAsync(ct);
        Money In(long minor) => new(minor, currency);
        return new StatementSheet(
            statement.Number,
            owner.Slug,
            owner.DisplayName,
            owner.LegalName,
            statement.PeriodFrom,
            statement.PeriodTo,
            previous?.PeriodTo,
            statement.ClosedUtc,
            statement.DueDay,
            In(statement.OpeningMinor),
            In(statement.LinesMinor),
            In(statement.PayoutMinor),
            In(statement.ClosingMinor),
            In(await LedgerSum(db, statement.Id, ct)),
            Parts(lines, currency),
            Days(lines, currency),
            await Rates(db, statement.Id, ct),
            payout is null
                ? null
                : new StatementPayout(payout.Number, payout.State, In(payout.AmountMinor), payout.DueDay, payout.ProposedUtc),
            previous?.Number,
            next
        );
    }

    /// <summary>What is collecting for a merchant's next statement, read from his pending account.</summary>
    [Needs(Permit.ViewStatements)]
    public async Task<Accruing> Accruing(Actor actor, string merchant, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var owner = await gate.Merchant(db, actor, merchant, Permit.ViewStatements, ct);
        var currency = Currency.Cny;
        var code = LedgerCode.MerchantPending(owner.Id).Value;
        var open = await (
            from account in db.LedgerAccounts
            where account.Code == code && account.Currency == currency.Code
            join posting in db.Postings on account.Id equals posting.AccountId
            join entry in db.LedgerEntries on posting.EntryId equals entry.Id
            where entry.Kind != SettlementKind
            where !db.StatementEntries.Any(taken => taken.EntryId == posting.EntryId && taken.AccountId == account.Id)
            group posting by entry.Kind into kind
            select new { Kind = kind.Key, Sum = -kind.Sum(posting => posting.AmountMinor) }
        ).ToListAsync(ct);
        var last = await db
            .Statements.Of(owner)
            .Where(row => row.Currency == currency.Code)
            .OrderByDescending(row => row.PeriodTo)
            .Select(row => new { row.PeriodTo, row.ClosingMinor })
            .FirstOrDefaultAsync(ct);
        var after = last?.PeriodTo ?? DateOnly.MinValue;
        var recent = db.Payments.Of(owner).Where(row => row.BusinessDay > after && row.Currency == currency.Code);
        Money Of(params LineKind[] kinds) =>
            new(open.Where(row => kinds.Contains(DayClose.KindOf(row.Kind))).Sum(row => row.Sum), currency);
        return new Accruing(
            Of(LineKind.Payment),
            Of(LineKind.Refund),
            Of(LineKind.Fee, LineKind.FeeReturn),
            Of(LineKind.CertificationFee, LineKind.Adjustment),
            new Money(last?.ClosingMinor ?? 0, currency),
            last?.PeriodTo.AddDays(1),
            await recent.CountAsync(ct),
            await recent.CountAsync(row => !db.Fees.Any(fee => fee.PaymentId == row.Id), ct)
        );
    }

    private static Task<Page<StatementRow>> Rows(PortalDb db, IQueryable<Statement> rows, PageAsk ask, CancellationToken ct) =>
        rows.PageOf(
            ask,
            row => row.Id,
            row => new StatementRow(
                row.Id,
                row.Number,
                db.Merchants.Where(one => one.Id == row.MerchantId).Select(one => one.Slug).First(),
                db.Merchants.Where(one => one.Id == row.MerchantId).Select(one => one.DisplayName).First(),
                row.PeriodFrom,
                row.PeriodTo,
                row.Currency,
                row.Payments,
                row.GrossMinor,
                row.RefundMinor,
                row.FeeMinor - row.FeeReturnedMinor,
                row.PayoutMinor,
                row.ClosingMinor,
                row.DueDay,
                db.Payouts.Where(payout => payout.StatementId == row.Id)
                    .OrderByDescending(payout => payout.Attempt)
                    .Select(payout => (PayoutState?)payout.State)
                    .FirstOrDefault()
            ),
            row => row.Id,
            ct
        );

    /// <summary>What the ledger says of the entries this statement is made of; a credit is good for the merchant.</summary>
    private static async Task<long> LedgerSum(PortalDb db, long statementId, CancellationToken ct) =>
        await (
            from taken in db.StatementEntries
            where taken.StatementId == statementId
            join posting in db.Postings on new { taken.EntryId, taken.AccountId } equals new { posting.EntryId, posting.AccountId }
            select -posting.AmountMinor
        ).SumAsync(ct);

    /// <summary>The rates, in parts per million, of the rules that made this statement's fees.</summary>
    private static async Task<IReadOnlyList<long>> Rates(PortalDb db, long statementId, CancellationToken ct)
    {
        var rules = await (
            from taken in db.StatementEntries
            where taken.StatementId == statementId
            join fee in db.Fees on (long?)taken.EntryId equals fee.EntryId
            where fee.RuleId != null
            select fee.RuleId!.Value
        )
            .Distinct()
            .ToListAsync(ct);
        return await db
            .FeeRules.Where(rule => rules.Contains(rule.Id))
            .Select(rule => rule.PartsPerMillion)
            .Distinct()
            .OrderBy(rate => rate)
            .ToListAsync(ct);
    }

    private static List<StatementPart> Parts(List<StatementLine> lines, Currency currency) =>
        [
            .. lines
                .GroupBy(line => line.Kind)
                .OrderBy(group => group.Key)
                .Select(group => new StatementPart(
                    group.Key,
                    group.Sum(line => line.Items),
                    new Money(group.Sum(line => line.AmountMinor), currency)
                )),
        ];

    private static List<StatementDay> Days(List<StatementLine> lines, Currency currency) =>
        [
            .. lines
                .GroupBy(line => line.Day)
                .OrderBy(group => group.Key)
                .Select(group =>
                {
                    Money Of(params LineKind[] kinds) =>
                        new(group.Where(line => kinds.Contains(line.Kind)).Sum(line => line.AmountMinor), currency);
                    return new StatementDay(
                        group.Key,
                        group.Where(line => line.Kind == LineKind.Payment).Sum(line => line.Items),
                        Of(LineKind.Payment),
                        Of(LineKind.Refund),
                        Of(LineKind.Fee, LineKind.FeeReturn),
                        Of(LineKind.CertificationFee, LineKind.Adjustment)
                    );
                }),
        ];
}
