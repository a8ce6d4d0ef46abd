using Microsoft.AspNetCore.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// Hashing passwords is dear on purpose (about a tenth of a second of a core). So it happens before a transaction, never inside one, where on
/// SQLite every writer would wait for it; a few at a time, so that a flood of sign-ins does not take every core; and only so many wait.
/// </summary>
public sealed class PasswordWork(IPasswordHasher<PortalUser> hasher) : IDisposable
{
    /// <summary>How many may wait for their turn; at a tenth of a second each, the last one waits about six.</summary>
    public const int WaitingMax = 64;

    private static readonly PortalUser Nobody = new();

    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));
    private int _waiting;

    /// <summary>Judges a new password by the site's rules and gives the person its hash; nothing is stored.</summary>
    /// <exception cref="Refusal">The rules refuse it (with the reason), or too many wait.</exception>
    public async Task Give(UserManager<PortalUser> users, PortalUser user, string password, CancellationToken ct)
    {
        await Judge(users, user, password);
        user.PasswordHash = await Run(() => Task.FromResult(hasher.HashPassword(user, password)), ct);
    }

    /// <summary>Judges a new password by the site's rules; true, or a refusal with the reason.</summary>
    internal static async Task<bool> Judge(UserManager<PortalUser> users, PortalUser user, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            IdentityAnswers.Accept(await rule.ValidateAsync(users, user, password), "Password");
        }

        return true;
    }

    /// <summary>Whether it is this person's password. Who has none costs the same work.</summary>
    public async Task<bool> Matches(UserManager<PortalUser> users, PortalUser user, string password, CancellationToken ct)
    {
        if (user.PasswordHash is null)
        {
            await Spend(password, ct);
            return false;
        }

        return await Run(() => users.CheckPasswordAsync(user, password), ct);
    }

    /// <summary>The same work for nothing, so that the answer takes as long where there is nothing to look at.</summary>
    public Task Spend(string password, CancellationToken ct) =>
        Run(() => Task.FromResult(hasher.VerifyHashedPassword(Nobody, _nobodysHash.Value, password)), ct);

    /// <summary>Other work of the same kind, in the same few places: hashing and comparing codes that are mailed.</summary>
    /// <exception cref="Refusal">TooBusy: too many wait. Nothing was done.</exception>
    internal Task<T> Bounded<T>(Func<T> work, CancellationToken ct) => Run(() => Task.FromResult(work()), ct);

    public void Dispose() => _places.Dispose();

    private async Task<T> Run<T>(Func<Task<T>> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw new Refusal(IdentityRefusals.TooBusy);
        }

        try
        {
            await _places.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await work();
        }
        finally
        {
            _places.Release();
        }
    }
}
