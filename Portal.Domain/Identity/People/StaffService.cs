using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>The operator's people: staff roles, locks, and the help an administrator gives with an account.</summary>
public sealed class StaffService(Acts acts, TimeProvider clock, PeopleService people, INotifier tell, IServiceScopeFactory scopes)
{
    public const int WhyMax = 200;

    /// <summary>Whoever gives or takes staff roles goes one at a time.</summary>
    internal const string LockName = "staff";

    /// <summary>One person with their roles everywhere.</summary>
    public async Task<PersonView> Person(Actor actor, long userId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPeople, ct);
        var user = await act.Db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct) ?? throw Refusal.NotFound();
        var staff = await act.Db.StaffAssignments.Where(row => row.UserId == userId).Select(row => row.Role).ToListAsync(ct);
        var standing = await PersonRights.Of(act.Db, actor, null, ct);
        return new PersonView(
            user.Id,
            user.DisplayName,
            user.Email ?? string.Empty,
            user.EmailConfirmed,
            user.LockoutEnd > clock.GetUtcNow(),
            user.LockoutEnd >= PortalUser.LockedForGood,
            user.IsDemo,
            user.Culture,
            user.CreatedUtc,
            user.LastSignInUtc,
            [.. staff.Order()],
            [.. (await MyRoles.Organisations(act.Db, [userId], ct))[userId]],
            staff.Contains(StaffRole.Administrator) && !await OtherAdministrators(act.Db, userId, ct),
            standing.Allows(Permits.Of(Permit.ManagePeople), null)
        );
    }

    /// <summary>Gives a person a staff role, for a stated reason.</summary>
    /// <exception cref="Refusal">No reason; no such person; one's own roles; a role that takes two persons.</exception>
    public async Task Grant(Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManagePeople, ct);
        Refusal.Unless(userId != actor.UserId, IdentityRefusals.NotYourself);
        GuardedRoles.RefuseAlone(role);
        await act.Begin();
        await GrantStaffRole(act.Db, actor, userId, role, Reason(why), ct);
        await act.Save();
        await NotifyRoles(act.Db, actor, userId, ct);
        await act.Commit();
    }

    /// <summary>Takes a staff role away, for a stated reason; it bites at the next click.</summary>
    /// <exception cref="Refusal">No reason; not that role; the last administrator.</exception>
    public async Task Revoke(Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManagePeople, LockName, ct);
        var reason = Reason(why);
        var row =
            await act.Db.StaffAssignments.SingleOrDefaultAsync(one => one.UserId == userId && one.Role == role, ct)
            ?? throw Refusal.NotFound();
        if (role == StaffRole.Administrator)
        {
            Refusal.Unless(await OtherAdministrators(act.Db, userId, ct), IdentityRefusals.LastAdministrator);
        }

        act.Db.StaffAssignments.Remove(row);
        act.Audit("staff.role-revoked", "person", Key(userId), before: new { role }, why: reason);
        await act.Save();
        await NotifyRoles(act.Db, actor, userId, ct);
        await act.Commit();
    }

    /// <summary>Locks a person out: no sign-in, and every open page refuses at its next click.</summary>
    /// <exception cref="Refusal">No reason; oneself; the last administrator.</exception>
    public Task Lock(Actor actor, long userId, string why, CancellationToken ct) =>
        WithUser(
            actor,
            userId,
            async (act, users, user) =>
            {
                Refusal.Unless(userId != actor.UserId, IdentityRefusals.NotYourself);
                await act.Lock(LockName);
                var administrator = await act.Db.StaffAssignments.AnyAsync(
                    row => row.UserId == userId && row.Role == StaffRole.Administrator,
                    ct
                );
                Refusal.Unless(!administrator || await OtherAdministrators(act.Db, userId, ct), IdentityRefusals.LastAdministrator);
                act.Audit("person.locked", "person", Key(userId), why: Reason(why));
                Done(await users.SetLockoutEnabledAsync(user, true));
                await SecretTries.SetLock(act.Db, userId, PortalUser.LockedForGood, ct);
                Done(await users.UpdateSecurityStampAsync(user));
            },
            ct
        );

    /// <summary>Lets a locked person in again.</summary>
    /// <exception cref="Refusal">No reason; no such person.</exception>
    public Task Unlock(Actor actor, long userId, string why, CancellationToken ct) =>
        WithUser(
            actor,
            userId,
            async (act, users, user) =>
            {
                act.Audit("person.unlocked", "person", Key(userId), why: Reason(why));
                await SecretTries.SetLock(act.Db, userId, null, ct);
            },
            ct
        );

    /// <summary>Mails the confirmation link again.</summary>
    /// <exception cref="Refusal">No such person; the address is confirmed.</exception>
    public async Task ResendConfirmation(Actor actor, long userId, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManagePeople, ct);
        var user = await act.Db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(!user.EmailConfirmed, IdentityRefusals.AlreadyConfirmed);
        await act.Commit("person.confirmation-resent", "person", Key(userId));
        await people.ResendConfirmation(actor, user.Email ?? string.Empty, ct);
    }

    /// <summary>The one place where a staff role begins: the people page, an approved grant. The caller has judged the actor and saves.</summary>
    internal async Task GrantStaffRole(PortalDb db, Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await db.Acquire(LockName, ct);
        if (!await db.Users.AnyAsync(user => user.Id == userId, ct))
        {
            throw Refusal.NotFound();
        }

        if (!await db.StaffAssignments.AnyAsync(row => row.UserId == userId && row.Role == role, ct))
        {
            db.StaffAssignments.Add(new StaffAssignment(userId, role, clock.UtcNow()));
            db.Audit(actor, "staff.role-granted", "person", Key(userId), after: new { role }, why: why);
        }
    }

    /// <summary>Tells a person of the operator's what they are now; the caller has saved the change and saves again.</summary>
    internal async Task NotifyRoles(PortalDb db, Actor actor, long userId, CancellationToken ct)
    {
        var now = await db.StaffAssignments.Where(row => row.UserId == userId).Select(row => row.Role).ToListAsync(ct);
        await tell.StaffRolesChanged(db, actor, userId, now, ct);
    }

    private async Task WithUser(
        Actor actor,
        long userId,
        Func<StaffAct, UserManager<PortalUser>, PortalUser, Task> change,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Staff(actor, Permit.ManagePeople, ct);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        await act.Begin();
        var user = await users.FindByIdAsync(Key(userId)) ?? throw Refusal.NotFound();
        await change(act, users, user);
        await act.Commit();
    }

    private static Task<bool> OtherAdministrators(PortalDb db, long userId, CancellationToken ct) =>
        db
            .StaffAssignments.Where(row => row.Role == StaffRole.Administrator && row.UserId != userId)
            .AnyAsync(
                row =>
                    db.Users.Any(user => user.Id == row.UserId && (user.LockoutEnd == null || user.LockoutEnd < PortalUser.LockedForGood)),
                ct
            );

    // Identity answers instead of throwing: a lock that did not take must not look like one that did.
    private static void Done(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
        }
    }

    private static string Reason(string why) => Text.Required(why, "Why", WhyMax);

    private static string Key(long userId) => userId.ToString(CultureInfo.InvariantCulture);
}
