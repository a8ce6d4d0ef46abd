using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>
/// The way to a statement's workbook: taken at once, asked for, watched while it is made, or, where a view cannot hold the lines, the CSV.
/// Draws nothing until it is known which.
/// </summary>
public sealed partial class WorkbookAct
{
    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required string Number { get; set; }

    [Parameter, EditorRequired]
    public required WorkbookView? Workbook { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnAsk { get; set; }

    /// <summary>What is said of the workbook where one presses: its limit, how far it is, until when it is kept, or why there is none.</summary>
    public static string Text(WorkbookView book, TimeZoneInfo zone) =>
        book.State switch
        {
            WorkbookState.AtOnce => Fmt.Text(SettlementTexts.DocXlsxNote, Fmt.Count(book.Lines)),
            WorkbookState.Missing => Fmt.Text(SettlementTexts.DocXlsxMissing, Fmt.Count(book.Lines), Fmt.Count(book.AtOnceMax)),
            WorkbookState.Making => Fmt.Text(SettlementTexts.DocXlsxMaking, Fmt.Count(book.Done), Fmt.Count(book.Lines)),
            WorkbookState.Ready => Fmt.Text(
                SettlementTexts.DocXlsxReady,
                Fmt.Instant(book.MadeUtc!.Value, zone),
                Fmt.Instant(book.KeptUntilUtc!.Value, zone)
            ),
            WorkbookState.Failed => SettlementTexts.DocXlsxFailed,
            WorkbookState.TooLong => Fmt.Text(
                SettlementTexts.DocXlsxTooLong,
                Fmt.Count(book.Lines),
                Fmt.Count(StatementExportService.WorkbookLinesMax)
            ),
        };
}
