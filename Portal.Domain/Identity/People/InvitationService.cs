using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What an owner types to invite somebody.</summary>
public sealed record InviteForm(string Email, IReadOnlyList<RoleKey> Roles, string Culture);

/// <summary>An invitation as the members page lists it.</summary>
public sealed record InvitationRow(
    long Id,
    string Email,
    IReadOnlyList<RoleName> Roles,
    InvitationState State,
    string InvitedBy,
    DateTime SentUtc,
    DateTime ExpiresUtc
);

/// <summary>Asking people into an organisation by mail.</summary>
public sealed class InvitationService(
    Acts acts,
    TimeProvider clock,
    MembershipService members,
    PeopleService people,
    INotifier tell,
    IServiceScopeFactory scopes
)
{
    public const string MailKind = "Invitation";

    /// <summary>Open invitations of one organisation.</summary>
    /// <summary>Open and expired invitations, newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> Open(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMembers, ct);
        var names = await RoleTable.Names(act.Db, act.Merchant, ct);
        var open = await act
            .Db.Invitations.AsNoTracking()
            .Of(act.Merchant)
            .Where(one => one.OpenFor != null)
            .OrderByDescending(one => one.Id)
            .Take(AccountPolicies.OpenInvitations.Facts.Max)
            .Join(act.Db.Users, one => one.InvitedById, user => user.Id, (one, user) => new { one, user.DisplayName })
            .ToListAsync(ct);
        var now = clock.UtcNow();
        return
        [
            .. open.Select(both => new InvitationRow(
                both.one.Id,
                both.one.Email,
                [.. names.Where(name => both.one.Roles.Contains(name.Key))],
                both.one.State(now),
                both.DisplayName,
                both.one.SentUtc,
                both.one.ExpiresUtc
            )),
        ];
    }

    /// <summary>Mails an invitation of seven days, in the invited person's language.</summary>
    /// <exception cref="Refusal">No address or role; a member or invited already; a role holds more than the actor does; too many are open.</exception>
    public async Task Invite(Actor actor, string merchant, InviteForm form, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMembers, MembershipService.LockName(merchant), ct);
        var row = act.Merchant;
        var email = PeopleService.Shaped(form.Email);
        Refusal.Unless(form.Roles.Count > 0, IdentityRefusals.RoleMissing);
        await RoleTable.DemandGrantable(act.Db, actor, row, form.Roles, ct);
        await GuardedRoles.RefuseAlone(act.Db, row, form.Roles, ct);
        await DemandFree(act.Db, row, email, ct);
        var invitation = Invitation.To(row, actor.UserId, email, form.Roles.Distinct(), form.Culture);
        act.Db.Invitations.Add(invitation);
        await Send(act.Db, actor, row, invitation, "invitation.sent", ct);
        await act.Commit();
    }

    /// <summary>Mails it again with a fresh link and seven more days; the earlier link stops working.</summary>
    /// <exception cref="Refusal">Used or revoked; a role holds more than the actor does.</exception>
    public async Task Resend(Actor actor, string merchant, long invitationId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMembers, MembershipService.LockName(merchant), ct);
        var invitation = await Find(act.Db, actor, act.Merchant, invitationId, ct);
        await Send(act.Db, actor, act.Merchant, invitation, "invitation.sent-again", ct);
        await act.Commit();
    }

    /// <summary>Takes an invitation back: its link stops working.</summary>
    /// <exception cref="Refusal">Used or revoked already; a role holds more than the actor does.</exception>
    public async Task Revoke(Actor actor, string merchant, long invitationId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMembers, ct);
        var invitation = await Find(act.Db, actor, act.Merchant, invitationId, ct);
        invitation.Revoke(clock.UtcNow());
        await act.Commit("invitation.revoked", "merchant", act.Merchant.Slug, before: Facts(invitation));
    }

    /// <summary>What the holder of a mailed link is asked to join.</summary>
    /// <exception cref="Refusal">Not found: no such link, or a newer mail has replaced it.</exception>
    public async Task<InvitationView> Read(Actor actor, string token, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var (row, invitation) = await ByToken(act.Db, token, ct);
        var names = await RoleTable.Names(act.Db, row, ct);
        var folded = Invitation.Fold(invitation.Email);
        return new InvitationView(
            row.Slug,
            row.DisplayName,
            await act.Db.Users.Where(user => user.Id == invitation.InvitedById).Select(user => user.DisplayName).SingleAsync(ct),
            invitation.Email,
            [.. names.Where(name => invitation.Roles.Contains(name.Key))],
            invitation.State(clock.UtcNow()),
            invitation.ExpiresUtc,
            await act.Db.Users.AnyAsync(user => user.NormalizedEmail == folded, ct)
        );
    }

    /// <summary>The signed-in person joins by a mailed link; returns the organisation's slug.</summary>
    /// <exception cref="Refusal">Unknown, used, revoked or expired; meant for another address.</exception>
    public async Task<string> Accept(Actor actor, string token, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        await act.Begin();
        var user = await act.Db.Users.SingleAsync(one => one.Id == act.UserId, ct);
        var slug = await Join(act.Db, actor, user, token, ct);
        await act.Commit();
        return slug;
    }

    /// <summary>
    /// A new person makes an account and joins in one step. The link came to the address, so the address is confirmed by it; returns the
    /// organisation's slug.
    /// </summary>
    /// <exception cref="Refusal">As for accepting; the address has an account already; the password is refused.</exception>
    public async Task<string> SignUp(Actor actor, string token, string displayName, string password, string culture, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Open(actor, Permit.SignIn, ct);
        var (_, invitation) = await ByToken(db, token, ct);
        invitation.DemandOpen(clock.UtcNow());
        // Hashed whether or not somebody has the address: the answer takes as long for both.
        var user = await people.Prepare(users, invitation.Email, displayName, culture, password, ct, confirmed: true);
        await act.Begin();
        if (!await PeopleService.Added(db, users, user, ct))
        {
            // Perhaps by this very link, a moment ago: then that is what there is to say.
            await db.Entry(invitation).ReloadAsync(ct);
            invitation.DemandOpen(clock.UtcNow());
            throw new Refusal(IdentityRefusals.InvitationKnown, invitation.Email);
        }

        var joiner = Actor.User(user.Id, user.DisplayName, actor.From);
        db.Audit(joiner, "person.signed-up", "person", user.Id.ToString(CultureInfo.InvariantCulture));
        var slug = await Join(db, joiner, user, token, ct);
        await act.Commit();
        return slug;
    }

    private async Task<string> Join(PortalDb db, Actor actor, PortalUser user, string token, CancellationToken ct)
    {
        var (row, invitation) = await ByToken(db, token, ct);
        await db.Acquire(MembershipService.LockName(row.Slug), ct);
        // Used or taken back by whoever had the lock before, perhaps.
        await db.Entry(invitation).ReloadAsync(ct);
        invitation.Accept(user, clock.UtcNow());
        foreach (var role in invitation.Roles)
        {
            await members.GrantRole(db, actor, row, user.Id, role, null, ct);
        }

        db.Audit(actor, "invitation.accepted", "merchant", row.Slug, row.Id, after: Facts(invitation));
        var names = await RoleTable.Names(db, row, ct);
        await tell.InvitationAccepted(db, actor, row, [.. names.Where(name => invitation.Roles.Contains(name.Key))], ct);
        await db.SaveChangesAsync(ct);
        return row.Slug;
    }

    private async Task Send(PortalDb db, Actor actor, Merchant merchant, Invitation invitation, string action, CancellationToken ct)
    {
        var folded = Invitation.Fold(invitation.Email);
        var known = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedEmail == folded, ct);
        var now = clock.UtcNow();
        var query = "?token=" + invitation.Issue(await db.Policy(AccountPolicies.InvitationDays, ct), now);
        var mail = Mail.To(
            invitation.Email,
            known?.DisplayName ?? invitation.Email,
            known?.Culture ?? invitation.Culture,
            MailKind,
            now,
            query,
            merchant.DisplayName,
            actor.Name
        );
        db.Audit(actor, action, "merchant", merchant.Slug, merchant.Id, after: Facts(invitation));
        await people.Send(db, mail, ct);
    }

    private static object Facts(Invitation invitation) => new { Invitation = invitation.Id, invitation.RoleKeys };

    private static async Task<Invitation> Find(PortalDb db, Actor actor, Merchant merchant, long id, CancellationToken ct)
    {
        var invitation = await db.Invitations.Of(merchant).SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw Refusal.NotFound();
        await RoleTable.DemandGrantable(db, actor, merchant, invitation.Roles, ct);
        return invitation;
    }

    // The token is the key here: whoever holds it was written to.
    private static async Task<(Merchant Merchant, Invitation Invitation)> ByToken(PortalDb db, string token, CancellationToken ct)
    {
        var hash = Invitation.Hash(token);
        var invitation = await db.Invitations.SingleOrDefaultAsync(one => one.TokenHash == hash, ct) ?? throw Refusal.NotFound();
        return (await db.Merchants.SingleAsync(row => row.Id == invitation.MerchantId, ct), invitation);
    }

    private static async Task DemandFree(PortalDb db, Merchant merchant, string email, CancellationToken ct)
    {
        var folded = Invitation.Fold(email);
        var member = await db
            .Memberships.Of(merchant)
            .AnyAsync(one => db.Users.Any(user => user.Id == one.UserId && user.NormalizedEmail == folded), ct);
        if (member)
        {
            throw new Refusal(IdentityRefusals.AlreadyMember, email).On("Email");
        }

        var open = await db.Invitations.Of(merchant).Where(one => one.OpenFor != null).Select(one => one.OpenFor).ToListAsync(ct);
        if (open.Contains(folded))
        {
            throw new Refusal(IdentityRefusals.AlreadyInvited, email).On("Email");
        }

        var most = await db.Policy(AccountPolicies.OpenInvitations, ct);
        Refusal.Unless(open.Count < most, IdentityRefusals.TooManyInvitations, most);
    }
}
