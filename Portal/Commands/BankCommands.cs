using System.CommandLine;
using Portal.Components;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;

namespace Portal.Commands;

internal static class BankFileCommand
{
    public static Command Make()
    {
        var run = new Option<string>("--run") { Description = "The batch: its number (PB-…) or id.", Required = true };
        var format = new Option<string>("--format")
        {
            Description = "pain.001 (default), pain.001.001.03 or csv.",
            DefaultValueFactory = _ => "pain.001",
        };
        var output = new Option<FileInfo>("--out") { Description = "File to write.", Required = true };
        return CommandHost.Make(
            "bank-file",
            "Write an approved batch of payouts as a bank file; again gives the same bytes.",
            command =>
            {
                command.Add(run);
                command.Add(format);
                command.Add(output);
            },
            async (services, parsed, ct) =>
            {
                var wanted = PayoutFileService.FormatOf(parsed.GetRequiredValue(format));
                var batch = await services.GetRequiredService<PayoutQueries>().Find(Actor.Operator, parsed.GetRequiredValue(run), ct);
                var files = services.GetRequiredService<PayoutFileService>();
                await files.Write(Actor.Operator, batch.Id, ct);
                var file = await files.Download(Actor.Operator, batch.Number, wanted, ct);
                var path = parsed.GetRequiredValue(output);
                var receipt = await FileTarget.Write(file.File, path, ct);
                return new Answer(
                    new
                    {
                        batch = batch.Number,
                        file = path.FullName,
                        sha256 = receipt.Sha256,
                        transfers = file.Transfers,
                        totalMinor = file.TotalMinor,
                        currency = file.Currency,
                    },
                    $"{batch.Number}: {file.Transfers} transfers, {new Money(file.TotalMinor, Currency.Of(file.Currency))}, SHA-256 {receipt.Sha256}."
                );
            }
        );
    }
}

internal static class ImportBankCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "camt.053 or pain.002, as the bank gave it." };
        return CommandHost.Make(
            "import-bank",
            "Import a bank statement or a payment status report and book it. Exit code 0: done or imported before; 2: refused; 3: held.",
            command => command.Add(file),
            async (services, parsed, ct) =>
            {
                var path = parsed.GetRequiredValue(file);
                if (!path.Exists)
                {
                    return new Answer(
                        new { status = BankFileStatus.Refused, error = "FileNotFound" },
                        $"There is no file {path.FullName}.",
                        2
                    );
                }

                var imports = services.GetRequiredService<BankImportService>();
                await using var content = path.OpenRead();
                var receipt = await imports.Import(Actor.Operator, path.Name, content, ct);
                await imports.PostAll(Actor.Operator, ct);
                return Answer(receipt);
            }
        );
    }

    private static Answer Answer(BankReceipt receipt)
    {
        var errors = receipt
            .Errors.Select(error => new
            {
                line = error.Line,
                column = error.Column,
                code = error.Code,
                message = RefusalText.Refusal(new Refusal(error.Code, [.. error.Args])),
            })
            .ToList();
        var lines = new List<string>
        {
            receipt.Status == BankFileStatus.Refused
                ? $"Refused: {receipt.ErrorCount} errors. Nothing was stored."
                : $"{receipt.Status}: {receipt.Items} {(receipt.Kind == BankImportKind.Status ? "transfers moved" : "statements")}, {receipt.Lines} lines, {receipt.Known} known before.",
        };
        lines.AddRange(errors.Select(error => $"  line {error.line}, column {error.column}: {error.message}"));
        var json = new
        {
            status = receipt.Status,
            kind = receipt.Kind,
            importId = receipt.ImportId,
            items = receipt.Items,
            lines = receipt.Lines,
            known = receipt.Known,
            errorCount = receipt.ErrorCount,
            errors,
        };
        var exitCode = receipt.Status switch
        {
            BankFileStatus.Imported or BankFileStatus.AlreadyImported => 0,
            BankFileStatus.Refused => 2,
            BankFileStatus.Held => 3,
        };
        return new Answer(json, string.Join(Environment.NewLine, lines), exitCode);
    }
}
