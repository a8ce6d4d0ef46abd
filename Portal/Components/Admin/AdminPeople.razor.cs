using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>Everybody with an account, or only staff.</summary>
public sealed partial class AdminPeople
{
    private Page<PersonRow>? page;

    [SupplyParameterFromQuery]
    public bool Staff { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required DirectoryService Directory { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static IReadOnlyList<Segment> Tabs =>
        [
            new("all", AdminTexts.Everybody, Url: Urls.AdminPeople),
            new("staff", AdminTexts.StaffOnly, Url: $"{Urls.AdminPeople}?staff=true"),
        ];

    protected override Task OnParametersSetAsync() => Read();

    private static string Roles(PersonRow row)
    {
        var staff = row.Staff.Select(role => SharedTexts.ResourceManager.GetString($"StaffRole_{role}", SharedTexts.Culture) ?? "");
        var names = staff.Concat(
            row.Organisations.Select(one =>
                $"{one.DisplayName}: {SharedTexts.ResourceManager.GetString($"MerchantRole_{one.Role}", SharedTexts.Culture)}"
            )
        );
        var text = string.Join(" · ", names);
        return text.Length == 0 ? Fmt.None : text;
    }

    private Task Read() =>
        Load(async me => page = await Directory.People(me, Staff, null, new PageAsk(Before: Before, After: After), Gone));
}
