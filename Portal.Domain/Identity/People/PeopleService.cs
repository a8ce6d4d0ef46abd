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
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
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
    [Needs(Permit.SignIn)]
    public async Task SignUp(Actor actor, string email, string displayName, string password, string culture, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        // Hashed, written and mailed alike for a known and an unknown address: neither the answer nor its time tells which it was.
        var user = await Prepare(users, email, displayName, culture, password, ct);
        if (await users.FindByEmailAsync(user.Email!) is null && await SignedUp(scope.ServiceProvider, actor, user, ct))
        {
            return;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var normal = users.NormalizeEmail(user.Email);
        var known = await db.Users.AsNoTracking().SingleAsync(row => row.NormalizedEmail == normal, ct);
        db.Audit(Actor.Visitor(actor.From), "person.sign-up-known", "person", known.Id.ToString(Invariant));
        await Send(db, Mail.To(known, KnownMail, clock.UtcNow()), ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>Stores the new person. False when somebody else had the address a moment earlier.</summary>
    private async Task<bool> SignedUp(IServiceProvider scope, Actor actor, PortalUser user, CancellationToken ct)
    {
        var users = scope.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.GetRequiredService<PortalDb>();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (!await Added(db, users, user, ct))
        {
            return false;
        }

        var token = await users.GenerateEmailConfirmationTokenAsync(user);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.signed-up", "person", user.Id.ToString(Invariant));
        await Send(db, Mail.To(user, ConfirmMail, clock.UtcNow(), Query(user, token)), ct);
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Confirms an address by the mailed link.</summary>
    /// <exception cref="Refusal">The link is unknown, used or older than its life.</exception>
    [Needs(Permit.SignIn)]
    public async Task ConfirmEmail(Actor actor, long userId, string token, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByIdAsync(userId.ToString(Invariant)) ?? throw new Refusal(IdentityRefusals.LinkUsedUp);
        if (user.EmailConfirmed || !(await users.ConfirmEmailAsync(user, token)).Succeeded)
        {
            throw new Refusal(IdentityRefusals.LinkUsedUp);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.email-confirmed", "person", user.Id.ToString(Invariant));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Mails a fresh confirmation link. Says the same whether or not the address is known.</summary>
    [Needs(Permit.SignIn)]
    public Task ResendConfirmation(Actor actor, string email, CancellationToken ct) =>
        MailLink(
            email,
            ConfirmMail,
            user => !user.EmailConfirmed,
            static (users, user) => users.GenerateEmailConfirmationTokenAsync(user),
            ct
        );

    /// <summary>Mails a reset link of one hour. Says the same whether or not the address is known.</summary>
    [Needs(Permit.SignIn)]
    public Task ForgotPassword(Actor actor, string email, CancellationToken ct) =>
        MailLink(email, ResetMail, user => user.EmailConfirmed, static (users, user) => users.GeneratePasswordResetTokenAsync(user), ct);

    /// <summary>Sets a new password by the mailed link; every other session of the person ends.</summary>
    /// <exception cref="Refusal">The link is unknown, used or too old, or the new password is refused.</exception>
    [Needs(Permit.SignIn)]
    public async Task ResetPassword(Actor actor, long userId, string token, string password, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var user = await users.FindByIdAsync(userId.ToString(Invariant)) ?? throw new Refusal(IdentityRefusals.LinkUsedUp);
        var purpose = UserManager<PortalUser>.ResetPasswordTokenPurpose;
        var good = await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider, purpose, token);
        Refusal.Unless(good, IdentityRefusals.LinkUsedUp);
        await passwords.Give(users, user, password, ct);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        // The new stamp makes the link used up; of two uses at once the second finds the person changed.
        await Once(() => users.UpdateSecurityStampAsync(user));
        if (!user.IsBarred)
        {
            await SecretTries.SetLock(db, user.Id, null, ct);
        }

        var keys = await SessionService.EndAllOf(db, user.Id, null, SessionEnd.CredentialsChanged, clock.UtcNow(), ct);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.password-reset", "person", user.Id.ToString(Invariant));
        await tell.SignInChanged(db, user.Id, SignInChange.PasswordSet, null, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        bell.Ring(keys);
    }

    /// <summary>Who the actor is, with their organisations and staff roles.</summary>
    [Needs(Permit.OwnProfile)]
    public async Task<Me> Me(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var id = await gate.SignedIn(db, actor, Permit.OwnProfile, ct);
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        var organisations = await MyRoles.Organisations(db, [id], ct);
        var staff = await db.StaffAssignments.Where(row => row.UserId == id).Select(row => row.Role).ToListAsync(ct);
        return new Me(id, user.Email ?? string.Empty, user.DisplayName, user.Culture, [.. organisations[id]], staff)
        {
            View = await MyRoles.View(db, id, staff, ct),
        };
    }

    /// <summary>Writes a refused sign-in into the trail: whose, when the address is somebody's; and that it locked them, when it did.</summary>
    [Needs(Permit.SignIn)]
    public async Task SignInFailed(Actor actor, long? userId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var user = userId is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == userId, ct);
        var action = user?.LockoutEnd > clock.GetUtcNow() ? "person.locked" : "person.sign-in-failed";
        db.Audit(actor, action, "person", user is null ? "unknown" : user.Id.ToString(Invariant));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Makes a confirmed account, for the operator's shell and the seeder; with a staff role when one is named. Returns its id.</summary>
    /// <exception cref="Refusal">
    /// The address is taken or has no shape of one; the password is refused; not the shell, and the role takes two persons.
    /// </exception>
    [Needs(Permit.ManagePeople)]
    public async Task<long> CreateUser(Actor actor, NewUser form, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await gate.Staff(db, actor, Permit.ManagePeople, ct);
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
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (!await Added(db, users, user, ct))
        {
            throw new Refusal(IdentityRefusals.EmailTaken, form.Email).On("Email");
        }

        if (form.Role is { } role)
        {
            db.StaffAssignments.Add(new StaffAssignment(user.Id, role, clock.UtcNow()));
        }

        db.Audit(actor, "person.created", "person", user.Id.ToString(Invariant), after: new { form.Role, form.IsDemo });
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return user.Id;
    }

    /// <summary>Puts a person into an organisation, for the operator's shell and the seeder (invitations come through the team page).</summary>
    /// <exception cref="Refusal">No such organisation; not the shell, and the role takes two persons.</exception>
    [Needs(Permit.ManagePeople)]
    public async Task AddMember(Actor actor, string merchant, long userId, MerchantRole role, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManagePeople, ct);
        var row = await db.Merchants.SingleOrDefaultAsync(one => one.Slug == merchant, ct) ?? throw Refusal.NotFound();
        if (actor.Kind == ActorKind.User)
        {
            await GuardedRoles.RefuseAlone(db, row, [RoleKey.Of(role)], ct);
        }

        await using var tx = await db.BeginTurn(MembershipService.Turn(merchant), ct);
        if (await db.Memberships.Of(row).AnyAsync(one => one.UserId == userId && one.Role == role, ct))
        {
            return;
        }

        db.Memberships.Add(new Membership(userId, row.Id, role, clock.UtcNow()));
        db.Audit(actor, "member.added", "merchant", merchant, row.Id, after: new { userId, role });
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private async Task MailLink(
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
        if (await users.FindByEmailAsync(email) is { } user && due(user))
        {
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            await Send(db, Mail.To(user, kind, clock.UtcNow(), Query(user, await token(users, user))), ct);
            await tx.CommitAsync(ct);
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
        if (made.Errors.Any(error => IsTaken(error.Code)))
        {
            return false;
        }

        Accept(made, "Email");
        return true;
    }

    /// <summary>Whoever is about to give an address to a person, or to look whose it is for that, goes one at a time.</summary>
    internal static Task TakeAddress(PortalDb db, UserManager<PortalUser> users, string? address, CancellationToken ct) =>
        db.Acquire("address:" + users.NormalizeEmail(address), ct);

    /// <summary>Writes a mail and the work that sends it, together.</summary>
    internal async Task Send(PortalDb db, Mail mail, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        db.Mails.Add(mail);
        await db.SaveChangesAsync(ct);
        db.WorkItems.Add(WorkItem.For(Mail.SendWork, mail.Id, clock.UtcNow(), clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        if (own is not null)
        {
            await own.CommitAsync(ct);
        }
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

    /// <summary>What a mailed link does: the second of two uses finds the link used up, also when both came at once.</summary>
    internal static async Task Once(Func<Task<IdentityResult>> use)
    {
        IdentityResult result;
        try
        {
            result = await use();
        }
        catch (Refusal lost) when (lost.Code == KernelRefusals.Conflict)
        {
            throw new Refusal(IdentityRefusals.LinkUsedUp);
        }

        string[] gone = [nameof(IdentityErrorDescriber.InvalidToken), nameof(IdentityErrorDescriber.ConcurrencyFailure)];
        var codes = result.Errors.Select(error => error.Code).ToList();
        Refusal.Unless(!codes.Any(code => gone.Contains(code) || IsTaken(code)), IdentityRefusals.LinkUsedUp);
        Accept(result, "Password");
    }

    private static string Query(PortalUser user, string token) =>
        string.Create(Invariant, $"?id={user.Id}&token={Uri.EscapeDataString(token)}");

    internal static void Accept(IdentityResult result, string field)
    {
        if (result.Succeeded)
        {
            return;
        }

        var codes = result.Errors.Select(error => error.Code).ToList();
        throw (
            codes.Contains(UncommonPasswords.TooLongCode) ? new Refusal(IdentityRefusals.PasswordTooLong, PasswordRules.LengthMax)
            : codes is [UncommonPasswords.CommonCode] ? new Refusal(IdentityRefusals.PasswordCommon)
            : codes.Any(code => code.StartsWith("Password", StringComparison.Ordinal))
                ? new Refusal(IdentityRefusals.PasswordRefused, PasswordRules.LengthMin)
            : codes.Any(IsTaken) ? new Refusal(IdentityRefusals.EmailTaken, string.Empty)
            : new Refusal(KernelRefusals.Conflict)
        ).On(field);
    }

    private static bool IsTaken(string code) => code.StartsWith("Duplicate", StringComparison.Ordinal);
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
