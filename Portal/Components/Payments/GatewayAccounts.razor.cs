using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>Whose merchant number is whose.</summary>
public sealed partial class GatewayAccounts
{
    private Page<GatewayAccountRow>? page;
    private bool mayAdd;
    private string provider = Gateways.Wechat;
    private string merchantNo = string.Empty;
    private string slug = string.Empty;
    private string why = string.Empty;
    private string? added;

    [Inject]
    public required GatewayAccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnInitializedAsync() => Read();

    private string? Wrong(string field) => RefusalText.At(Problem, field);

    private Task Read() =>
        Load(async me =>
        {
            page = new Page<GatewayAccountRow>(await Accounts.List(me, Gone), null, null);
            mayAdd = (await People.Me(me, Gone)).May(Permit.ManageGatewayAccounts);
        });

    private async Task Add()
    {
        added = null;
        var done = await Act(async me =>
        {
            var row = await Accounts.Add(me, provider, merchantNo.Trim(), slug.Trim(), why, Gone);
            added = row.Asked is { } asked
                ? Fmt.Text(ApprovalsTexts.ActAsked, asked)
                : Fmt.Text(PaymentsTexts.Added, row.MerchantNo, row.MerchantName);
        });
        if (done)
        {
            (merchantNo, slug, why) = ("", "", "");
            await Read();
        }
    }

    private async Task WriteFees(GatewayAccountRow row)
    {
        if (await Act(me => Accounts.WriteFees(me, row.Id, !row.PositiveFees, Gone)))
        {
            await Read();
        }
    }
}
