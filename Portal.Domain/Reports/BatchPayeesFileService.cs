using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Banking;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>The payees of a batch as a file, to read before agreeing: the same rows in the same order as its page, and the sum below.</summary>
public sealed class BatchPayeesFileService(Acts acts, TimeProvider clock, FileTrail files)
{
    private static readonly string[] Header =
    [
        "payout",
        "merchant",
        "merchant_name",
        "account_holder",
        "bank_code",
        "last4",
        "currency",
        "amount",
        "first_to_account",
        "account_changed_utc",
        "holder_differs",
        "large",
        "hurdle",
    ];

    /// <summary>The rows as CSV. It takes the permit of the bank files: it says who is paid what.</summary>
    /// <exception cref="Refusal">Not found; not permitted to export.</exception>
    public async Task<OutgoingFile> Export(Actor actor, string number, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportPayoutFiles, ct);
        var batch =
            await act.Db.PayoutBatches.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        return new OutgoingFile(
            files,
            new FileAct(actor, "payout-batch.list-exported", "payout-batch", batch.Number),
            FormattableString.Invariant($"payees_{batch.Number}.csv"),
            CsvRows.ContentType,
            (writer, token) => Write(batch, writer, token)
        );
    }

    private async Task Write(PayoutBatch batch, FileWriter file, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var currency = Currency.Of(batch.Currency);
        var (payees, _) = await BatchReviewService.Payees(step.Db, batch, batch.Currency, clock.UtcNow(), ct);
        await using var text = file.Text(CsvRows.NewLine);
        await using var csv = new CsvRows(text);
        await csv.Write(Header, ct);
        foreach (var row in payees)
        {
            file.Row();
            object?[] cells =
            [
                row.Payout,
                row.Merchant,
                row.MerchantName,
                row.Holder,
                row.BankCode,
                row.Last4,
                row.Currency,
                new Money(row.AmountMinor, currency),
                Mark(row.IsFirst),
                row.ChangedUtc,
                Mark(row.HolderDiffers),
                Mark(row.IsLarge),
                row.Hurdle?.ToString(),
            ];
            await csv.Write(cells, ct);
        }

        object?[] total = ["TOTAL", null, null, null, null, null, currency.Code, new Money(payees.Sum(row => row.AmountMinor), currency)];
        await csv.Write(total.Concat(new object?[Header.Length - total.Length]), ct);
    }

    private static string? Mark(bool holds) => holds ? "yes" : null;
}
