using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;

namespace Portal.Domain.Reports;

/// <summary>The way from an entry back to the document that caused it: its key names the event, and rows name the entry that carries them.</summary>
internal static class EntrySources
{
    /// <summary>More are counted, not listed.</summary>
    public const int CarriedMax = 50;

    public static async Task<EntrySource?> Of(PortalDb db, LedgerEntry entry, CancellationToken ct) =>
        entry.Key.Split(':') switch
        {
            ["bill" or "fee" or "fee-return", var bill, ..] when Id(bill) is { } id => new EntrySource(
                "bill",
                string.Create(CultureInfo.InvariantCulture, $"BL-{id:D6}"),
                null
            ),
            ["certification-fee", var number, ..] => new EntrySource("case", number, null),
            ["payout-out" or "payout-failed", var transfer] => new EntrySource(
                "payout",
                await db
                    .BankTransfers.Where(row => row.EndToEndId == transfer)
                    .Join(db.Payouts, row => row.PayoutId, payout => payout.Id, (_, payout) => payout.Number)
                    .SingleAsync(ct),
                null
            ),
            ["bank-line" or "bank-placed", var line] when Id(line) is { } id => new EntrySource(
                "bank-statement",
                BankStatementKey(await db.BankLines.Where(row => row.Id == id).Select(row => row.StatementId).SingleAsync(ct)),
                null
            ),
            ["recon-match", var match] when Id(match) is { } id => new EntrySource(
                "approval",
                await db
                    .ApprovalEffects.Where(effect => effect.Kind == "recon-match" && effect.SubjectId == id)
                    .Join(db.Approvals, effect => effect.ApprovalId, row => row.Id, (_, row) => row.Number)
                    .SingleAsync(ct),
                null
            ),
            ["vat", var statement, _] when Id(statement) is { } id => await OfStatement(db, id, ct),
            ["settle" or "payout", var merchant, var currency, var day, ..]
                when Id(merchant) is { } id && DateOnly.TryParseExact(day, "yyyyMMdd", out var periodTo) => new EntrySource(
                "statement",
                Statement.NumberOf(periodTo, id, currency),
                await db.Merchants.Where(row => row.Id == id).Select(row => row.Slug).SingleOrDefaultAsync(ct)
            ),
            _ => null,
        };

    private static async Task<EntrySource?> OfStatement(PortalDb db, long id, CancellationToken ct)
    {
        var row = await db
            .Statements.Where(statement => statement.Id == id)
            .Join(
                db.Merchants,
                statement => statement.MerchantId,
                merchant => merchant.Id,
                (statement, merchant) => new { statement.Number, merchant.Slug }
            )
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new EntrySource("statement", row.Number, row.Slug);
    }

    public static async Task<IReadOnlyList<CarriedRow>> Carried(PortalDb db, long entryId, CancellationToken ct)
    {
        var payments = await db
            .Payments.Where(row => row.EntryId == entryId)
            .OrderBy(row => row.Id)
            .Take(CarriedMax)
            .Select(row => new
            {
                row.TransactionId,
                Slug = db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                row.GrossMinor,
                row.Currency,
            })
            .ToListAsync(ct);
        var refunds = await db
            .Refunds.Where(row => row.EntryId == entryId)
            .OrderBy(row => row.Id)
            .Take(CarriedMax - payments.Count)
            .Select(row => new
            {
                row.TransactionId,
                Slug = db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                row.AmountMinor,
                row.Currency,
            })
            .ToListAsync(ct);
        return
        [
            .. payments.Select(row => new CarriedRow(
                row.TransactionId,
                false,
                row.Slug,
                new Money(row.GrossMinor, Currency.Of(row.Currency))
            )),
            .. refunds.Select(row => new CarriedRow(
                row.TransactionId,
                true,
                row.Slug,
                new Money(-row.AmountMinor, Currency.Of(row.Currency))
            )),
        ];
    }

    public static async Task<int> CountCarried(PortalDb db, long entryId, CancellationToken ct) =>
        await db.Payments.CountAsync(row => row.EntryId == entryId, ct) + await db.Refunds.CountAsync(row => row.EntryId == entryId, ct);

    private static string BankStatementKey(long id) => Things.BankStatement.Of(id);

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
