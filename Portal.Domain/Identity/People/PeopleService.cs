using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// People: sign-up, confirmation, reset, and the accounts an administrator makes. The password itself is judged by ASP.NET Core Identity;
/// signing in (the cookie) belongs to the host.
/// </summary>
public sealed class PeopleService(
    Acts acts,
    TimeProvider clock,
    SessionEnds bell,
    INotifier tell,
    PasswordWork passwords,
    IServiceScopeFactory scopes
)
{
    public const string ConfirmMail = "Confirm";
    public const string KnownMail = "AlreadyKnown";
    public const string ResetMail = "Reset";

    /// <summary>Opens a person's account and mails a confirmation link. An address that is known already gets a mail that says so, and the same answer here.</summary>
    /// <exception cref="Refusal">The address has no shape of one, or the password is refused (with Identity's reason codes).</exception>
    public async Task SignUp(Actor actor, string email, string displayName, string password, string culture, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        // Hashed, written and mailed alike for a known and an unknown address: neither the answer nor its time tells which it was.
        var user = await Prepare(users, email, displayName, culture, password, ct);
        if (await users.FindByEmailAsync(user.Email!) is null && await SignedUp(scope.ServiceProvider, actor, user, ct))
        {
            return;
        }

        await act.Begin();
        var normal = users.NormalizeEmail(user.Email);
        var known = await act.Db.Users.AsNoTracking().SingleAsync(row => row.NormalizedEmail == normal, ct);
        act.Db.Audit(Actor.Visitor(actor.From), "person.sign-up-known", "person", known.Id.ToString(Invariant));
        await Send(act.Db, Mail.To(known, KnownMail, clock.UtcNow()), ct);
        await act.Commit();
    }

    /// <summary>Stores the new person. False when somebody else had the address a moment earlier.</summary>
    private async Task<bool> SignedUp(IServiceProvider scope, Actor actor, PortalUser user, CancellationToken ct)
    {
        var users = scope.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.GetRequiredService<PortalDb>();
        await using var step = await acts.On(db).Step(ct);
        await step.Begin();
        if (!await Added(db, users, user, ct))
        {
            return false;
        }

        var token = await users.GenerateEmailConfirmationTokenAsync(user);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.signed-up", "person", user.Id.ToString(Invariant));
        await Send(db, Mail.To(user, ConfirmMail, clock.UtcNow(), Query(user, token)), ct);
        await step.Commit();
        return true;
    }

    /// <summary>Confirms an address by the mailed link.</summary>
    /// <exception cref="Refusal">The link is unknown, used or older than its life.</exception>
    public async Task ConfirmEmail(Actor actor, long userId, string token, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByIdAsync(userId.ToString(Invariant)) ?? throw new Refusal(IdentityRefusals.LinkUsedUp);
        if (user.EmailConfirmed || !(await users.ConfirmEmailAsync(user, token)).Succeeded)
        {
            throw new Refusal(IdentityRefusals.LinkUsedUp);
        }

        act.Db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.email-confirmed", "person", user.Id.ToString(Invariant));
        await act.Commit();
    }

    /// <summary>Mails a fresh confirmation link. Says the same whether or not the address is known.</summary>
    public Task ResendConfirmation(Actor actor, string email, CancellationToken ct) =>
        MailLink(
            actor,
            email,
            ConfirmMail,
            user => !user.EmailConfirmed,
            static (users, user) => users.GenerateEmailConfirmationTokenAsync(user),
            ct
        );

    /// <summary>Mails a reset link of one hour. Says the same whether or not the address is known.</summary>
    public Task ForgotPassword(Actor actor, string email, CancellationToken ct) =>
        MailLink(
            actor,
            email,
            ResetMail,
            user => user.EmailConfirmed,
            static (users, user) => users.GeneratePasswordResetTokenAsync(user),
            ct
        );

    /// <summary>Sets a new password by the mailed link; every other session of the person ends.</summary>
    /// <exception cref="Refusal">The link is unknown, used or too old, or the new password is refused.</exception>
    public async Task ResetPassword(Actor actor, long userId, string token, string password, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Open(actor, Permit.SignIn, ct);
        var user = await users.FindByIdAsync(userId.ToString(Invariant)) ?? throw new Refusal(IdentityRefusals.LinkUsedUp);
        var purpose = UserManager<PortalUser>.ResetPasswordTokenPurpose;
        var good = await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, purpose, token);
        Refusal.Unless(good, IdentityRefusals.LinkUsedUp);
        await passwords.Give(users, user, password, ct);
        await act.Begin();
        // The new stamp makes the link used up; of two uses at once the second finds the person changed.
        await IdentityAnswers.Once(() => users.UpdateSecurityStampAsync(user));
        if (!user.IsBarred)
        {
            await SecretTries.SetLock(db, user.Id, null, ct);
        }

        var keys = await SessionService.EndAllOf(db, user.Id, null, SessionEnd.CredentialsChanged, clock.UtcNow(), ct);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.password-reset", "person", user.Id.ToString(Invariant));
        await tell.SignInChanged(db, user.Id, SignInChange.PasswordSet, null, ct);
        await act.Commit();
        bell.Ring(keys);
    }

    /// <summary>Who the actor is, with their organisations and staff roles.</summary>
    public async Task<Me> Me(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var id = act.UserId;
        var user = await act.Db.Users.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var organisations = await MyRoles.Organisations(act.Db, [id], ct);
        var staff = await act.Db.StaffAssignments.Where(row => row.UserId == id).Select(row => row.Role).ToListAsync(ct);
        return new Me(id, user.Email ?? string.Empty, user.DisplayName, user.Culture, [.. organisations[id]], staff)
        {
            View = await MyRoles.View(act.Db, id, staff, ct),
        };
    }

    /// <summary>Writes a refused sign-in into the trail: whose, when the address is somebody's; and that it locked them, when it did.</summary>
    public async Task SignInFailed(Actor actor, long? userId, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var user = userId is null ? null : await act.Db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct);
        var action = user?.LockoutEnd > clock.GetUtcNow() ? "person.locked" : "person.sign-in-failed";
        await act.Commit(action, "person", user is null ? "unknown" : user.Id.ToString(Invariant));
    }

    /// <summary>Makes a confirmed account, for the operator's shell and the seeder; with a staff role when one is named. Returns its id.</summary>
    /// <exception cref="Refusal">
    /// The address is taken or has no shape of one; the password is refused; not the shell, and the role takes two persons.
    /// </exception>
    public async Task<long> CreateUser(Actor actor, NewUser form, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Staff(actor, Permit.ManagePeople, ct);
        if (actor.Kind == ActorKind.User && form.Role is { } asked)
        {
            // Only the shell, where the site is set up, makes a first one of these.
            GuardedRoles.RefuseAlone(asked);
        }

        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        if (await users.FindByEmailAsync(form.Email) is not null)
        {
            throw new Refusal(IdentityRefusals.EmailTaken, form.Email).On("Email");
        }

        var user = await Prepare(users, form.Email, form.DisplayName, form.Culture, form.Password, ct, form.IsDemo, confirmed: true);
        await act.Begin();
        if (!await Added(db, users, user, ct))
        {
            throw new Refusal(IdentityRefusals.EmailTaken, form.Email).On("Email");
        }

        if (form.Role is { } role)
        {
            db.StaffAssignments.Add(new StaffAssignment(user.Id, role, clock.UtcNow()));
        }

        await act.Commit("person.created", "person", user.Id.ToString(Invariant), after: new { form.Role, form.IsDemo });
        return user.Id;
    }

    /// <summary>Puts a person into an organisation, for the operator's shell and the seeder (invitations come through the team page).</summary>
    /// <exception cref="Refusal">No such organisation; not the shell, and the role takes two persons.</exception>
    public async Task AddMember(Actor actor, string merchant, long userId, MerchantRole role, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManagePeople, ct);
        var row = await act.Db.Merchants.SingleOrDefaultAsync(one => one.Slug == merchant, ct) ?? throw Refusal.NotFound();
        if (actor.Kind == ActorKind.User)
        {
            await GuardedRoles.RefuseAlone(act.Db, row, [RoleKey.Of(role)], ct);
        }

        await act.Lock(MembershipService.LockName(merchant));
        if (await act.Db.Memberships.Of(row).AnyAsync(one => one.UserId == userId && one.Role == role, ct))
        {
            return;
        }

        act.Db.Memberships.Add(new Membership(userId, row.Id, role, clock.UtcNow()));
        await act.Commit("member.added", "merchant", merchant, after: new { userId, role }, merchantId: row.Id);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private async Task MailLink(
        Actor actor,
        string email,
        string kind,
        Func<PortalUser, bool> due,
        Func<UserManager<PortalUser>, PortalUser, Task<string>> token,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Open(actor, Permit.SignIn, ct);
        if (await users.FindByEmailAsync(email) is { } user && due(user))
        {
            await act.Begin();
            await Send(db, Mail.To(user, kind, clock.UtcNow(), Query(user, await token(users, user))), ct);
            await act.Commit();
        }
    }

    /// <summary>The person as they will be stored, with the password judged and hashed: all that is dear, before any transaction.</summary>
    internal async Task<PortalUser> Prepare(
        UserManager<PortalUser> users,
        string email,
        string displayName,
        string culture,
        string? password,
        CancellationToken ct,
        bool isDemo = false,
        bool confirmed = false
    )
    {
        var form = new FormCheck();
        var address = form.Of(() => Shaped(email));
        var name = form.Of(() => Text.Required(displayName, "DisplayName", PortalUser.DisplayNameMax));
        if (password is not null)
        {
            await form.Of(() => PasswordWork.Judge(users, new PortalUser { Email = address, DisplayName = name }, password));
        }

        form.Demand();
        var user = new PortalUser
        {
            UserName = address,
            Email = address,
            EmailConfirmed = confirmed,
            DisplayName = name,
            Culture = culture,
            CreatedUtc = clock.UtcNow(),
            IsDemo = isDemo,
        };
        if (password is not null)
        {
            await passwords.Give(users, user, password, ct);
        }

        return user;
    }

    /// <summary>Stores a prepared person in the caller's transaction. False when the address is somebody's already, also by a moment.</summary>
    internal static async Task<bool> Added(PortalDb db, UserManager<PortalUser> users, PortalUser user, CancellationToken ct)
    {
        await TakeAddress(db, users, user.Email, ct);
        var made = await users.CreateAsync(user);
        if (made.Errors.Any(error => IdentityAnswers.IsTaken(error.Code)))
        {
            return false;
        }

        IdentityAnswers.Accept(made, "Email");
        return true;
    }

    /// <summary>Whoever is about to give an address to a person, or to look whose it is for that, goes one at a time.</summary>
    internal static Task TakeAddress(PortalDb db, UserManager<PortalUser> users, string? address, CancellationToken ct) =>
        db.Acquire("address:" + users.NormalizeEmail(address), ct);

    /// <summary>Writes a mail and the work that sends it, together.</summary>
    internal async Task Send(PortalDb db, Mail mail, CancellationToken ct)
    {
        db.Mails.Add(mail);
        db.WhenSaved(() => db.WorkItems.Add(WorkItem.For(Mail.SendWork, mail.Id, clock.UtcNow(), clock.UtcNow())));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>An address without blanks around it.</summary>
    /// <exception cref="Refusal">Nothing was typed; it has no shape of one.</exception>
    internal static string Shaped(string email)
    {
        var address = email.Trim();
        if (address.Length == 0)
        {
            throw new Refusal(KernelRefusals.Required).On("Email");
        }

        var shaped = address.Length <= 254 && System.Net.Mail.MailAddress.TryCreate(address, out var parsed) && parsed.Address == address;
        return shaped ? address : throw new Refusal(IdentityRefusals.EmailShape).On("Email");
    }

    private static string Query(PortalUser user, string token) =>
        string.Create(Invariant, $"?id={user.Id}&token={Uri.EscapeDataString(token)}");
}

/// <summary>An account an administrator, the operator's shell or the seeder makes; without a password the person sets one by reset.</summary>
public sealed record NewUser(
    string Email,
    string DisplayName,
    string? Password = null,
    StaffRole? Role = null,
    string Culture = "en",
    bool IsDemo = false
);
