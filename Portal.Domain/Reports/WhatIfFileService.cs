using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>A what-if as a file: a row a merchant, and the sum below.</summary>
public sealed class WhatIfFileService(Acts acts, SettlementZone zone, FileTrail files)
{
    /// <summary>The rows as CSV: like any file of the books it takes the permit to export them.</summary>
    /// <exception cref="Refusal">Not found; not permitted to export.</exception>
    public async Task<OutgoingFile> Export(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportBooks, ct);
        var run = await act.Db.WhatIfs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw Refusal.NotFound();
        return new OutgoingFile(
            files,
            new FileAct(actor, "what-if.exported", "what-if", run.Number),
            FormattableString.Invariant($"what-if_{run.Number}_{run.FromDay:yyyyMMdd}_{run.ToDay:yyyyMMdd}_{FileNames.Zone(zone)}.csv"),
            CsvRows.ContentType,
            (writer, token) => Write(run, writer, token)
        );
    }

    private async Task Write(WhatIf run, FileWriter file, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var currency = Currency.Of(run.Currency);
        await using var text = file.Text(CsvRows.NewLine);
        await using var csv = new CsvRows(text);
        string[] heads = ["merchant", "name", "currency", "payments", "gross", "fee_now", "fee_then", "difference", "difference_percent"];
        await csv.Write(heads, ct);
        var (payments, gross, now, then) = (0L, 0L, 0L, 0L);
        var rows = FeeWhatIfService.Merchants(step.Db, FeeWhatIfService.Counted(step.Db, run.Id).OrderBy(row => row.MerchantId));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            file.Row();
            await csv.Write(Line(row.Merchant, row.MerchantName, currency, row.Payments, row.GrossMinor, row.NowMinor, row.ThenMinor), ct);
            (payments, gross, now, then) = (payments + row.Payments, gross + row.GrossMinor, now + row.NowMinor, then + row.ThenMinor);
        }

        await csv.Write(Line("TOTAL", string.Empty, currency, payments, gross, now, then), ct);
    }

    private static object?[] Line(string merchant, string name, Currency currency, long payments, long gross, long now, long then) =>
        [
            merchant,
            name,
            currency.Code,
            payments,
            new Money(gross, currency),
            new Money(now, currency),
            new Money(then, currency),
            new Money(then - now, currency),
            // Two digits always: 5 % is 5.00.
            now == 0
                ? null
                : decimal.Round((then - now) * 100m / now, 2, MidpointRounding.AwayFromZero) + 0.00m,
        ];
}
