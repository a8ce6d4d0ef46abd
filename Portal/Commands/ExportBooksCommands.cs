using System.CommandLine;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Commands;

/// <summary><c>export journal</c> and the tables of the books.</summary>
internal static class ExportBooksCommands
{
    public static Command Journal() => Make("journal", "hledger", BooksFile.Journal, "Write the journal for hledger and ledger.");

    public static Command Table(string name, BooksFile file, string what) => Make(name, "csv", file, $"Write a table: {what}.");

    private static Command Make(string name, string format, BooksFile file, string help)
    {
        var kind = new Option<string>("--format") { Description = $"Format: {format}.", DefaultValueFactory = _ => format };
        kind.AcceptOnlyFromAmong(format);
        var from = new Option<DateOnly?>("--from") { Description = "First business day, yyyy-MM-dd. Without it, from the beginning." };
        var to = new Option<DateOnly?>("--to") { Description = "Last business day, yyyy-MM-dd. Without it, to the end." };
        var output = new Option<FileInfo>("--out") { Description = "File to write.", Required = true };
        return CommandHost.Make(
            name,
            help,
            command =>
            {
                command.Add(kind);
                command.Add(from);
                command.Add(to);
                command.Add(output);
            },
            async (services, parsed, ct) =>
            {
                var path = parsed.GetRequiredValue(output);
                var period = new BooksPeriod(parsed.GetValue(from), parsed.GetValue(to));
                var made = await services.GetRequiredService<BooksExportService>().Export(Actor.Operator, file, period, ct);
                var receipt = await FileTarget.Write(made, path, ct);
                return new Answer(
                    new
                    {
                        file = path.FullName,
                        lines = receipt.Rows,
                        sha256 = receipt.Sha256,
                    },
                    $"{path.FullName}: {receipt.Rows} lines, SHA-256 {receipt.Sha256}."
                );
            }
        );
    }
}
