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
    [Needs(Permit.ExportBooks)]
    public async Task<OutgoingFile> Export(Actor actor, long id, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportBooks, ct);
        var run = await act.Db.WhatIfs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) ?? throw Refusal.NotFound();
        return new OutgoingFile(
            files,
            new FileAct(actor, "what-if.exported", "what-if", run.Number),
            FormattableString.Invariant($"what-if_{run.Number}_{run.FromDay:yyyyMMdd}_{run.ToDay:yyyyMMdd}_{CsvText.Zone(zone)}.csv"),
            CsvText.ContentType,
            (writer, token) => Write(run, writer, token)
        );
    }

    private async Task Write(WhatIf run, FileWriter file, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var currency = Currency.Of(run.Currency);
        await using var writer = file.Text(CsvText.NewLine);
        await writer.WriteLineAsync("merchant,name,currency,payments,gross,fee_now,fee_then,difference,difference_percent");
        var (payments, gross, now, then) = (0L, 0L, 0L, 0L);
        var rows = FeeWhatIfService.Merchants(step.Db, FeeWhatIfService.Counted(step.Db, run.Id).OrderBy(row => row.MerchantId));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            file.Row();
            await writer.WriteLineAsync(
                Line(row.Merchant, row.MerchantName, currency, row.Payments, row.GrossMinor, row.NowMinor, row.ThenMinor)
            );
            (payments, gross, now, then) = (payments + row.Payments, gross + row.GrossMinor, now + row.NowMinor, then + row.ThenMinor);
        }

        await writer.WriteLineAsync(Line("TOTAL", string.Empty, currency, payments, gross, now, then));
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
