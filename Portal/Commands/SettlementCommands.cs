using System.CommandLine;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Commands;

internal static class SettleCommand
{
    public static Command Make()
    {
        var through = new Option<DateOnly>("--through") { Description = "Last business day to close, yyyy-MM-dd.", Required = true };
        return CommandHost.Make(
            "settle",
            "Finish pending bills and fees, then close every business day up to and with the given one. Prints what this run closed.",
            command => command.Add(through),
            async (services, parsed, ct) =>
            {
                var day = parsed.GetRequiredValue(through);
                var result = await services.GetRequiredService<SettlementService>().Settle(Actor.Operator, day, ct);
                return new Answer(
                    new
                    {
                        statements = result.Statements,
                        grossMinor = result.GrossMinor,
                        refundMinor = result.RefundMinor,
                        feeMinor = result.FeeMinor,
                        netMinor = result.NetMinor,
                        failures = result.Failures,
                    },
                    $"{result.Statements} statements: gross {Money.Cny(result.GrossMinor)}, refunds {Money.Cny(result.RefundMinor)}, fees {Money.Cny(result.FeeMinor)}, net {Money.Cny(result.NetMinor)}.",
                    result.Failures == 0 ? 0 : 1
                );
            }
        );
    }
}

internal static class ExportCommand
{
    public static Command Make()
    {
        var merchant = new Option<string>("--merchant") { Description = "The merchant's slug.", Required = true };
        var date = new Option<DateOnly>("--date") { Description = "Last day of the statement, yyyy-MM-dd.", Required = true };
        var format = new Option<ExportFormat>("--format") { Description = "xlsx or csv.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "File to write.", Required = true };
        var statement = CommandHost.Make(
            "statement",
            "Write a statement as a workbook or as CSV.",
            command =>
            {
                command.Add(merchant);
                command.Add(date);
                command.Add(format);
                command.Add(output);
            },
            async (services, parsed, ct) =>
            {
                var slug = parsed.GetRequiredValue(merchant);
                var path = parsed.GetRequiredValue(output);
                var number = await services
                    .GetRequiredService<StatementService>()
                    .NumberOn(Actor.Operator, slug, parsed.GetRequiredValue(date), ct);
                // Written beside the target and moved there: a kill leaves no half file under the name that was asked for.
                var part = path.FullName + ".part";
                ExportReceipt receipt;
                await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    receipt = await services
                        .GetRequiredService<StatementExportService>()
                        .Export(Actor.Operator, slug, number, parsed.GetRequiredValue(format), file, ct);
                }

                File.Move(part, path.FullName, overwrite: true);
                return new Answer(
                    new
                    {
                        statement = number,
                        file = path.FullName,
                        sha256 = receipt.Sha256,
                        lines = receipt.Lines,
                        linesLeftToCsv = receipt.LinesLeftToCsv,
                    },
                    $"{number}: {receipt.Lines} lines, SHA-256 {receipt.Sha256}."
                );
            }
        );
        return new Command("export", "Write files for people and other programs.")
        {
            statement,
            ExportBooksCommands.Journal(),
            ExportBooksCommands.Table("trial-balance", BooksFile.TrialBalance, "opening, debits, credits and closing of every account"),
            ExportBooksCommands.Table("payments", BooksFile.Payments, "every payment"),
            ExportBooksCommands.Table("fees", BooksFile.Fees, "every fee charged and returned"),
        };
    }
}
