using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>One kind of fee at one rate in a month.</summary>
public sealed record VatKindRow(VatKind Kind, long PartsPerMillion, int Lines, Money Gross, Money Net, Money Tax);

/// <summary>A currency's sums, and what the account of output VAT moved by in the same month; the two must be equal.</summary>
public sealed record VatTotal(Money Gross, Money Net, Money Tax, Money Ledger)
{
    public Money Difference => Tax - Ledger;
}

/// <summary>The VAT inside our fees by the calendar month it counts for, down to the statements.</summary>
public sealed class VatReportService(Acts acts, SettlementZone zone, TimeProvider clock)
{
    /// <summary>A month by kind and rate; without a month the newest that has any.</summary>
    public async Task<VatMonth> Month(Actor actor, DateOnly? month, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewFees, ct);
        var newest = await act.Db.VatLines.MaxAsync(line => (DateOnly?)line.TaxDay, ct);
        var (first, last) = Days(month ?? newest ?? zone.Today(clock));
        var sums = await act
            .Db.VatLines.Where(line => line.TaxDay >= first && line.TaxDay <= last)
            .GroupBy(line => new
            {
                line.Currency,
                line.Kind,
                line.PartsPerMillion,
            })
            .Select(group => new
            {
                group.Key,
                Lines = group.Count(),
                Gross = group.Sum(line => line.GrossMinor),
                Net = group.Sum(line => line.NetMinor),
                Tax = group.Sum(line => line.TaxMinor),
            })
            .ToListAsync(ct);
        var accounts = await act
            .Db.LedgerAccounts.Where(account => account.Code == LedgerCode.VatOutput.Value)
            .Select(account => new { account.Id, account.Currency })
            .ToListAsync(ct);
        long[] ids = [.. accounts.Select(account => account.Id)];
        var moved = await act
            .Db.Postings.Where(posting => EF.Parameter(ids).Contains(posting.AccountId))
            .Join(
                act.Db.LedgerEntries.Where(entry => entry.BusinessDay >= first && entry.BusinessDay <= last),
                posting => posting.EntryId,
                entry => entry.Id,
                (posting, _) => new { posting.AccountId, posting.AmountMinor }
            )
            .GroupBy(row => row.AccountId)
            .Select(group => new { group.Key, Sum = group.Sum(row => -row.AmountMinor) })
            .ToDictionaryAsync(row => row.Key, row => row.Sum, ct);
        var ledger = accounts.ToDictionary(account => account.Currency, account => moved.GetValueOrDefault(account.Id));
        var rows = sums.OrderBy(row => row.Key.Currency, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Kind)
            .ThenBy(row => row.Key.PartsPerMillion)
            .ToList();
        var declared = await act.Db.VatReturns.AsNoTracking().SingleOrDefaultAsync(row => row.Month == first, ct);
        var late = act.Db.VatLines.Where(line => line.TaxDay >= first && line.TaxDay <= last && line.Day < first);
        return new VatMonth(
            first,
            newest,
            accounts.OrderBy(account => account.Currency != Currency.Cny.Code).Select(account => (long?)account.Id).FirstOrDefault(),
            [
                .. rows.Select(row =>
                {
                    var currency = Currency.Of(row.Key.Currency);
                    return new VatKindRow(
                        row.Key.Kind,
                        row.Key.PartsPerMillion,
                        row.Lines,
                        new Money(row.Gross, currency),
                        new Money(row.Net, currency),
                        new Money(row.Tax, currency)
                    );
                }),
            ],
            [
                .. rows.Select(row => row.Key.Currency)
                    .Union(ledger.Where(pair => pair.Value != 0).Select(pair => pair.Key), StringComparer.Ordinal)
                    .Select(code =>
                    {
                        var (currency, own) = (Currency.Of(code), rows.Where(row => row.Key.Currency == code).ToList());
                        return new VatTotal(
                            new Money(own.Sum(row => row.Gross), currency),
                            new Money(own.Sum(row => row.Net), currency),
                            new Money(own.Sum(row => row.Tax), currency),
                            new Money(ledger.GetValueOrDefault(code), currency)
                        );
                    }),
            ]
        )
        {
            DeclaredBy = declared?.DeclaredBy,
            DeclaredUtc = declared?.DeclaredUtc,
            IsOver = last < zone.Today(clock),
            LateStatements = await late.Select(line => line.StatementId).Distinct().CountAsync(ct),
            LateTax = Money.Cny(await late.Where(line => line.Currency == "CNY").SumAsync(line => line.TaxMinor, ct)),
        };
    }

    /// <summary>The statements of a month that have VAT in their fees, newest first.</summary>
    public async Task<Page<VatStatementRow>> Statements(Actor actor, DateOnly month, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewFees, ct);
        var (first, last) = Days(month);
        var page = await act
            .Db.Statements.AsNoTracking()
            .Where(row => act.Db.VatLines.Any(line => line.StatementId == row.Id && line.TaxDay >= first && line.TaxDay <= last))
            .Keyset(ask, row => row.Id, row => row, ct);
        long[] ids = [.. page.Rows.Select(row => row.Id)];
        long[] owners = [.. page.Rows.Select(row => row.MerchantId).Distinct()];
        var sums = await act
            .Db.VatLines.Where(line => EF.Parameter(ids).Contains(line.StatementId))
            .GroupBy(line => line.StatementId)
            .Select(group => new
            {
                group.Key,
                Gross = group.Sum(line => line.GrossMinor),
                Net = group.Sum(line => line.NetMinor),
                Tax = group.Sum(line => line.TaxMinor),
            })
            .ToDictionaryAsync(row => row.Key, ct);
        var merchants = await act.Db.Merchants.Where(row => EF.Parameter(owners).Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        return new Page<VatStatementRow>(
            [
                .. page.Rows.Select(row =>
                {
                    var (currency, sum, merchant) = (Currency.Of(row.Currency), sums[row.Id], merchants[row.MerchantId]);
                    return new VatStatementRow(
                        row.Number,
                        merchant.Slug,
                        merchant.DisplayName,
                        row.PeriodTo,
                        new Money(sum.Gross, currency),
                        new Money(sum.Net, currency),
                        new Money(sum.Tax, currency)
                    )
                    {
                        IsLate = row.PeriodTo < first,
                    };
                }),
            ],
            page.Newer,
            page.Older
        );
    }

    private static (DateOnly First, DateOnly Last) Days(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }
}
