using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>The statement as files. Looking needs one permit, taking it away another.</summary>
public sealed partial class StatementFiles
{
    [Parameter, EditorRequired]
    public required StatementSheet Sheet { get; set; }

    [Parameter, EditorRequired]
    public required bool MayExport { get; set; }

    /// <summary>What the files hashed to when they were first made; null while it is read.</summary>
    [Parameter]
    public StatementChecksums? Checksums { get; set; }

    private IEnumerable<(string Format, string Hash)> Hashes =>
        new[] { (SettlementTexts.FormatXlsx, Checksums?.Xlsx), (SettlementTexts.FormatCsv, Checksums?.Csv) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.Item1, pair.Item2!));

    /// <summary>Said where one presses: what a workbook cannot hold, or that it takes its turn.</summary>
    private string XlsxNote =>
        LineCount > StatementExportService.WorkbookLinesMax
            ? Fmt.Text(SettlementTexts.DocXlsxTooLong, Fmt.Count(LineCount), Fmt.Count(StatementExportService.WorkbookLinesMax))
            : Fmt.Text(SettlementTexts.DocXlsxNote, Fmt.Count(StatementExportService.WorkbookLinesMax));

    // Of every item one, and opening, payout and closing.
    private int LineCount => Sheet.Page.Lines.Sum(line => line.Items) + 3;

    private static string Short(string hash) => $"sha256 {hash[..6]}…{hash[^6..]}";

    private IEnumerable<(string Name, string Note, string Icon, string Url)> Files =>
        [
            (SettlementTexts.DocXlsx, XlsxNote, PortalIcons.Download, Urls.StatementFile(Sheet.Row.Merchant, Sheet.Row.Number, "xlsx")),
            (
                SettlementTexts.DocCsv,
                SettlementTexts.DocCsvNote,
                PortalIcons.Download,
                Urls.StatementFile(Sheet.Row.Merchant, Sheet.Row.Number, "csv")
            ),
            (
                SettlementTexts.DocPrint,
                SettlementTexts.DocPrintNote,
                PortalIcons.Print,
                Urls.StatementPrint(Sheet.Row.Merchant, Sheet.Row.Number)
            ),
        ];

    private static string Action(string name, string icon) =>
        Fmt.Text(icon == PortalIcons.Print ? SettlementTexts.Open : SettlementTexts.Download, name);
}
