using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Domain.Approvals;
using Portal.Domain.Notifications;

namespace Portal.Components.Approvals;

/// <summary>How many approvals wait for this person, beside the entry of the menu; counted anew at each step, and whenever the bell rings.</summary>
public sealed partial class ApprovalBadge
{
    private int waiting;
    private IDisposable? listening;

    [Inject]
    public required ApprovalListService Approvals { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required NoticeWakeups Wakeups { get; init; }

    protected override async Task OnInitializedAsync()
    {
        // The server's outline of the shell does not wait for a number.
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += Moved;
            await Count();
            listening = Wakeups.Listen((await Me()).UserId, () => InvokeAsync(Again));
        }
    }

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= Moved;
        listening?.Dispose();
        base.Dispose(disposing);
    }

    private void Moved(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(Again);

    private async Task Again()
    {
        await Count();
        StateHasChanged();
    }

    private Task Count() => Load(async me => waiting = await Approvals.Waiting(me, Gone));
}
