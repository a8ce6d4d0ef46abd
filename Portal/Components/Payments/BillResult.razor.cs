using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>What came of an import: taken in, known already, held, or refused with every fault's line, column and reason.</summary>
public sealed partial class BillResult
{
    private const int ShownMax = 200;

    [Parameter, EditorRequired]
    public required BillReceipt Receipt { get; set; }

    [Parameter, EditorRequired]
    public required string FileName { get; set; }

    private ChipKind Tone =>
        Receipt.Status switch
        {
            BillStatus.Posting or BillStatus.Posted => ChipKind.Success,
            BillStatus.AlreadyImported => ChipKind.Info,
            BillStatus.Held => ChipKind.Warning,
            BillStatus.Refused => ChipKind.Error,
        };

    private string Sentence =>
        Receipt.Status switch
        {
            BillStatus.Posting => $"{PaymentsTexts.ResultPosted} {Counts}",
            BillStatus.Posted => $"{PaymentsTexts.ResultDone} {Counts}",
            BillStatus.AlreadyImported => PaymentsTexts.ResultKnown,
            BillStatus.Held => PaymentsTexts.ResultHeld,
            BillStatus.Refused => Fmt.Text(PaymentsTexts.ResultRefused, Fmt.Count(Receipt.ErrorCount)),
        };

    private string Counts =>
        Receipt.Totals.Rows == 0 && Receipt.Movements > 0
            ? Fmt.Text(PaymentsTexts.ResultMovements, Fmt.Count(Receipt.Movements))
            : Fmt.Text(
                PaymentsTexts.ResultCounts,
                Fmt.Count(Receipt.Totals.Payments),
                Fmt.Money(new Money(Receipt.Totals.GrossMinor, Currency.Of(Receipt.Currency))),
                Fmt.Count(Receipt.Totals.Refunds),
                Fmt.Money(new Money(Receipt.Totals.RefundMinor, Currency.Of(Receipt.Currency)))
            );

    /// <summary>The kept faults as a file that needs no request of its own.</summary>
    private string Csv
    {
        get
        {
            var text = new StringBuilder("\uFEFFline,column,code,reason\r\n");
            foreach (var problem in Receipt.Errors)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{problem.Line},{Cell(problem.Column ?? "")},{problem.Code},{Cell(Reason(problem))}\r\n"
                );
            }

            return "data:text/csv;charset=utf-8;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    private static string Reason(BillProblem problem) => RefusalText.Refusal(new Refusal(problem.Code, [.. problem.Args]));

    /// <summary>Quoted; a leading sign is kept from being read as a formula.</summary>
    private static string Cell(string text) =>
        "\""
        + (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")
        + text.Replace("\"", "\"\"", StringComparison.Ordinal)
        + "\"";
}
