using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Layout;

/// <summary>
/// "Is it still you?", asked over the page that needs to know: nobody leaves what they were doing, so no remark and no choice is lost. The
/// proof goes to the server in a request of its own (portal-confirm.js).
/// </summary>
public sealed partial class ConfirmHere : IDisposable
{
    private static readonly DialogOptions Options = new()
    {
        CloseOnEscapeKey = true,
        MaxWidth = MaxWidth.ExtraSmall,
        FullWidth = true,
    };

    private MyFactors? mine;
    private bool asked;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required Confirmations Confirmations { get; init; }

    [Inject]
    public required SecondFactorService Seconds { get; init; }

    [Inject]
    public required SessionService Sessions { get; init; }

    protected override void OnInitialized()
    {
        Confirmations.IsShown = true;
        Confirmations.Changed += Follow;
    }

    public void Dispose()
    {
        Confirmations.IsShown = false;
        Confirmations.Changed -= Follow;
        Confirmations.Answer(false);
    }

    private async Task<Actor> Me() => Authentication is null ? Actor.Anonymous : ActorOf.Principal((await Authentication).User);

    private void Follow() => _ = InvokeAsync(Show);

    private async Task Show()
    {
        (asked, mine) = (Confirmations.IsAsked, null);
        StateHasChanged();
        if (asked)
        {
            try
            {
                mine = await Seconds.Mine(await Me(), CancellationToken.None);
            }
            catch (Refusal)
            {
                // The session has ended meanwhile: the page says so when it acts again.
                Confirmations.Answer(false);
            }
            catch (Exception fault)
            {
                // Nobody awaits this: without a word the question would stay open for good.
                Confirmations.Answer(false);
                await DispatchExceptionAsync(fault);
            }

            StateHasChanged();
        }
    }

    private async Task Proved()
    {
        if (await Sessions.IsFresh(await Me(), CancellationToken.None))
        {
            Confirmations.Answer(true);
        }
    }

    private void Decline() => Confirmations.Answer(false);

    private void Moved(bool open)
    {
        if (!open)
        {
            Decline();
        }
    }
}
