using System.CommandLine;
using Portal.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Commands;

internal static class GatewayAccountCommand
{
    public static Command Make()
    {
        var provider = new Option<string>("--provider") { Description = $"Gateway: {string.Join(", ", Gateways.All)}.", Required = true };
        var number = new Option<string>("--merchant-no") { Description = "Merchant number at the gateway.", Required = true };
        var merchant = new Option<string>("--merchant") { Description = "Whose it is: the merchant's slug.", Required = true };
        var add = CommandHost.Make(
            "add",
            "Say that a merchant number at a gateway is a merchant's.",
            command =>
            {
                command.Add(provider);
                command.Add(number);
                command.Add(merchant);
            },
            async (services, parsed, ct) =>
            {
                var row = await services
                    .GetRequiredService<GatewayAccountService>()
                    .Add(
                        Actor.Operator,
                        parsed.GetRequiredValue(provider),
                        parsed.GetRequiredValue(number),
                        parsed.GetRequiredValue(merchant),
                        null,
                        ct
                    );
                // What waits for the number is its owner's now, whether or not a site runs that would do it.
                var exceptions = services.GetRequiredService<ExceptionService>();
                while (!await exceptions.Clear(Actor.Operator, row.Id, ct)) { }

                return new Answer(
                    new
                    {
                        id = row.Id,
                        provider = row.Provider,
                        merchantNo = row.MerchantNo,
                        merchant = row.Merchant,
                    },
                    $"{row.Provider} {row.MerchantNo} is {row.Merchant}'s."
                );
            }
        );
        return new Command("gateway-account", "Merchant numbers at payment gateways.") { add };
    }
}

internal static class ImportBillCommand
{
    public static Command Make()
    {
        var format = new Option<string>("--format")
        {
            Description = $"Format of the file: {string.Join(", ", BillFormats.Names)}, or {BillFormats.Any}.",
            Required = true,
        };
        var mapping = new Option<string?>("--mapping") { Description = "For mapped: the name of the mapping." };
        var zone = new Option<string?>("--zone")
        {
            Description = "For stripe-payout without UTC columns: the zone of its times, e.g. Europe/Berlin.",
        };
        var account = new Option<string?>("--merchant-no")
        {
            Description = "For wechat-fund: the account, when the file name does not begin with it.",
        };
        var file = new Argument<FileInfo>("FILE") { Description = "The bill as the gateway gave it." };
        return CommandHost.Make(
            "import-bill",
            "Import a gateway's bill and post it. Exit code 0: posted or imported before; 2: refused; 3: held for a person's decision.",
            command =>
            {
                command.Add(format);
                command.Add(mapping);
                command.Add(zone);
                command.Add(account);
                command.Add(file);
            },
            async (services, parsed, ct) =>
            {
                var path = parsed.GetRequiredValue(file);
                if (!path.Exists)
                {
                    return new Answer(new { status = BillStatus.Refused, error = "FileNotFound" }, $"There is no file {path.FullName}.", 2);
                }

                var bills = services.GetRequiredService<BillService>();
                await using var content = path.OpenRead();
                var ask = new BillAsk(
                    parsed.GetRequiredValue(format),
                    parsed.GetValue(mapping),
                    parsed.GetValue(zone),
                    parsed.GetValue(account)
                );
                var receipt = await bills.ImportWith(Actor.Operator, ask, path.Name, content, ct);
                if (receipt.Status is BillStatus.Posting or BillStatus.AlreadyImported)
                {
                    // Also after a kill: the bill is known, and its posting goes on from the watermark.
                    while (!await bills.Post(Actor.Operator, receipt.BillId!.Value, ct)) { }

                    var posted = await bills.Receipt(Actor.Operator, receipt.BillId.Value, ct);
                    receipt = receipt.Status == BillStatus.Posting ? posted : posted with { Status = BillStatus.AlreadyImported };
                }

                return Answer(receipt);
            }
        );
    }

    private static Answer Answer(BillReceipt receipt)
    {
        var totals = receipt.Totals;
        Money Sum(long minor) => new(minor, Currency.Of(receipt.Currency));
        var errors = receipt.Errors.Select(error => new
        {
            member = error.Member,
            line = error.Line,
            column = error.Column,
            ordinal = error.Ordinal,
            code = error.Code,
            message = RefusalText.Refusal(new Refusal(error.Code, [.. error.Args])),
        });
        var json = new
        {
            status = receipt.Status,
            format = receipt.Format,
            currency = receipt.Currency,
            billId = receipt.BillId,
            payments = totals.Payments,
            refunds = totals.Refunds,
            movements = receipt.Movements,
            grossMinor = totals.GrossMinor,
            refundMinor = totals.RefundMinor,
            feeMinor = totals.FeeMinor,
            feeReturnedMinor = totals.FeeReturnedMinor,
            suspense = receipt.Suspense,
            held = receipt.Held,
            differences = receipt.Differences.Select(one => new
            {
                figure = one.Figure,
                rowsMinor = one.RowsMinor,
                summaryMinor = one.SummaryMinor,
            }),
            changes = receipt.Changes is { } changes
                ? new
                {
                    added = changes.Added,
                    gone = changes.Gone,
                    changed = changes.Changed,
                    addedMinor = changes.AddedMinor,
                    goneMinor = changes.GoneMinor,
                    changedMinor = changes.ChangedMinor,
                }
                : null,
            noteCount = receipt.Notes.Count,
            notes = receipt.Notes.First.Select(note => new
            {
                line = note.Line,
                column = note.Column,
                code = note.Code,
                message = RefusalText.Refusal(new Refusal(note.Code, [.. note.Args])),
            }),
            errorCount = receipt.ErrorCount,
            errors,
        };
        var lines = new List<string>
        {
            receipt.Status == BillStatus.Refused
                ? $"Refused: {receipt.ErrorCount} errors. Nothing was stored."
                : $"{receipt.Status}: {totals.Payments} payments {Sum(totals.GrossMinor)}, {totals.Refunds} refunds {Sum(totals.RefundMinor)}, {receipt.Movements} movements, {receipt.Suspense} in suspense.",
        };
        lines.AddRange(receipt.Differences.Select(one => $"  {one.Figure}: rows {one.RowsMinor}, summary {one.SummaryMinor}"));
        if (receipt.Changes is { } revision)
        {
            lines.Add($"  revision: {revision.Added} rows added, {revision.Gone} gone, {revision.Changed} changed");
        }

        lines.AddRange(
            errors.Select(error =>
                $"  {(error.member is null ? "" : error.member + ", ")}line {error.line}{(error.column is null ? "" : $", column {error.column}")}: {error.message}"
            )
        );
        var exitCode = receipt.Status switch
        {
            BillStatus.Posted or BillStatus.AlreadyImported => 0,
            BillStatus.Refused => 2,
            BillStatus.Held => 3,
            BillStatus.Posting => 1,
        };
        return new Answer(json, string.Join(Environment.NewLine, lines), exitCode);
    }
}
