using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>The operator's people: staff roles, locks, and the help an administrator gives with an account.</summary>
public sealed class StaffService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    TimeProvider clock,
    PeopleService people,
    INotifier tell,
    IServiceScopeFactory scopes
)
{
    public const int WhyMax = 200;

    /// <summary>Whoever gives or takes staff roles goes one at a time.</summary>
    internal const string Turn = "staff";

    /// <summary>One person with their roles everywhere.</summary>
    [Needs(Permit.ViewPeople)]
    public async Task<PersonView> Person(Actor actor, long userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewPeople, ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct) ?? throw Refusal.NotFound();
        var staff = await db.StaffAssignments.Where(row => row.UserId == userId).Select(row => row.Role).ToListAsync(ct);
        var standing = await PersonRights.Of(db, actor, null, ct);
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
            [.. (await MyRoles.Organisations(db, [userId], ct))[userId]],
            staff.Contains(StaffRole.Administrator) && !await OtherAdministrators(db, userId, ct),
            standing.Allows(Permits.Of(Permit.ManagePeople), null)
        );
    }

    /// <summary>Gives a person a staff role, for a stated reason.</summary>
    /// <exception cref="Refusal">No reason; no such person; one's own roles; a role that takes two persons.</exception>
    [Needs(Permit.ManagePeople)]
    public async Task Grant(Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManagePeople, ct);
        Refusal.Unless(userId != actor.UserId, IdentityRefusals.NotYourself);
        GuardedRoles.RefuseAlone(role);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await GrantStaffRole(db, actor, userId, role, Reason(why), ct);
        await db.SaveChangesAsync(ct);
        await NotifyRoles(db, actor, userId, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Takes a staff role away, for a stated reason; it bites at the next click.</summary>
    /// <exception cref="Refusal">No reason; not that role; the last administrator.</exception>
    [Needs(Permit.ManagePeople)]
    public async Task Revoke(Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var tx = await gate.BeginTurn(db, actor, Permit.ManagePeople, Turn, ct);
        var reason = Reason(why);
        var row =
            await db.StaffAssignments.SingleOrDefaultAsync(one => one.UserId == userId && one.Role == role, ct) ?? throw Refusal.NotFound();
        if (role == StaffRole.Administrator)
        {
            Refusal.Unless(await OtherAdministrators(db, userId, ct), IdentityRefusals.LastAdministrator);
        }

        db.StaffAssignments.Remove(row);
        db.Audit(actor, "staff.role-revoked", "person", Key(userId), before: new { role }, why: reason);
        await db.SaveChangesAsync(ct);
        await NotifyRoles(db, actor, userId, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Locks a person out: no sign-in, and every open page refuses at its next click.</summary>
    /// <exception cref="Refusal">No reason; oneself; the last administrator.</exception>
    [Needs(Permit.ManagePeople)]
    public Task Lock(Actor actor, long userId, string why, CancellationToken ct) =>
        WithUser(
            actor,
            userId,
            async (db, users, user) =>
            {
                Refusal.Unless(userId != actor.UserId, IdentityRefusals.NotYourself);
                await db.Acquire(Turn, ct);
                var administrator = await db.StaffAssignments.AnyAsync(
                    row => row.UserId == userId && row.Role == StaffRole.Administrator,
                    ct
                );
                Refusal.Unless(!administrator || await OtherAdministrators(db, userId, ct), IdentityRefusals.LastAdministrator);
                db.Audit(actor, "person.locked", "person", Key(userId), why: Reason(why));
                Done(await users.SetLockoutEnabledAsync(user, true));
                await SecretTries.SetLock(db, userId, PortalUser.LockedForGood, ct);
                Done(await users.UpdateSecurityStampAsync(user));
            },
            ct
        );

    /// <summary>Lets a locked person in again.</summary>
    /// <exception cref="Refusal">No reason; no such person.</exception>
    [Needs(Permit.ManagePeople)]
    public Task Unlock(Actor actor, long userId, string why, CancellationToken ct) =>
        WithUser(
            actor,
            userId,
            async (db, users, user) =>
            {
                db.Audit(actor, "person.unlocked", "person", Key(userId), why: Reason(why));
                await SecretTries.SetLock(db, userId, null, ct);
            },
            ct
        );

    /// <summary>Mails the confirmation link again.</summary>
    /// <exception cref="Refusal">No such person; the address is confirmed.</exception>
    [Needs(Permit.ManagePeople)]
    public async Task ResendConfirmation(Actor actor, long userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManagePeople, ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(!user.EmailConfirmed, IdentityRefusals.AlreadyConfirmed);
        db.Audit(actor, "person.confirmation-resent", "person", Key(userId));
        await db.SaveChangesAsync(ct);
        await people.ResendConfirmation(actor, user.Email ?? string.Empty, ct);
    }

    /// <summary>The one place where a staff role begins: the people page, an approved grant. The caller has judged the actor and saves.</summary>
    internal async Task GrantStaffRole(PortalDb db, Actor actor, long userId, StaffRole role, string why, CancellationToken ct)
    {
        await db.Acquire(Turn, ct);
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
        Func<PortalDb, UserManager<PortalUser>, PortalUser, Task> act,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await gate.Staff(db, actor, Permit.ManagePeople, ct);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var user = await users.FindByIdAsync(Key(userId)) ?? throw Refusal.NotFound();
        await act(db, users, user);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
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
