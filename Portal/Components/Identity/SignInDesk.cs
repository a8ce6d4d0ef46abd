using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Identity;

/// <summary>
/// Signing in. What it says does not tell whether an address has an account: unknown addresses cost the same work, count their wrong tries
/// and lock like known ones. Wrong tries also count by the place they come from.
/// </summary>
public sealed class SignInDesk(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> identity,
    Door door,
    PeopleService people,
    SecondFactorService seconds,
    CredentialService credentials,
    UnknownAddresses unknown,
    SignInLimits limits,
    SettlementZone zone,
    TimeProvider clock
)
{
    // Hashing is dear on purpose; a flood of sign-ins must not take every core.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(1, Environment.ProcessorCount / 2));
    private static readonly PortalUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<PortalUser>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })
    ).HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>The first step. Null when a second one is owed: the person waits at the door.</summary>
    /// <exception cref="Refusal">Wrong, locked (with the time until), too often from here, or not confirmed yet (told to who knows the password).</exception>
    public async Task<Me?> Enter(string email, string password, bool remember, string? from, CancellationToken ct)
    {
        limits.Demand(from);
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            await Work(password);
            await Failed(null, from, ct);
            throw unknown.Fail(email) is { } until ? Locked(until) : new Refusal(IdentityRefusals.SignInFailed);
        }

        await DemandPassword(user, password, from, ct);
        Refusal.Unless(user.EmailConfirmed, IdentityRefusals.NotConfirmed);
        await users.ResetAccessFailedCountAsync(user);
        var mine = await seconds.AtTheDoor(Actor.Visitor(from), user.Id, ct);
        if (mine.AuthenticatorSinceUtc is not null || mine.IsRequired)
        {
            await door.LetWait(user, remember);
            return null;
        }

        return await Admit(user, SignInWay.Password, remember, ct);
    }

    /// <summary>The second step: a code of the app, or a recovery code.</summary>
    /// <exception cref="Refusal">Wrong or used, locked, too often from here, or nobody waits any more.</exception>
    public async Task<Me> EnterByCode(string code, string? from, CancellationToken ct)
    {
        limits.Demand(from);
        var waiting = await door.Waiting() ?? throw new Refusal(IdentityRefusals.StartAgain);
        try
        {
            var way = await seconds.Use(Actor.Visitor(from), waiting.User.Id, code, ct);
            return await Admit(waiting.User, way, waiting.Remember, ct);
        }
        catch (Refusal)
        {
            limits.Wrong(from);
            throw;
        }
    }

    /// <summary>Turns the app on for somebody who waits at the door without a second factor. The caller shows the codes; the person is in.</summary>
    /// <exception cref="Refusal">The code is wrong, or nobody waits any more.</exception>
    public async Task<(IReadOnlyList<string> Codes, Me Me)> EnrolByCode(string code, CancellationToken ct)
    {
        var waiting = await door.Waiting() ?? throw new Refusal(IdentityRefusals.StartAgain);
        var codes = await seconds.Confirm(waiting.Actor, code, ct);
        return (codes, await Admit(waiting.User, SignInWay.PasswordAndCode, waiting.Remember, ct));
    }

    /// <summary>Signs in by a passkey alone: it shows possession and its own check of the person. A lock by wrong passwords does not stop it.</summary>
    /// <exception cref="Refusal">Not a passkey of anybody here.</exception>
    public async Task<Me> EnterByPasskey(string credential, string? from, CancellationToken ct)
    {
        limits.Demand(from);
        var user = await Assert(credential, from, ct);
        Refusal.Unless(!user.IsBarred, IdentityRefusals.Barred);
        Refusal.Unless(user.EmailConfirmed, IdentityRefusals.NotConfirmed);
        return await Admit(user, SignInWay.Passkey, remember: false, ct);
    }

    /// <summary>Confirms who is signed in by his passkey.</summary>
    /// <exception cref="Refusal">Not a passkey of his.</exception>
    public async Task ConfirmByPasskey(Actor actor, string credential, CancellationToken ct)
    {
        var owner = await Assert(credential, actor.From, ct);
        await door.Renew(actor, await credentials.ConfirmByPasskey(actor, owner.Id, ct));
    }

    public async Task<Me> Admit(PortalUser user, SignInWay way, bool remember, CancellationToken ct) =>
        await people.Me(await door.Admit(user, way, remember, ct), ct);

    private async Task<PortalUser> Assert(string credential, string? from, CancellationToken ct)
    {
        try
        {
            var shown = await identity.PerformPasskeyAssertionAsync(credential);
            if (shown.Succeeded)
            {
                // The authenticator's counter moves with each use.
                await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
                return shown.User;
            }
        }
        catch (InvalidOperationException)
        {
            // No options were asked for in this browser, or too long ago.
        }

        await Failed(null, from, ct);
        throw new Refusal(IdentityRefusals.PasskeyRefused);
    }

    private async Task DemandPassword(PortalUser user, string password, string? from, CancellationToken ct)
    {
        if (user.IsBarred)
        {
            Refusal.Unless(!await Matches(user, password), IdentityRefusals.Barred);
            await Failed(user, from, ct);
            throw new Refusal(IdentityRefusals.SignInFailed);
        }

        if (await users.IsLockedOutAsync(user))
        {
            // The password is not looked at, but the work is done: locked and open answer in the same time.
            await Work(password);
            limits.Wrong(from);
            throw Locked((await users.GetLockoutEndDateAsync(user) ?? clock.GetUtcNow()).UtcDateTime);
        }

        if (!await Matches(user, password))
        {
            await users.AccessFailedAsync(user);
            await Failed(user, from, ct);
            throw await users.IsLockedOutAsync(user)
                ? Locked((await users.GetLockoutEndDateAsync(user) ?? clock.GetUtcNow()).UtcDateTime)
                : new Refusal(IdentityRefusals.SignInFailed);
        }
    }

    /// <summary>Counts a wrong try by its place and writes it into the trail; of an unknown address only that there was one.</summary>
    private async Task Failed(PortalUser? user, string? from, CancellationToken ct)
    {
        limits.Wrong(from);
        await people.SignInFailed(Actor.Visitor(from), user?.Id, ct);
    }

    private async Task<bool> Matches(PortalUser user, string password)
    {
        if (user.PasswordHash is null)
        {
            await Work(password);
            return false;
        }

        await Hashing.WaitAsync();
        try
        {
            return await users.CheckPasswordAsync(user, password);
        }
        finally
        {
            Hashing.Release();
        }
    }

    /// <summary>The same work as looking at a password.</summary>
    private async Task Work(string password)
    {
        await Hashing.WaitAsync();
        try
        {
            _ = users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
        }
        finally
        {
            Hashing.Release();
        }
    }

    private Refusal Locked(DateTime untilUtc) => new(IdentityRefusals.LockedOut, Fmt.Time(untilUtc, zone.Zone));
}

/// <summary>Wrong tries at addresses that have no account, kept in memory within a bound and forgotten after the lock's time.</summary>
public sealed class UnknownAddresses(TimeProvider clock, Microsoft.Extensions.Options.IOptions<IdentityOptions> options) : IDisposable
{
    public const int AddressesMax = 10_000;

    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = AddressesMax });

    /// <summary>Counts a wrong try. The end of the lock when there is one now; null while tries are left.</summary>
    public DateTime? Fail(string email)
    {
        var lockout = options.Value.Lockout;
        var key = Text.Cut(email.Trim().ToUpperInvariant(), 256);
        var now = clock.UtcNow();
        var known = _tries.Get<Tries>(key);
        if (known?.LockedUntilUtc is { } until && until > now)
        {
            return until;
        }

        var count = known is { LockedUntilUtc: null } ? known.Count + 1 : 1;
        DateTime? locked = count >= lockout.MaxFailedAccessAttempts ? now + lockout.DefaultLockoutTimeSpan : null;
        _tries.Set(
            key,
            new Tries(count, locked),
            new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = lockout.DefaultLockoutTimeSpan * 12 }
        );
        return locked;
    }

    public void Dispose() => _tries.Dispose();

    private sealed record Tries(int Count, DateTime? LockedUntilUtc);
}
