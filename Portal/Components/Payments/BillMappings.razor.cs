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
    private string mark = string.Empty;
    private bool negativeFees;

    [Inject]
    public required BillMappingService Mappings { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private sealed record ColumnField(string Key, string Title, bool Needed);

    private sealed record WordField(string Key, string Title, string? Hint = null);

    private static Crumb[] Above => [new(PaymentsTexts.Bills, Urls.FinanceBills)];

    private static ColumnField[] Columns =>
        [
            new(nameof(BillMap.TimeColumn), PaymentsTexts.Column_Time, true),
            new(nameof(BillMap.TransactionColumn), PaymentsTexts.Column_Transaction, true),
            new(nameof(BillMap.AmountColumn), PaymentsTexts.Column_Amount, true),
            new(nameof(BillMap.FeeColumn), PaymentsTexts.Column_Fee, false),
            new(nameof(BillMap.NetColumn), PaymentsTexts.Column_Net, false),
            new(nameof(BillMap.OrderColumn), PaymentsTexts.Column_Order, false),
            new(nameof(BillMap.StatusColumn), PaymentsTexts.Column_Status, false),
            new(nameof(BillMap.KindColumn), PaymentsTexts.Column_Kind, false),
            new(nameof(BillMap.RefundIdColumn), PaymentsTexts.Column_RefundId, false),
            new(nameof(BillMap.RefundOfColumn), PaymentsTexts.Column_RefundOf, false),
            new(nameof(BillMap.MerchantColumn), PaymentsTexts.Column_Merchant, false),
            new(nameof(BillMap.CurrencyColumn), PaymentsTexts.Column_Currency, false),
            new(nameof(BillMap.GoodsColumn), PaymentsTexts.Column_Goods, false),
        ];

    private static WordField[] Words =>
        [
            new(nameof(BillMap.CountedWords), PaymentsTexts.CountedWords, PaymentsTexts.CountedWordsHint),
            new(nameof(BillMap.PaymentWords), PaymentsTexts.PaymentWords, PaymentsTexts.PaymentWordsHint),
            new(nameof(BillMap.RefundWords), PaymentsTexts.RefundWords, PaymentsTexts.RefundWordsHint),
            new(nameof(BillMap.WithdrawalWords), PaymentsTexts.WithdrawalWords),
            new(nameof(BillMap.TopUpWords), PaymentsTexts.TopUpWords),
            new(nameof(BillMap.FeeLabels), PaymentsTexts.FeeWords),
            new(nameof(BillMap.TotalWord), PaymentsTexts.TotalWord, PaymentsTexts.TotalWordHint),
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
            DecimalMark = mark,
            NegativeFees = negativeFees,
            TimeColumn = Of(nameof(BillMap.TimeColumn)),
            TransactionColumn = Of(nameof(BillMap.TransactionColumn)),
            AmountColumn = Of(nameof(BillMap.AmountColumn)),
            FeeColumn = Of(nameof(BillMap.FeeColumn)),
            NetColumn = Of(nameof(BillMap.NetColumn)),
            OrderColumn = Of(nameof(BillMap.OrderColumn)),
            StatusColumn = Of(nameof(BillMap.StatusColumn)),
            CountedWords = Of(nameof(BillMap.CountedWords)),
            KindColumn = Of(nameof(BillMap.KindColumn)),
            PaymentWords = Of(nameof(BillMap.PaymentWords)),
            RefundWords = Of(nameof(BillMap.RefundWords)),
            WithdrawalWords = Of(nameof(BillMap.WithdrawalWords)),
            TopUpWords = Of(nameof(BillMap.TopUpWords)),
            FeeLabels = Of(nameof(BillMap.FeeLabels)),
            TotalWord = Of(nameof(BillMap.TotalWord)),
            RefundIdColumn = Of(nameof(BillMap.RefundIdColumn)),
            RefundOfColumn = Of(nameof(BillMap.RefundOfColumn)),
            MerchantColumn = Of(nameof(BillMap.MerchantColumn)),
            CurrencyColumn = Of(nameof(BillMap.CurrencyColumn)),
            GoodsColumn = Of(nameof(BillMap.GoodsColumn)),
        };

    protected override Task OnInitializedAsync() => Read();

    private string Of(string key) => chosen.GetValueOrDefault(key, string.Empty).Trim();

    private string? Wrong(string field) => RefusalText.At(Problem, field);

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
        (timeForm, zone, mark, negativeFees) = (map.TimeForm, map.Zone, map.DecimalMark, map.NegativeFees);
        chosen[nameof(BillMap.TimeColumn)] = map.TimeColumn;
        chosen[nameof(BillMap.TransactionColumn)] = map.TransactionColumn;
        chosen[nameof(BillMap.AmountColumn)] = map.AmountColumn;
        chosen[nameof(BillMap.FeeColumn)] = map.FeeColumn;
        chosen[nameof(BillMap.NetColumn)] = map.NetColumn;
        chosen[nameof(BillMap.OrderColumn)] = map.OrderColumn;
        chosen[nameof(BillMap.StatusColumn)] = map.StatusColumn;
        chosen[nameof(BillMap.CountedWords)] = map.CountedWords;
        chosen[nameof(BillMap.KindColumn)] = map.KindColumn;
        chosen[nameof(BillMap.PaymentWords)] = map.PaymentWords;
        chosen[nameof(BillMap.RefundWords)] = map.RefundWords;
        chosen[nameof(BillMap.WithdrawalWords)] = map.WithdrawalWords;
        chosen[nameof(BillMap.TopUpWords)] = map.TopUpWords;
        chosen[nameof(BillMap.FeeLabels)] = map.FeeLabels;
        chosen[nameof(BillMap.TotalWord)] = map.TotalWord;
        chosen[nameof(BillMap.RefundIdColumn)] = map.RefundIdColumn;
        chosen[nameof(BillMap.RefundOfColumn)] = map.RefundOfColumn;
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
