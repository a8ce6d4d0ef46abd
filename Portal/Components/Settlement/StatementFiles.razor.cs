using Microsoft.AspNetCore.Components;
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
