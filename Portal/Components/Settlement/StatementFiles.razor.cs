using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>The statement as files. Looking needs one permit, taking it away another.</summary>
public sealed partial class StatementFiles
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    [Parameter, EditorRequired]
    public required bool MayExport { get; set; }

    /// <summary>What the files hashed to when they were first made; null while it is read.</summary>
    [Parameter]
    public StatementChecksums? Checksums { get; set; }

    private IEnumerable<(string Format, string Hash)> Hashes =>
        new[] { (SettlementTexts.FormatXlsx, Checksums?.Xlsx), (SettlementTexts.FormatCsv, Checksums?.Csv) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.Item1, pair.Item2!));

    /// <summary>How the workbook stands; null while it is read.</summary>
    [Parameter]
    public WorkbookView? Workbook { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>Said where one presses: what a workbook cannot hold, that it takes its turn, or how far it is.</summary>
    private string XlsxNote => Workbook is null ? string.Empty : WorkbookAct.Text(Workbook, Zone);

    // One that has to be made first is asked for at the head of the page.
    private string? XlsxUrl =>
        Workbook?.State is WorkbookState.AtOnce or WorkbookState.Ready or WorkbookState.TooLong
            ? Urls.StatementFile(View.Row.Merchant, View.Row.Number, "xlsx")
            : null;

    /// <summary>In the place of the download while there is none.</summary>
    private string Waiting =>
        Workbook?.State switch
        {
            WorkbookState.Making => PortalIcons.Hourglass,
            WorkbookState.Failed => PortalIcons.Warning,
            _ => PortalIcons.Info,
        };

    private static string Short(string hash) => $"sha256 {hash[..6]}…{hash[^6..]}";

    private IEnumerable<(string Name, string Note, string Icon, string? Url)> Files =>
        [
            (SettlementTexts.DocXlsx, XlsxNote, PortalIcons.Download, XlsxUrl),
            (
                SettlementTexts.DocCsv,
                SettlementTexts.DocCsvNote,
                PortalIcons.Download,
                Urls.StatementFile(View.Row.Merchant, View.Row.Number, "csv")
            ),
            (
                SettlementTexts.DocPrint,
                SettlementTexts.DocPrintNote,
                PortalIcons.Print,
                Urls.StatementPrint(View.Row.Merchant, View.Row.Number)
            ),
        ];

    private static string Action(string name, string icon) =>
        Fmt.Text(icon == PortalIcons.Print ? SettlementTexts.Open : SettlementTexts.Download, name);
}
