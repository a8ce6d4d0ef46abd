using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>Bills: take one in, see what came of it, find an earlier one.</summary>
public sealed partial class BillList
{
    /// <summary>Through the browser; larger bills come by the import-bill command.</summary>
    private const long UploadBytesMax = 256L << 20;

    private Page<BillListRow>? page;
    private BillReceipt? receipt;
    private string fileName = string.Empty;
    private string? progressText;
    private double? progress;
    private bool mayImport;
    private string format = BillFormats.Any;
    private string merchantNo = string.Empty;
    private string zoneName = string.Empty;
    private string mapping = string.Empty;
    private IReadOnlyList<BillMappingRow> mappings = [];

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BillService Bills { get; init; }

    [Inject]
    public required BillMappingService Mappings { get; init; }

    [Inject]
    public required BillQueries Queries { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static IReadOnlyList<Segment> Tabs =>
        [
            new("all", PaymentsTexts.AllBills, Url: Urls.FinanceBills),
            .. Enum.GetValues<BillState>()
                .Select(state => new Segment(state.ToString(), PayLabels.State(state).Text, Url: $"{Urls.FinanceBills}?state={state}")),
        ];

    private BillState? Wanted => Enum.TryParse<BillState>(State, out var known) ? known : null;

    private Nothing Nothing => EmptyLabels.Bills(Wanted);

    protected override Task OnParametersSetAsync() => Look();

    /// <summary>A bill of movements only has no sales to add up.</summary>
    private static string Sum(BillListRow row, long minor) =>
        row.Movements == row.Rows && row.Rows > 0 ? Fmt.None : Fmt.Money(new Money(minor, Currency.Of(row.Currency)));

    // Rows that are being posted are looked at again until they stand.
    private async Task Look()
    {
        await Read();
        _ = Follow(() => page?.Rows.Any(row => row.State == BillState.Posting) == true, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            mayImport = (await People.Me(me, Gone)).May(Permit.ImportBills);
            mappings = await Mappings.List(me, Gone);
            page = await Queries.List(me, new PageAsk(Before: Before, After: After), Wanted, Gone);
        });

    private async Task Import(IBrowserFile file)
    {
        receipt = null;
        fileName = file.Name;
        progress = 0;
        await Act(async me =>
        {
            await using var content = new CountingStream(
                file.OpenReadStream(UploadBytesMax, Gone),
                read =>
                {
                    progress = (double)read / Math.Max(1, file.Size);
                    progressText = Fmt.Text(PaymentsTexts.Uploading, Fmt.FileSize(read), Fmt.FileSize(file.Size));
                    _ = InvokeAsync(StateHasChanged);
                }
            );
            receipt = await Bills.ImportWith(me, new BillAsk(format, mapping, zoneName, merchantNo), file.Name, content, Gone);
        });
        (progress, progressText) = (null, null);
        await Look();
    }
}
