using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>One try at a person's secrets.</summary>
/// <param name="IsTaken">Whether there was a try left: without one nothing may be compared.</param>
/// <param name="LockedUntil">With a taken try: the lock it began, being the last one allowed. Otherwise the lock that refused it.</param>
public readonly record struct SecretTry(bool IsTaken, DateTimeOffset? LockedUntil);

/// <summary>
/// Tries at a person's secrets: password, codes of the app, recovery codes, at the door and when confirming oneself. Each is counted by one
/// conditional statement before anything is compared, so guesses that are sent together cannot share a try. The last one allowed locks the
/// account while it is looked at; the right answer takes that back.
/// </summary>
public sealed class SecretTries(Acts acts, TimeProvider clock)
{
    /// <summary>Takes a try of this person's, if one is left.</summary>
    public async Task<SecretTry> Take(long userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var step = await acts.Step(ct);
        var terms = LockTerms.Of(await step.Db.Policies(ct), now.UtcDateTime);
        var max = terms.TriesMax;
        DateTimeOffset? until = now + terms.LockedFor;
        await step.Begin();
        var taken = await Change(
            step.Db,
            userId,
            user => user.LockoutEnd == null || user.LockoutEnd <= now,
            set =>
                set.SetProperty(user => user.LockoutEnd, user => user.AccessFailedCount + 1 >= max ? until : null)
                    .SetProperty(
                        user => user.AccessFailedCount,
                        user => user.AccessFailedCount + 1 >= max ? 0 : user.AccessFailedCount + 1
                    ),
            ct
        );
        // Read while the row is still held: the lock that is seen with a taken try is the one this try began.
        var end = await step.Db.Users.Where(user => user.Id == userId).Select(user => user.LockoutEnd).SingleOrDefaultAsync(ct);
        await step.Commit();
        return taken == 1 ? new SecretTry(true, end) : new SecretTry(false, end ?? now);
    }

    /// <summary>The answer was right, and more is asked: this one try does not count. Wrong ones before it still do.</summary>
    public async Task GiveBack(long userId, SecretTry attempt, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        if (attempt.LockedUntil is { } mine)
        {
            var left = await step.Db.Policy(SignInPolicies.WrongTriesMax, ct) - 1;
            await Change(
                step.Db,
                userId,
                user => user.LockoutEnd == mine,
                set => set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null).SetProperty(user => user.AccessFailedCount, left),
                ct
            );
            return;
        }

        await Change(
            step.Db,
            userId,
            user => user.AccessFailedCount > 0,
            set => set.SetProperty(user => user.AccessFailedCount, user => user.AccessFailedCount - 1),
            ct
        );
    }

    /// <summary>Compares with a taken try. When it came to no comparison, because too many wait, the try is there again.</summary>
    /// <exception cref="Refusal">TooBusy.</exception>
    public async Task<bool> Compare(long userId, SecretTry attempt, Func<Task<bool>> compare, CancellationToken ct)
    {
        try
        {
            return await compare();
        }
        catch (Kernel.Refusal)
        {
            await GiveBack(userId, attempt, ct);
            throw;
        }
    }

    /// <summary>The person has shown everything that was asked: all their tries are there again. A lock that others' guesses began meanwhile stays.</summary>
    public async Task Clear(long userId, SecretTry attempt, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = attempt.LockedUntil;
        await using var step = await acts.Step(ct);
        await Change(
            step.Db,
            userId,
            user => user.LockoutEnd == null || user.LockoutEnd <= now || user.LockoutEnd == mine,
            set => set.SetProperty(user => user.LockoutEnd, (DateTimeOffset?)null).SetProperty(user => user.AccessFailedCount, 0),
            ct
        );
    }

    /// <summary>Locks a person until then, or opens the lock, in the caller's transaction; the tries begin anew.</summary>
    internal static Task SetLock(PortalDb db, long userId, DateTimeOffset? until, CancellationToken ct) =>
        Change(
            db,
            userId,
            _ => true,
            set => set.SetProperty(user => user.LockoutEnd, until).SetProperty(user => user.AccessFailedCount, 0),
            ct
        );

    /// <summary>One statement, so that of tries at the same moment each counts; the person's row is sealed, and the seal follows.</summary>
    private static Task<int> Change(
        PortalDb db,
        long userId,
        Expression<Func<PortalUser, bool>> when,
        Action<UpdateSettersBuilder<PortalUser>> set,
        CancellationToken ct
    ) =>
        db.Sealed(
            "Users",
            [
                [userId],
            ],
            () => db.Users.Where(user => user.Id == userId).Where(when).ExecuteUpdateAsync(set, ct),
            ct
        );
}
