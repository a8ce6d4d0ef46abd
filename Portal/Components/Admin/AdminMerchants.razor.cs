using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>Organisations on the portal.</summary>
public sealed partial class AdminMerchants
{
    private Page<MerchantRow>? page;
    private string? search;

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [CascadingParameter]
    public Me? Reader { get; set; }

    [Inject]
    public required DirectoryService Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Nothing Nothing => EmptyLabels.Merchants(!string.IsNullOrWhiteSpace(Q));

    protected override Task OnParametersSetAsync()
    {
        search = Q;
        return Read();
    }

    private Task Read() => Load(async me => page = await Directory.Merchants(me, Q, new PageAsk(Before: Before, After: After), Gone));

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.AdminMerchants,
                new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim() }
            )
        );
}
