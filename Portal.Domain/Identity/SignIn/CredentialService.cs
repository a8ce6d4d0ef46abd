using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>A passkey in the list of one's own; the id is the credential's, in base64url.</summary>
public sealed record MyPasskey(string Id, string Name, DateTime MadeUtc, bool IsSynced);

/// <summary>
/// One's own credentials: password, address, passkeys, and confirming oneself. What changes them is told to the person by mail and ends their
/// other sessions.
/// </summary>
public sealed class CredentialService(
    Acts acts,
    TimeProvider clock,
    PeopleService people,
    SecondFactorService seconds,
    SecretTries tries,
    PasswordWork passwords,
    INotifier tell,
    SessionEnds bell,
    IServiceScopeFactory scopes,
    IOptions<SignInPolicy> policy
)
{
    public const int PasskeyNameMax = 60;
    public const string ChangeMail = "EmailChange";
    public const string ChangedMail = "EmailChanged";

    /// <summary>Sets a new password. Asks for the old one; who has none yet must have confirmed it is them. Other sessions end.</summary>
    /// <exception cref="Refusal">The old password is wrong, the new one refused.</exception>
    public Task ChangePassword(Actor actor, string? current, string next, CancellationToken ct) =>
        Mine(
            actor,
            async (users, act, user) =>
            {
                if (user.PasswordHash is null)
                {
                    await StepUp.Require(act.Db, actor, ct);
                }
                else
                {
                    await DemandPassword(users, act, actor, user, current ?? string.Empty, "Current", ct);
                    // The tries were counted beside this context: what it stores of the person must not bring old ones back.
                    await act.Db.Entry(user).ReloadAsync(ct);
                }

                await passwords.Give(users, user, next, ct);
                await act.Begin();
                IdentityAnswers.Accept(await users.UpdateSecurityStampAsync(user), "Password");
                var keys = await SessionService.EndAllOf(act.Db, user.Id, actor.Session, SessionEnd.CredentialsChanged, clock.UtcNow(), ct);
                act.Audit("person.password-changed", "person", Key(user.Id), after: new { SessionsEnded = keys.Count });
                await tell.SignInChanged(act.Db, user.Id, SignInChange.PasswordSet, null, ct);
                await act.Commit();
                return keys;
            },
            ct
        );

    /// <summary>Mails a link of one hour to a new address. Says the same when somebody else has that address: they get a mail instead.</summary>
    /// <exception cref="Refusal">It has no shape of an address, or the session is not freshly confirmed.</exception>
    public Task AskEmailChange(Actor actor, string email, CancellationToken ct) =>
        Mine(
            actor,
            async (users, act, user) =>
            {
                await StepUp.Require(act.Db, actor, ct);
                var address = PeopleService.Shaped(email);
                // The same work on both ways: neither the answer nor its time tells whether somebody has the address.
                var token = await users.GenerateChangeEmailTokenAsync(user, address);
                var link = $"?id={Key(user.Id)}&to={Uri.EscapeDataString(address)}&token={Uri.EscapeDataString(token)}";
                act.Audit("person.email-change-asked", "person", Key(user.Id));
                if (await users.FindByEmailAsync(address) is { } known)
                {
                    await people.Send(act.Db, Mail.To(known, PeopleService.KnownMail, clock.UtcNow()), ct);
                    return [];
                }

                await people.Send(act.Db, Mail.ToAddressOf(user, address, ChangeMail, clock.UtcNow(), link), ct);
                return [];
            },
            ct
        );

    /// <summary>Moves the account to the new address by the mailed link: once, within the hour. The old address is told, every session ends.</summary>
    /// <exception cref="Refusal">The link is unknown, used or too old, or the address was taken meanwhile.</exception>
    public async Task ConfirmEmailChange(Actor actor, long userId, string email, string token, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Open(actor, Permit.SignIn, ct);
        await act.Begin();
        await PeopleService.TakeAddress(db, users, email, ct);
        var user = await users.FindByIdAsync(Key(userId)) ?? throw new Refusal(IdentityRefusals.LinkUsedUp);
        // Where the account went, not the whole new address: it may belong to somebody else by now.
        var told = Mail.To(user, ChangedMail, clock.UtcNow(), Mask.Mail(email));
        await IdentityAnswers.Once(async () =>
        {
            var moved = await users.ChangeEmailAsync(user, email, token);
            return moved.Succeeded ? await users.SetUserNameAsync(user, email) : moved;
        });
        var keys = await SessionService.EndAllOf(db, user.Id, null, SessionEnd.CredentialsChanged, clock.UtcNow(), ct);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.email-changed", "person", Key(user.Id));
        await tell.SignInChanged(db, user.Id, SignInChange.AddressMoved, null, ct);
        await people.Send(db, told, ct);
        await act.Commit();
        bell.Ring(keys);
    }

    /// <summary>Confirms the actor by their password. Returns the number of the session's new cookie.</summary>
    /// <exception cref="Refusal">Wrong, or locked.</exception>
    public Task<int> ConfirmByPassword(Actor actor, string password, CancellationToken ct) =>
        Confirm(actor, "password", (users, act, user) => DemandPassword(users, act, actor, user, password, "Password", ct), ct);

    /// <summary>Confirms the actor by a code of their app or a recovery code.</summary>
    /// <exception cref="Refusal">Wrong or used, or locked.</exception>
    public Task<int> ConfirmByCode(Actor actor, string code, CancellationToken ct) =>
        Confirm(actor, "code", (_, _, user) => seconds.Use(actor, user.Id, code, ct), ct);

    /// <summary>Confirms the actor by a passkey the host has checked; it must be their own.</summary>
    /// <exception cref="Refusal">The passkey is somebody else's.</exception>
    public Task<int> ConfirmByPasskey(Actor actor, long ownerId, CancellationToken ct) =>
        Confirm(
            actor,
            "passkey",
            (_, _, user) =>
            {
                Refusal.Unless(user.Id == ownerId, IdentityRefusals.PasskeyRefused);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Demo people have no secrets: in demo mode a button stands for them.</summary>
    /// <exception cref="Refusal">Not a demo, or not one of its people.</exception>
    public Task<int> ConfirmInDemo(Actor actor, CancellationToken ct) =>
        Confirm(
            actor,
            "demo",
            (_, _, user) =>
            {
                Refusal.Unless(user.IsDemo && !policy.Value.RequireSecondFactor, IdentityRefusals.ConfirmFirst);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>The actor's passkeys, newest first.</summary>
    public async Task<IReadOnlyList<MyPasskey>> Passkeys(Actor actor, CancellationToken ct)
    {
        IReadOnlyList<MyPasskey> found = [];
        await Mine(
            actor,
            async (users, _, user) =>
            {
                var keys = await users.GetPasskeysAsync(user);
                found =
                [
                    .. keys.OrderByDescending(one => one.CreatedAt)
                        .Select(one => new MyPasskey(
                            Base64Url(one.CredentialId),
                            one.Name ?? "",
                            one.CreatedAt.UtcDateTime,
                            one.IsBackedUp
                        )),
                ];
                return [];
            },
            ct
        );
        return found;
    }

    /// <summary>Keeps a passkey whose registration the host has checked.</summary>
    /// <exception cref="Refusal">There are too many, or the session is not freshly confirmed (at the door: there is a second factor already).</exception>
    public Task AddPasskey(Actor actor, UserPasskeyInfo passkey, string? name, CancellationToken ct) =>
        Mine(
            actor,
            async (users, act, user) =>
            {
                await DemandPasskeyChange(act.Db, actor, user.Id, ct);
                // The same press twice: the second finds the passkey there and keeps it.
                await act.Lock("passkeys:" + Key(user.Id));
                await act.Db.Entry(user).ReloadAsync(ct);
                var most = await act.Db.Policy(SignInPolicies.PasskeysPerPerson, ct);
                Refusal.Unless((await users.GetPasskeysAsync(user)).Count < most, IdentityRefusals.PasskeysFull, most);
                var given = string.IsNullOrWhiteSpace(name) ? DeviceRules.Unknown : name;
                passkey.Name = Text.Required(given, "Name", PasskeyNameMax);
                IdentityAnswers.Accept(await users.AddOrUpdatePasskeyAsync(user, passkey), "Passkey");
                act.Audit("passkey.added", "person", Key(user.Id), after: new { passkey.Name, passkey.IsBackedUp });
                await tell.SignInChanged(act.Db, user.Id, SignInChange.PasskeyAdded, passkey.Name, ct);
                await act.Commit();
                return [];
            },
            ct
        );

    /// <summary>Whether the actor may begin to register a passkey now.</summary>
    /// <exception cref="Refusal">The session is not freshly confirmed.</exception>
    public async Task MayAddPasskey(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        await DemandPasskeyChange(act.Db, actor, act.UserId, ct);
    }

    /// <summary>Gives a passkey another name.</summary>
    /// <exception cref="Refusal">Not found, or no name.</exception>
    public Task RenamePasskey(Actor actor, string id, string name, CancellationToken ct) =>
        Mine(
            actor,
            async (users, _, user) =>
            {
                var passkey = await users.GetPasskeyAsync(user, FromBase64Url(id)) ?? throw Refusal.NotFound();
                passkey.Name = Text.Required(name, "Name", PasskeyNameMax);
                IdentityAnswers.Accept(await users.AddOrUpdatePasskeyAsync(user, passkey), "Name");
                return [];
            },
            ct
        );

    /// <summary>Forgets a passkey.</summary>
    /// <exception cref="Refusal">Not found; the last second factor of somebody whose roles need one; or not freshly confirmed.</exception>
    public Task RemovePasskey(Actor actor, string id, CancellationToken ct) =>
        Mine(
            actor,
            async (users, act, user) =>
            {
                await StepUp.Require(act.Db, actor, ct);
                var passkey = await users.GetPasskeyAsync(user, FromBase64Url(id)) ?? throw Refusal.NotFound();
                var mine = await seconds.AtTheDoor(actor, user.Id, ct);
                var last = mine.Passkeys == 1 && mine.AuthenticatorSinceUtc is null;
                Refusal.Unless(!(last && mine.IsRequired), IdentityRefusals.LastSecondFactor);
                Refusal.Unless(mine.HasPassword || mine.Passkeys > 1, IdentityRefusals.LastWayIn);
                IdentityAnswers.Accept(await users.RemovePasskeyAsync(user, passkey.CredentialId), "Passkey");
                act.Audit("passkey.removed", "person", Key(user.Id), before: new { passkey.Name });
                await tell.SignInChanged(act.Db, user.Id, SignInChange.PasskeyRemoved, passkey.Name, ct);
                await act.Commit();
                return [];
            },
            ct
        );

    private async Task DemandPasskeyChange(PortalDb db, Actor actor, long userId, CancellationToken ct)
    {
        if (actor.Session is not null)
        {
            await StepUp.Require(db, actor, ct);
        }
        else
        {
            Refusal.Unless(!(await seconds.AtTheDoor(actor, userId, ct)).HasSecond, IdentityRefusals.ConfirmFirst);
        }
    }

    private async Task<int> Confirm(
        Actor actor,
        string way,
        Func<UserManager<PortalUser>, OwnAct, PortalUser, Task> prove,
        CancellationToken ct
    )
    {
        var ticket = 0;
        await Mine(
            actor,
            async (users, act, user) =>
            {
                var session = await act.Db.Sessions.SingleOrDefaultAsync(row => row.Key == actor.Session && row.UserId == user.Id, ct);
                Refusal.Unless(session is not null, IdentityRefusals.SessionEnded);
                await prove(users, act, user);
                session!.Confirm(clock.UtcNow());
                ticket = session.Ticket;
                act.Audit("session.confirmed", "person", Key(user.Id), after: new { Way = way });
                await act.Commit();
                return [];
            },
            ct
        );
        return ticket;
    }

    private async Task DemandPassword(
        UserManager<PortalUser> users,
        Act act,
        Actor actor,
        PortalUser user,
        string password,
        string field,
        CancellationToken ct
    )
    {
        var attempt = await tries.Take(user.Id, ct);
        Refusal.Unless(attempt.IsTaken, IdentityRefusals.CodesLocked);
        if (await tries.Compare(user.Id, attempt, () => passwords.Matches(users, user, password, ct), ct))
        {
            await tries.Clear(user.Id, attempt, ct);
            return;
        }

        await act.Commit("session.confirm-refused", "person", Key(user.Id));
        throw new Refusal(IdentityRefusals.PasswordWrong).On(field);
    }

    private async Task Mine(
        Actor actor,
        Func<UserManager<PortalUser>, OwnAct, PortalUser, Task<IReadOnlyList<string>>> change,
        CancellationToken ct
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var act = await acts.On(db).Own(actor, Permit.OwnProfile, ct);
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = await users.FindByIdAsync(Key(act.UserId)) ?? throw Refusal.NotFound();
        bell.Ring(await change(users, act, user));
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] FromBase64Url(string text)
    {
        var buffer = new byte[text.Length];
        return System.Buffers.Text.Base64Url.TryDecodeFromChars(text, buffer, out var written)
            ? buffer[..written]
            : throw Refusal.NotFound();
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
