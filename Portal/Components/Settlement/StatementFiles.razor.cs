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

    /// <summary>What the files hash to; null while it is being worked out.</summary>
    [Parameter]
    public StatementChecksums? Checksums { get; set; }

    private IEnumerable<(string Format, string Hash)> Hashes =>
        Checksums is { } sums ? [(SettlementTexts.FormatXlsx, sums.Xlsx), (SettlementTexts.FormatCsv, sums.Csv)] : [];

    private static string Short(string hash) => $"sha256 {hash[..6]}…{hash[^6..]}";

    private IEnumerable<(string Name, string Note, string Icon, string Url)> Files =>
        [
            (
                SettlementTexts.DocXlsx,
                SettlementTexts.DocXlsxNote,
                PortalIcons.Download,
                Urls.StatementFile(Sheet.Row.Merchant, Sheet.Row.Number, "xlsx")
            ),
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
