using System.CommandLine;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Commands;

internal static class SettleCommand
{
    public static Command Make()
    {
        var through = new Option<DateOnly?>("--through") { Description = "Last business day to close, yyyy-MM-dd." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be closed; write nothing." };
        var verify = new Option<DateOnly?>("--verify")
        {
            Description =
                "Work the statements of this day (or of --through) out again from the ledger and make their files twice; fails at the first difference.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return CommandHost.Make(
            "settle",
            "Finish pending bills and fees, then close every business day up to and with the given one. Prints what this run closed.",
            command =>
            {
                command.Add(through);
                command.Add(dry);
                command.Add(verify);
            },
            (services, parsed, ct) =>
                (parsed.GetValue(through), parsed.GetResult(verify) is not null, parsed.GetValue(dry)) switch
                {
                    (var last, true, false) when (parsed.GetValue(verify) ?? last) is { } day => Verify(services, day, ct),
                    ({ } day, false, true) => Try(services, day, ct),
                    ({ } day, false, false) => Close(services, day, ct),
                    _ => Task.FromResult(new Answer(new { error = "usage", message = Usage }, Usage, 2)),
                }
        );
    }

    private const string Usage = "Give --through DAY, with --dry-run to try it or --verify to prove it; or --verify DAY.";

    private static async Task<Answer> Close(IServiceProvider services, DateOnly day, CancellationToken ct)
    {
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

    private static async Task<Answer> Try(IServiceProvider services, DateOnly day, CancellationToken ct)
    {
        var dry = await services.GetRequiredService<SettlementService>().Try(Actor.Operator, day, ct);
        var lines = dry.Shown.Select(row =>
        {
            var currency = Currency.Of(row.Currency);
            return $"{row.Number}  lines {new Money(row.LinesMinor, currency)}  payout {new Money(row.PayoutMinor, currency)} due {row.DueDay:yyyy-MM-dd}  {row.Outcome}";
        });
        var sum =
            $"Would make {dry.Statements} statements and {dry.Payouts} payouts: net {Money.Cny(dry.NetMinor)}, paid out {Money.Cny(dry.PayoutMinor)}. Nothing is written.";
        var failed = dry.Failed.Select(row => $"{row.Merchant} could not be settled ({row.Cause}): {row.Detail}");
        return new Answer(
            new
            {
                statements = dry.Statements,
                payouts = dry.Payouts,
                failures = dry.Failures,
                failed = dry.Failed,
                netMinor = dry.NetMinor,
                payoutMinor = dry.PayoutMinor,
                shown = dry.Shown,
            },
            string.Join(Environment.NewLine, [.. lines, .. failed, sum]),
            dry.Failures == 0 ? 0 : 1
        );
    }

    private static async Task<Answer> Verify(IServiceProvider services, DateOnly day, CancellationToken ct)
    {
        var verdict = await services.GetRequiredService<StatementVerifyService>().Verify(Actor.Operator, day, ct);
        return new Answer(
            new
            {
                day,
                statements = verdict.Statements,
                files = verdict.Files,
                holds = verdict.Holds,
                difference = verdict.Difference,
            },
            verdict.Difference
                ?? $"{verdict.Statements} statements of {day:yyyy-MM-dd} are what the ledger says; {verdict.Files} files are the same bytes again.",
            verdict.Holds ? 0 : 1
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
                var wanted = parsed.GetRequiredValue(format);
                var file = await services.GetRequiredService<StatementExportService>().Export(Actor.Operator, slug, number, wanted, ct);
                var receipt = await FileTarget.Write(file, path, ct);
                return new Answer(
                    new
                    {
                        statement = number,
                        file = path.FullName,
                        sha256 = receipt.Sha256,
                        lines = receipt.Rows,
                        linesLeftToCsv = wanted == ExportFormat.Xlsx && receipt.Rows > StatementExportService.WorkbookLinesMax,
                    },
                    $"{number}: {receipt.Rows} lines, SHA-256 {receipt.Sha256}."
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
            ExportBooksCommands.Table("vat", BooksFile.Vat, "the VAT inside the fees of every closed statement"),
        };
    }
}
