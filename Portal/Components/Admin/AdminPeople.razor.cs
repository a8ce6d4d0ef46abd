using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>Everybody with an account, or only staff; found by name or address.</summary>
public sealed partial class AdminPeople
{
    private Page<PersonRow>? page;
    private string? search;

    [SupplyParameterFromQuery]
    public bool Staff { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required DirectoryService Directory { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static IReadOnlyList<Segment> Tabs =>
        [
            new("all", AdminTexts.Everybody, Url: Urls.AdminPeople),
            new("staff", AdminTexts.StaffOnly, Url: $"{Urls.AdminPeople}?staff=true"),
        ];

    private Nothing Nothing => EmptyLabels.People(Staff, !string.IsNullOrWhiteSpace(Q));

    protected override Task OnParametersSetAsync()
    {
        search = Q;
        return Read();
    }

    private static string Roles(PersonRow row)
    {
        var names = row.Staff.Select(RoleNames.Of).Concat(row.Organisations.Select(one => $"{one.DisplayName}: {RoleNames.Of(one)}"));
        var text = string.Join(" · ", names);
        return text.Length == 0 ? Fmt.None : text;
    }

    private Task Read() => Load(async me => page = await Directory.People(me, Staff, Q, new PageAsk(Before: Before, After: After), Gone));

    private void Find() =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                Urls.AdminPeople,
                new Dictionary<string, object?>
                {
                    ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
                    ["staff"] = Staff ? "true" : null,
                }
            )
        );
}
