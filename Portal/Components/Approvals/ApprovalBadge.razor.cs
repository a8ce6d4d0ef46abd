using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Domain.Approvals;

namespace Portal.Components.Approvals;

/// <summary>How many approvals wait for this person, beside the entry of the menu; counted anew at each step.</summary>
public sealed partial class ApprovalBadge
{
    private int waiting;

    [Inject]
    public required ApprovalListService Approvals { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        return Count();
    }

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= Moved;
        base.Dispose(disposing);
    }

    private void Moved(object? sender, LocationChangedEventArgs args) =>
        _ = InvokeAsync(async () =>
        {
            await Count();
            StateHasChanged();
        });

    private Task Count() => Load(async me => waiting = await Approvals.Waiting(me, Gone));
}
