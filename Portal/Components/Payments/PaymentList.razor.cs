using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>A merchant's payments; search and filters live in the address.</summary>
public sealed partial class PaymentList
{
    private static readonly string[] Files = ["payments"];
    private static readonly PaymentState[] States = [PaymentState.Paid, PaymentState.PartlyRefunded, PaymentState.Refunded];

    private Page<PaymentRow>? page;
    private string? search;
    private DateOnly? from;
    private DateOnly? to;
    private string? channel;
    private string? state;

    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "channel")]
    public string? ChannelKey { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    public string? StateKey { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required PaymentQueries Queries { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    /// <summary>What the address asks for; a value it cannot mean is ignored.</summary>
    private PaymentFilter Filter =>
        new(
            string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
            Day(From),
            Day(To),
            Enum.TryParse<Channel>(ChannelKey, out var known) ? known : null,
            Enum.TryParse<PaymentState>(StateKey, out var wanted) ? wanted : null
        );

    private Nothing Nothing => EmptyLabels.Payments(Filter != new PaymentFilter());

    protected override Task OnParametersSetAsync()
    {
        (search, from, to) = (Filter.Search, Filter.From, Filter.To);
        (channel, state) = (Filter.Channel?.ToString(), Filter.State?.ToString());
        return Read();
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Money In(long minor, PaymentRow row) => new(minor, Currency.Of(row.Currency));

    private Task Read() =>
        Load(async me => page = await Queries.List(me, Merchant, Filter, new PageAsk(Before: Before, After: After), Gone));

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.Payments(Merchant),
                new Dictionary<string, object?>
                {
                    ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
                    ["from"] = from is { } first ? Urls.Iso(first) : null,
                    ["to"] = to is { } last ? Urls.Iso(last) : null,
                    ["channel"] = string.IsNullOrEmpty(channel) ? null : channel,
                    ["state"] = string.IsNullOrEmpty(state) ? null : state,
                }
            )
        );
}
