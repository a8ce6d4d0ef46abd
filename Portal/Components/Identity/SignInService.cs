using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Components.Identity;

/// <summary>
/// Signing in. What it says does not tell whether an address has an account: unknown addresses cost the same work, count their wrong tries
/// and lock like known ones. Wrong tries also count by the place they come from.
/// </summary>
public sealed class SignInService(
    UserManager<PortalUser> users,
    SignInManager<PortalUser> identity,
    SignInCookies cookies,
    PeopleService people,
    SecondFactorService seconds,
    CredentialService credentials,
    UnknownAddresses unknown,
    SignInLimits limits,
    SecretTries tries,
    PasswordWork passwords,
    PolicyNumbers numbers,
    SettlementZone zone
)
{
    /// <summary>The first step. Null when a second one is owed: the person waits at the door.</summary>
    /// <exception cref="Refusal">Wrong, locked (with the time until), too often from here, or not confirmed yet (told to who knows the password).</exception>
    public async Task<Me?> Enter(string email, string password, bool remember, string? from, CancellationToken ct)
    {
        limits.Try(from, await numbers.Read(SignInCounts.Of, ct));
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null or { IsBarred: true })
        {
            throw await Looked(from, () => Turned(user, email, password, from, ct));
        }

        var attempt = await Looked(from, () => DemandPassword(user, password, from, ct));
        limits.Right(from);
        if (!user.EmailConfirmed)
        {
            await tries.GiveBack(user.Id, attempt, ct);
            throw new Refusal(IdentityRefusals.NotConfirmed);
        }

        var mine = await seconds.AtTheDoor(Actor.Visitor(from), user.Id, ct);
        if (mine.AuthenticatorSinceUtc is not null || mine.IsRequired)
        {
            // Wrong codes still count: who has the password must not get a fresh set of guesses at the code by typing it again.
            await tries.GiveBack(user.Id, attempt, ct);
            await cookies.LetWait(user, remember);
            return null;
        }

        await tries.Clear(user.Id, attempt, ct);
        return await Admit(user, SignInWay.Password, remember, ct);
    }

    /// <summary>The second step: a code of the app, or a recovery code.</summary>
    /// <exception cref="Refusal">Wrong or used, locked, too often from here, or nobody waits any more.</exception>
    public async Task<Me> EnterByCode(string code, string? from, CancellationToken ct)
    {
        var waiting = await cookies.Waiting() ?? throw new Refusal(IdentityRefusals.StartAgain);
        limits.Try(from, await numbers.Read(SignInCounts.Of, ct));
        var way = await seconds.Use(Actor.Visitor(from), waiting.User.Id, code, ct);
        limits.Right(from);
        return await Admit(waiting.User, way, waiting.Remember, ct);
    }

    /// <summary>Turns the app on for somebody who waits at the door without a second factor. The caller shows the codes; the person is in.</summary>
    /// <exception cref="Refusal">The code is wrong, or nobody waits any more.</exception>
    public async Task<(IReadOnlyList<string> Codes, Me Me)> EnrolByCode(string code, CancellationToken ct)
    {
        var waiting = await cookies.Waiting() ?? throw new Refusal(IdentityRefusals.StartAgain);
        var codes = await seconds.Confirm(waiting.Actor, code, ct);
        return (codes, await Admit(waiting.User, SignInWay.PasswordAndCode, waiting.Remember, ct));
    }

    /// <summary>Signs in by a passkey alone: it shows possession and its own check of the person. A lock by wrong passwords does not stop it.</summary>
    /// <exception cref="Refusal">Not a passkey of anybody here.</exception>
    public async Task<Me> EnterByPasskey(string credential, string? from, CancellationToken ct)
    {
        var user = await Assert(credential, from, ct);
        Refusal.Unless(!user.IsBarred, IdentityRefusals.Barred);
        Refusal.Unless(user.EmailConfirmed, IdentityRefusals.NotConfirmed);
        return await Admit(user, SignInWay.Passkey, remember: false, ct);
    }

    /// <summary>Confirms who is signed in by their passkey.</summary>
    /// <exception cref="Refusal">Not a passkey of theirs.</exception>
    public async Task ConfirmByPasskey(Actor actor, string credential, CancellationToken ct)
    {
        var owner = await Assert(credential, actor.From, ct);
        await cookies.Renew(actor, await credentials.ConfirmByPasskey(actor, owner.Id, ct));
    }

    public async Task<Me> Admit(PortalUser user, SignInWay way, bool remember, CancellationToken ct) =>
        await people.Me(await cookies.Admit(user, way, remember, ct), ct);

    private async Task<PortalUser> Assert(string credential, string? from, CancellationToken ct)
    {
        limits.Try(from, await numbers.Read(SignInCounts.Of, ct));
        try
        {
            var shown = await identity.PerformPasskeyAssertionAsync(credential);
            if (shown.Succeeded)
            {
                limits.Right(from);
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

    /// <summary>Where too many wait to be looked at, nothing was wrong: the try of this place is there again.</summary>
    private async Task<T> Looked<T>(string? from, Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (Refusal busy) when (busy.Code == IdentityRefusals.TooBusy)
        {
            limits.Right(from);
            throw;
        }
    }

    /// <summary>
    /// What an unknown address is told, and somebody who is barred: counted alike, before anything is compared. Only who knows the password of
    /// a barred one is told that.
    /// </summary>
    private async Task<Refusal> Turned(PortalUser? user, string email, string password, string? from, CancellationToken ct)
    {
        var (open, until) = unknown.Try(email, await numbers.Read(LockTerms.Of, ct));
        try
        {
            if (user is null || !open)
            {
                await passwords.Spend(password, ct);
            }
            else if (await passwords.Matches(users, user, password, ct))
            {
                return new Refusal(IdentityRefusals.Barred);
            }
        }
        catch (Refusal) when (open)
        {
            unknown.GiveBack(email, until);
            throw;
        }

        if (open)
        {
            await Failed(user, from, ct);
        }

        return until is { } locked ? Locked(locked) : new Refusal(IdentityRefusals.SignInFailed);
    }

    private async Task<SecretTry> DemandPassword(PortalUser user, string password, string? from, CancellationToken ct)
    {
        var attempt = await tries.Take(user.Id, ct);
        if (!attempt.IsTaken)
        {
            // The password is not looked at, but the work is done: locked and open answer in the same time.
            await passwords.Spend(password, ct);
            throw Locked(attempt.LockedUntil!.Value.UtcDateTime);
        }

        if (await tries.Compare(user.Id, attempt, () => passwords.Matches(users, user, password, ct), ct))
        {
            return attempt;
        }

        await Failed(user, from, ct);
        throw attempt.LockedUntil is { } until ? Locked(until.UtcDateTime) : new Refusal(IdentityRefusals.SignInFailed);
    }

    /// <summary>Writes a wrong try into the trail; of an unknown address only that there was one.</summary>
    private Task Failed(PortalUser? user, string? from, CancellationToken ct) => people.SignInFailed(Actor.Visitor(from), user?.Id, ct);

    private Refusal Locked(DateTime untilUtc) => new(IdentityRefusals.LockedOut, Fmt.Time(untilUtc, zone.Zone));
}

/// <summary>Wrong tries at addresses that have no account, or a barred one, kept in memory within a bound and forgotten after the lock's time.</summary>
public sealed class UnknownAddresses(TimeProvider clock) : IDisposable
{
    public const int AddressesMax = 10_000;

    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = AddressesMax });
    private readonly Lock _lock = new();

    /// <summary>Takes a try. Whether one was left, and the end of the lock when there is one now; as <see cref="SecretTries"/> does for known ones.</summary>
    public (bool IsTaken, DateTime? LockedUntilUtc) Try(string email, LockTerms terms)
    {
        lock (_lock)
        {
            var now = clock.UtcNow();
            var known = _tries.Get<Tries>(KeyOf(email));
            if (known?.LockedUntilUtc is { } until && until > now)
            {
                return (false, until);
            }

            var count = known is { LockedUntilUtc: null } ? known.Count + 1 : 1;
            DateTime? locked = count >= terms.TriesMax ? now + terms.LockedFor : null;
            Keep(email, new Tries(count, locked, terms.LockedFor));
            return (true, locked);
        }
    }

    /// <summary>A taken try came to nothing: it is there again. Of locks only the one it began itself is gone; another try's stays.</summary>
    public void GiveBack(string email, DateTime? mineUtc)
    {
        lock (_lock)
        {
            if (_tries.TryGetValue<Tries>(KeyOf(email), out var known) && known is not null && known.LockedUntilUtc == mineUtc)
            {
                Keep(email, known with { Count = Math.Max(0, known.Count - 1), LockedUntilUtc = null });
            }
        }
    }

    public void Dispose() => _tries.Dispose();

    private static string KeyOf(string email) => Text.Cut(email.Trim().ToUpperInvariant(), 256);

    private void Keep(string email, Tries tries) =>
        _tries.Set(KeyOf(email), tries, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = tries.LockedFor * 12 });

    private sealed record Tries(int Count, DateTime? LockedUntilUtc, TimeSpan LockedFor);
}
