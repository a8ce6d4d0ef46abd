using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>
/// An open page outlives its cookie, so it is looked at again: at once when this process ends the session, otherwise every twenty seconds. An
/// ended session blinds the page; changed roles make it ask for its permit again.
/// </summary>
internal sealed class CircuitAuthentication : RevalidatingServerAuthenticationStateProvider
{
    private const string Stamp = "AspNet.Identity.SecurityStamp";
    private readonly SessionService _sessions;
    private readonly PeopleService _people;
    private readonly SessionEnds _bell;
    private readonly IHostApplicationLifetime _life;

    // The one whose session ends reads on in their own language, not in that of whoever ended it.
    private readonly ExecutionContext? _circuit = ExecutionContext.Capture();
    private string? _key;
    private string? _roles;

    public CircuitAuthentication(
        ILoggerFactory log,
        SessionService sessions,
        PeopleService people,
        SessionEnds bell,
        IHostApplicationLifetime life
    )
        : base(log)
    {
        _sessions = sessions;
        _people = people;
        _bell = bell;
        _life = life;
        _bell.Ended += Heard;
        AuthenticationStateChanged += Began;
    }

    /// <summary>The process ends: its database may be gone before the last page is, and nobody is served any more.</summary>
    private bool Ending => _life.ApplicationStopping.IsCancellationRequested;

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(20);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        if (Ending)
        {
            return true;
        }

        var user = authenticationState.User;
        var actor = ActorOf.Principal(user);
        try
        {
            var key = actor.Session ?? PersonClaims.NoSession;
            var live = await _sessions.Check(actor, key, null, user.FindFirstValue(Stamp), seen: false, cancellationToken);
            if (live != SessionState.Live)
            {
                return false;
            }

            var roles = JsonSerializer.Serialize(await _people.Me(actor, cancellationToken));
            var changed = _roles is not null && _roles != roles;
            _roles = roles;
            if (changed)
            {
                NotifyAuthenticationStateChanged(Task.FromResult(authenticationState));
            }

            return true;
        }
        catch (Refusal refusal)
        {
            // A lost race says nothing of the session: the next look asks again. Thrown on, it would sign the person out.
            return refusal.IsLostRace;
        }
        catch (Exception) when (Ending)
        {
            return true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _bell.Ended -= Heard;
        AuthenticationStateChanged -= Began;
        base.Dispose(disposing);
    }

    private void Heard(IReadOnlyCollection<string> keys)
    {
        if (_key is not null && keys.Contains(_key))
        {
            if (_circuit is null)
            {
                Blind();
            }
            else
            {
                ExecutionContext.Run(_circuit, _ => Blind(), null);
            }
        }
    }

    private void Blind() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));

    /// <summary>Notes who the circuit began as, and with which roles.</summary>
    private async void Began(Task<AuthenticationState> begun)
    {
        try
        {
            var actor = ActorOf.Principal((await begun).User);
            _key = actor.Session;
            _roles ??= actor.Kind == ActorKind.User ? JsonSerializer.Serialize(await _people.Me(actor, CancellationToken.None)) : null;
        }
        catch (Exception fault) when (fault is Refusal or OperationCanceledException || Ending)
        {
            // The session, or the process, ended while the page opened; the next look finds that out.
            _roles = null;
        }
    }
}
