using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>Support says why, and sees the portal as this organisation's owner for half an hour.</summary>
public sealed partial class AdminMerchantView
{
    private MerchantView? shown;
    private string why = string.Empty;

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required MerchantService Merchants { get; init; }

    [Inject]
    public required SupportViewService Views { get; init; }

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async me => shown = await Merchants.Sheet(me, Merchant, Gone));

    private async Task Start()
    {
        if (await Act(me => Views.Start(me, Merchant, why, Gone)))
        {
            LeadOn(Urls.Merchant(Merchant));
        }
    }
}
