using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Banking;

/// <summary>Bank files: take one in, see what came of it, find an earlier statement.</summary>
public sealed partial class BankStatements
{
    private Page<BankStatementRow>? page;
    private BankReceipt? receipt;
    private string fileName = string.Empty;
    private bool mayImport;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BankQueries Queries { get; init; }

    [Inject]
    public required BankImportService Imports { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private ChipKind Tone =>
        receipt?.Status switch
        {
            BankFileStatus.Imported => ChipKind.Success,
            BankFileStatus.Held => ChipKind.Warning,
            BankFileStatus.Refused => ChipKind.Error,
            BankFileStatus.AlreadyImported or null => ChipKind.Info,
        };

    private string Sentence =>
        receipt switch
        {
            null => string.Empty,
            { Status: BankFileStatus.AlreadyImported } => BankingTexts.AlreadyImported,
            { Status: BankFileStatus.Held } => BankingTexts.HeldFile,
            { Status: BankFileStatus.Refused } => Fmt.Text(BankingTexts.RefusedFile, Fmt.Count(receipt.ErrorCount)),
            { Kind: BankImportKind.Status } => Fmt.Text(BankingTexts.ImportedStatus, Fmt.Count(receipt.Items), Fmt.Count(receipt.Lines)),
            _ => Fmt.Text(BankingTexts.Imported, Fmt.Count(receipt.Items), Fmt.Count(receipt.Lines), Fmt.Count(receipt.Known)),
        };

    protected override Task OnParametersSetAsync() => Look();

    private async Task Look()
    {
        await Read();
        _ = Follow(() => page?.Rows.Any(row => row.State == BankStatementState.Posting) == true, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            mayImport = (await People.Me(me, Gone)).May(Permit.ImportBankFiles);
            page = await Queries.Statements(me, new PageAsk(Before: Before, After: After), Gone);
        });

    private async Task Import(IBrowserFile file)
    {
        (receipt, fileName) = (null, file.Name);
        await Act(async me =>
        {
            await using var content = file.OpenReadStream(BankImportService.BytesMax, Gone);
            receipt = await Imports.Import(me, file.Name, content, Gone);
        });
        await Look();
    }
}
