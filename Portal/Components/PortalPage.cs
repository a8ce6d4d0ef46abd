using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components;

/// <summary>
/// What every interactive page shares: who acts, one place that catches a <see cref="Refusal"/>, and the states loading, failed and denied.
/// </summary>
public abstract class PortalPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan FollowPeriod = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _gone = new();
    private bool _following;
    private bool _leaving;

    /// <summary>The token is taken once: whoever asks for it after the page has gone gets a cancelled one, not an error.</summary>
    protected PortalPage() => Gone = _gone.Token;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required ILogger<PortalPage> Log { get; init; }

    [Inject]
    public required NavigationManager Addresses { get; init; }

    [Inject]
    public required CircuitVisits Visits { get; init; }

    [Inject]
    public required Confirmations Confirmations { get; init; }

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>The last refusal of an act, shown by ProblemAlert or beside its field; null when all is well.</summary>
    protected Refusal? Problem { get; set; }

    /// <summary>True while <see cref="Load"/> runs.</summary>
    protected bool Loading { get; private set; } = true;

    /// <summary>Why loading ended without content: a refusal (denied, not found) or a fault's reference number.</summary>
    protected Refusal? LoadRefusal { get; private set; }
    protected string? LoadFault { get; private set; }

    /// <summary>True while an act runs: buttons show it and do not act twice.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Who acts, asked anew at every event.</summary>
    protected async Task<Actor> Me()
    {
        var actor = Authentication is null ? Actor.Anonymous : ActorOf.Principal((await Authentication).User);
        await Visits.Note(actor);
        return actor;
    }

    /// <summary>Runs an act of the user; the only catch of a refusal on a page. True when it went through.</summary>
    protected async Task<bool> Act(Func<Actor, Task> act)
    {
        if (Busy || _leaving)
        {
            return false;
        }

        Busy = true;
        Problem = null;
        var actor = Actor.Anonymous;
        try
        {
            actor = await Me();
            await Confirmed(act);
            return true;
        }
        catch (Refusal refusal) when (!IsLedAway(refusal))
        {
            Problem = await Visits.Explained(actor, refusal, PageAddress);
            return false;
        }
        catch (Refusal)
        {
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>
    /// Leads on to another address after an act. Until one is there nothing on this page acts again: the second half of a double click arrives
    /// after the act and before the new page.
    /// </summary>
    protected void LeadOn(string address, bool forceLoad = false)
    {
        _leaving = true;
        Addresses.LocationChanged += Arrived;
        Addresses.NavigateTo(address, forceLoad);
    }

    private void Arrived(object? sender, LocationChangedEventArgs args)
    {
        Addresses.LocationChanged -= Arrived;
        _leaving = false;
    }

    /// <summary>Loads what the page shows and keeps the state for LoadArea. A fault is logged under a number the user can quote.</summary>
    protected async Task Load(Func<Actor, Task> load)
    {
        Loading = true;
        LoadRefusal = null;
        LoadFault = null;
        try
        {
            await Confirmed(load);
        }
        catch (Refusal refusal) when (!IsLedAway(refusal))
        {
            LoadRefusal = refusal;
        }
        catch (Refusal)
        {
            // Whoever reads is on the way to confirm themselves or to sign in.
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The user left; there is nobody to tell.
        }
        catch (Exception fault)
        {
            LoadFault = FaultNumber.Next();
            Log.LogError(fault, "Loading {Page} failed, reference {Reference}", GetType().Name, LoadFault);
        }
        finally
        {
            Loading = false;
        }
    }

    /// <summary>The address without its query.</summary>
    protected string PageAddress => new Uri(Addresses.Uri).AbsolutePath;

    /// <summary>
    /// Runs it; where it asks for a fresh confirmation, that is asked over the page, and it runs again. So nothing that was typed or chosen is
    /// lost on the way, on any page.
    /// </summary>
    /// <exception cref="Refusal">What the act itself refuses; NotProven when the person would not confirm themselves.</exception>
    private async Task Confirmed(Func<Actor, Task> act)
    {
        try
        {
            await act(await Me());
        }
        catch (Refusal refusal) when (refusal.Code == IdentityRefusals.ConfirmFirst && Confirmations.IsShown)
        {
            Refusal.Unless(await Confirmations.Ask(Gone), IdentityRefusals.NotProven);
            await act(await Me());
        }
    }

    /// <summary>What the page cannot answer is answered at the door: confirming oneself, or signing in again. Then one comes back here.</summary>
    private bool IsLedAway(Refusal refusal)
    {
        var here = "/" + Addresses.ToBaseRelativePath(Addresses.Uri);
        var to = refusal.Code switch
        {
            IdentityRefusals.ConfirmFirst => Urls.ConfirmTo(here),
            IdentityRefusals.SessionEnded or IdentityRefusals.SecondFactorNeeded => here,
            _ => null,
        };
        if (to is not null)
        {
            Addresses.NavigateTo(to, forceLoad: true);
        }

        return to is not null;
    }

    /// <summary>Reads again every two seconds while something on the page is still moving; ends when it stands, fails or is left.</summary>
    protected async Task Follow(Func<bool> moving, Func<Task> read)
    {
        if (_following)
        {
            return;
        }

        _following = true;
        try
        {
            while (moving() && LoadRefusal is null && LoadFault is null)
            {
                await Task.Delay(FollowPeriod, Gone);
                await InvokeAsync(async () =>
                {
                    await read();
                    StateHasChanged();
                });
            }
        }
        catch (Exception left) when (left is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        finally
        {
            _following = false;
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_gone.IsCancellationRequested)
        {
            Addresses.LocationChanged -= Arrived;
            _gone.Cancel();
            _gone.Dispose();
        }
    }
}

/// <summary>Short numbers people can read out, e.g. 7F3K-21, written to the log beside the fault.</summary>
public static class FaultNumber
{
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string Next() =>
        $"{System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 4)}-{System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 2)}";
}
