using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>The trail; its filters live in the address.</summary>
public sealed partial class AdminAudit
{
    private Page<AuditRow>? page;
    private IReadOnlyList<string> actions = [];
    private string? who;
    private string? action;
    private string? what;

    [SupplyParameterFromQuery]
    public string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    public string? ActionName { get; set; }

    [SupplyParameterFromQuery(Name = "object")]
    public string? ObjectKey { get; set; }

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

    private AuditFilter Filter => new(Word(Who), Word(ActionName), Word(ObjectKey));

    protected override Task OnParametersSetAsync()
    {
        (who, action, what) = (Who, ActionName, ObjectKey);
        return Read();
    }

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private Task Read() =>
        Load(async me =>
        {
            actions = await Trail.Actions(me, Gone);
            page = await Trail.Search(me, Filter, new PageAsk(Before: Before, After: After), Gone);
        });

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.AdminAudit,
                new Dictionary<string, object?>
                {
                    ["who"] = Word(who),
                    ["action"] = Word(action),
                    ["object"] = Word(what),
                }
            )
        );
}
