using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>Says which column of a gateway's table is what, looking at the first rows of a real file.</summary>
public sealed partial class BillMappings
{
    private readonly Dictionary<string, string> chosen = [];
    private IReadOnlyList<BillMappingRow>? mappings;
    private BillPreview? preview;
    private byte[]? sample;
    private bool mayChange;
    private string? saved;
    private string name = string.Empty;
    private string provider = Gateways.Other;
    private string separator = ",";
    private string merchantNo = string.Empty;
    private string currency = "CNY";
    private string timeForm = new BillMap().TimeForm;
    private string zone = new BillMap().Zone;
    private string refundWords = string.Empty;
    private bool negativeFees;

    [Inject]
    public required BillMappingService Mappings { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private sealed record ColumnField(string Key, string Title, bool Needed);

    private static Crumb[] Above => [new(PaymentsTexts.Bills, Urls.FinanceBills)];

    private static ColumnField[] Columns =>
        [
            new(nameof(BillMap.TimeColumn), PaymentsTexts.Column_Time, true),
            new(nameof(BillMap.TransactionColumn), PaymentsTexts.Column_Transaction, true),
            new(nameof(BillMap.AmountColumn), PaymentsTexts.Column_Amount, true),
            new(nameof(BillMap.FeeColumn), PaymentsTexts.Column_Fee, false),
            new(nameof(BillMap.OrderColumn), PaymentsTexts.Column_Order, false),
            new(nameof(BillMap.KindColumn), PaymentsTexts.Column_Kind, false),
            new(nameof(BillMap.RefundIdColumn), PaymentsTexts.Column_RefundId, false),
            new(nameof(BillMap.MerchantColumn), PaymentsTexts.Column_Merchant, false),
            new(nameof(BillMap.CurrencyColumn), PaymentsTexts.Column_Currency, false),
            new(nameof(BillMap.GoodsColumn), PaymentsTexts.Column_Goods, false),
        ];

    private BillMap Map =>
        new()
        {
            Provider = provider,
            Separator = separator,
            MerchantNo = merchantNo.Trim(),
            Currency = currency.Trim().ToUpperInvariant(),
            TimeForm = timeForm.Trim(),
            Zone = zone.Trim(),
            RefundWords = refundWords.Trim(),
            NegativeFees = negativeFees,
            TimeColumn = Of(nameof(BillMap.TimeColumn)),
            TransactionColumn = Of(nameof(BillMap.TransactionColumn)),
            AmountColumn = Of(nameof(BillMap.AmountColumn)),
            FeeColumn = Of(nameof(BillMap.FeeColumn)),
            OrderColumn = Of(nameof(BillMap.OrderColumn)),
            KindColumn = Of(nameof(BillMap.KindColumn)),
            RefundIdColumn = Of(nameof(BillMap.RefundIdColumn)),
            MerchantColumn = Of(nameof(BillMap.MerchantColumn)),
            CurrencyColumn = Of(nameof(BillMap.CurrencyColumn)),
            GoodsColumn = Of(nameof(BillMap.GoodsColumn)),
        };

    protected override Task OnInitializedAsync() => Read();

    private string Of(string key) => chosen.GetValueOrDefault(key, string.Empty).Trim();

    private string? Wrong(string field) => Problem?.Field == field ? Say.Refusal(Problem) : null;

    private Task Read() =>
        Load(async me =>
        {
            mappings = await Mappings.List(me, Gone);
            mayChange = (await People.Me(me, Gone)).May(Permit.ManageGatewayAccounts);
        });

    private void Choose(BillMappingRow row)
    {
        var map = row.Map;
        (name, provider, separator, merchantNo, currency) = (row.Name, map.Provider, map.Separator, map.MerchantNo, map.Currency);
        (timeForm, zone, refundWords, negativeFees) = (map.TimeForm, map.Zone, map.RefundWords, map.NegativeFees);
        chosen[nameof(BillMap.TimeColumn)] = map.TimeColumn;
        chosen[nameof(BillMap.TransactionColumn)] = map.TransactionColumn;
        chosen[nameof(BillMap.AmountColumn)] = map.AmountColumn;
        chosen[nameof(BillMap.FeeColumn)] = map.FeeColumn;
        chosen[nameof(BillMap.OrderColumn)] = map.OrderColumn;
        chosen[nameof(BillMap.KindColumn)] = map.KindColumn;
        chosen[nameof(BillMap.RefundIdColumn)] = map.RefundIdColumn;
        chosen[nameof(BillMap.MerchantColumn)] = map.MerchantColumn;
        chosen[nameof(BillMap.CurrencyColumn)] = map.CurrencyColumn;
        chosen[nameof(BillMap.GoodsColumn)] = map.GoodsColumn;
        saved = null;
    }

    private async Task Pick(string key, ChangeEventArgs change)
    {
        chosen[key] = change.Value?.ToString() ?? string.Empty;
        await Look();
    }

    private async Task Receive(IBrowserFile file)
    {
        await Act(async _ =>
        {
            using var kept = new MemoryStream();
            await using var content = file.OpenReadStream(BillMappingService.PreviewBytesMax, Gone);
            await content.CopyToAsync(kept, Gone);
            sample = kept.ToArray();
        });
        await Look();
    }

    private async Task Look()
    {
        if (sample is { } bytes)
        {
            await Act(async me => preview = await Mappings.Preview(me, Map, new MemoryStream(bytes), Gone));
        }
    }

    private async Task Save()
    {
        saved = null;
        if (await Act(me => Mappings.Save(me, name, Map, Gone)))
        {
            saved = Fmt.Text(PaymentsTexts.MappingSaved, name);
            await Read();
        }
    }
}
