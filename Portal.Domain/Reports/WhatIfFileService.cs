using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>A what-if as a file: a row a merchant, and the sum below.</summary>
public sealed class WhatIfFileService(IDbContextFactory<PortalDb> dbs, Gate gate)
{
    /// <summary>Writes the rows as CSV; every file taken is audited.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    [Needs(Permit.ViewFees)]
    public async Task<string> Write(Actor actor, long id, Stream to, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewFees, ct);
        var run = await db.WhatIfs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw Refusal.NotFound();
        db.Audit(actor, "what-if.exported", "what-if", run.Number);
        await db.SaveChangesAsync(ct);
        var currency = Currency.Of(run.Currency);
        await using var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true)
        {
            NewLine = CsvText.NewLine,
        };
        await writer.WriteLineAsync("merchant,name,currency,payments,gross,fee_now,fee_then,difference,difference_percent");
        var (payments, gross, now, then) = (0L, 0L, 0L, 0L);
        var rows = FeeWhatIfService.Merchants(db, FeeWhatIfService.Counted(db, id).OrderBy(row => row.MerchantId));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            await writer.WriteLineAsync(
                Line(row.Merchant, row.MerchantName, currency, row.Payments, row.GrossMinor, row.NowMinor, row.ThenMinor)
            );
            (payments, gross, now, then) = (payments + row.Payments, gross + row.GrossMinor, now + row.NowMinor, then + row.ThenMinor);
        }

        await writer.WriteLineAsync(Line("TOTAL", string.Empty, currency, payments, gross, now, then));
        return run.Number;
    }

    private static string Line(string merchant, string name, Currency currency, long payments, long gross, long now, long then)
    {
        var percent = now == 0 ? string.Empty : ((then - now) * 100m / now).ToString("F2", CultureInfo.InvariantCulture);
        object[] cells =
        [
            merchant,
            name,
            currency.Code,
            payments,
            new Money(gross, currency),
            new Money(now, currency),
            new Money(then, currency),
            new Money(then - now, currency),
        ];
        return string.Join(',', cells.Select(CsvText.Cell)) + "," + percent;
    }
}
