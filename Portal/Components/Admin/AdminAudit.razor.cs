using Microsoft.AspNetCore.Components;
using Portal.Api;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>The trail; its filters live in the address, and the file carries the same address.</summary>
public sealed partial class AdminAudit
{
    private readonly Form form = new();
    private Page<AuditRow>? page;
    private IReadOnlyList<string> actions = [];
    private IReadOnlyList<string> kinds = [];

    /// <summary>What is typed and not yet asked for.</summary>
    private sealed class Form
    {
        public DateOnly? From { get; set; }
        public DateOnly? To { get; set; }
        public string? Who { get; set; }
        public string? Action { get; set; }
        public string? Kind { get; set; }
        public string? Object { get; set; }
        public string? Merchant { get; set; }
        public string? Outcome { get; set; }
    }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required AuditTrailService Trail { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private AuditFilter Filter => AuditQuery.Read(new Uri(Navigation.Uri).Query);

    protected override Task OnParametersSetAsync()
    {
        var filter = Filter;
        (form.From, form.To, form.Who, form.Action) = (filter.From, filter.To, filter.Who, filter.Action);
        (form.Kind, form.Object, form.Merchant) = (filter.Kind, filter.Object, filter.Merchant);
        form.Outcome = filter.Outcome?.ToString();
        return Read();
    }

    private Task Read() =>
        Load(async me =>
        {
            actions = await Trail.Actions(me, Gone);
            kinds = await Trail.Kinds(me, Gone);
            page = await Trail.Search(me, Filter, new PageAsk(Before: Before, After: After), Gone);
        });

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.AdminAudit,
                new Dictionary<string, object?>
                {
                    ["from"] = form.From is { } first ? Urls.Iso(first) : null,
                    ["to"] = form.To is { } last ? Urls.Iso(last) : null,
                    ["who"] = Word(form.Who),
                    ["action"] = Word(form.Action),
                    ["kind"] = Word(form.Kind),
                    ["object"] = Word(form.Object),
                    ["merchant"] = Word(form.Merchant),
                    ["outcome"] = Word(form.Outcome),
                }
            )
        );
}
