using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Layout;

/// <summary>Says on every page that Support is looking as a merchant, until when, and ends it.</summary>
public sealed partial class ViewBanner : IDisposable
{
    private ITimer? timer;

    [Parameter, EditorRequired]
    public required MyView View { get; set; }

    /// <summary>Called when its time is over, so that the shell asks anew who one is.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required SupportViewService Views { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Left => Fmt.Countdown(View.EndsUtc - Clock.UtcNow());

    protected override void OnInitialized() =>
        timer = Clock.CreateTimer(_ => _ = InvokeAsync(Tick), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Dispose() => timer?.Dispose();

    private async Task Tick()
    {
        if (Clock.UtcNow() < View.EndsUtc)
        {
            StateHasChanged();
            return;
        }

        timer?.Dispose();
        await Ended.InvokeAsync();
        Navigation.NavigateTo(Urls.AdminMerchants);
    }

    private async Task End()
    {
        var actor = Authentication is null ? Actor.Anonymous : ActorOf.Principal((await Authentication).User);
        try
        {
            await Views.End(actor, CancellationToken.None);
        }
        catch (Refusal)
        {
            // The role is gone, and the view with it.
        }

        await Ended.InvokeAsync();
        Navigation.NavigateTo(Urls.AdminMerchants);
    }
}
