using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Components.Identity;

/// <summary>
/// Signing in with a password. What it says does not tell whether an address has an account: unknown addresses cost the same work, count
/// their wrong tries and lock like known ones.
/// </summary>
public sealed class SignInDesk(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> cookies,
    PeopleService people,
    UnknownAddresses unknown,
    SettlementZone zone,
    TimeProvider clock
)
{
    private static readonly PortalUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<PortalUser>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 210_000 })
    ).HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>Sets the cookie and returns who it is.</summary>
    /// <exception cref="Refusal">Wrong, locked (with the time until), or not confirmed yet (only told to who knows the password).</exception>
    public async Task<Me> Enter(string email, string password, bool remember, string? from, CancellationToken ct)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            _ = users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            throw unknown.Fail(email) is { } until ? Locked(until) : new Refusal(IdentityRefusals.SignInFailed);
        }

        if (await users.IsLockedOutAsync(user))
        {
            // The password is not looked at, but the work is done: locked and open answer in the same time.
            _ = users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            throw Locked((await users.GetLockoutEndDateAsync(user) ?? clock.GetUtcNow()).UtcDateTime);
        }

        if (!await Matches(user, password))
        {
            await users.AccessFailedAsync(user);
            throw await users.IsLockedOutAsync(user)
                ? Locked((await users.GetLockoutEndDateAsync(user) ?? clock.GetUtcNow()).UtcDateTime)
                : new Refusal(IdentityRefusals.SignInFailed);
        }

        Refusal.Unless(user.EmailConfirmed, IdentityRefusals.NotConfirmed);
        return await Admit(user, remember, from, ct);
    }

    private async Task<Me> Admit(PortalUser user, bool remember, string? from, CancellationToken ct)
    {
        await users.ResetAccessFailedCountAsync(user);
        await cookies.SignInAsync(user, remember);
        var actor = Actor.User(user.Id, user.DisplayName, from);
        await people.SignedIn(actor, ct);
        return await people.Me(actor, ct);
    }

    private async Task<bool> Matches(PortalUser user, string password)
    {
        if (user.PasswordHash is not null)
        {
            return await users.CheckPasswordAsync(user, password);
        }

        _ = users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
        return false;
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
        var key = email.Trim().ToUpperInvariant();
        key = key[..Math.Min(key.Length, 256)];
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
