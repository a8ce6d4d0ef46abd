using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Components.Layout;

/// <summary>
/// After the way to another page the focus goes to its heading, as with Blazor's FocusOnNavigate, but never away from what somebody has put it on
/// meanwhile: the way from here to the browser is long enough for a hand to be typing already, and its letters would be lost.
/// </summary>
public sealed class FocusHeading : ComponentBase
{
    private Type? _last;
    private bool _arrived;

    [Parameter, EditorRequired]
    public required Microsoft.AspNetCore.Components.RouteData RouteData { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    protected override void OnParametersSet()
    {
        _arrived |= RouteData.PageType != _last;
        _last = RouteData.PageType;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_arrived)
        {
            return;
        }

        _arrived = false;
        try
        {
            await Js.InvokeVoidAsync("portalKeys.arrive");
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone; nobody is there to be led.
        }
    }
}
