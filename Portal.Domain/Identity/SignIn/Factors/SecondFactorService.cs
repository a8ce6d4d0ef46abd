using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What an authenticator app needs once: to scan, or to type.</summary>
public sealed record AuthenticatorSetup(string Uri, string Words);

/// <summary>The second factor: authenticator app and recovery codes. Adding or removing one needs a fresh confirmation; the first one at the door does not.</summary>
public sealed class SecondFactorService(
    Acts acts,
    TimeProvider clock,
    INotifier tell,
    SecretTries tries,
    ISealText seal,
    IOptions<SignInPolicy> policy
)
{
    public const string Issuer = "Portal";

    /// <summary>The actor's ways to sign in.</summary>
    public async Task<MyFactors> Mine(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        return await Of(act.Db, act.UserId, ct);
    }

    /// <summary>As Mine, for the host's door: somebody who has shown their password and nothing else.</summary>
    public async Task<MyFactors> AtTheDoor(Actor actor, long userId, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        return await Of(act.Db, userId, ct);
    }

    /// <summary>The secret to scan; the same one until it is confirmed, so that a reload does not change the picture.</summary>
    /// <exception cref="Refusal">One is on already, or the session is not freshly confirmed.</exception>
    public async Task<AuthenticatorSetup> Begin(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var id = act.UserId;
        await DemandChange(act.Db, actor, id, ct);
        await act.Lock(LockName(id));
        var row = await act.Db.Authenticators.SingleOrDefaultAsync(one => one.UserId == id, ct);
        Refusal.Unless(row?.ConfirmedUtc is null, IdentityRefusals.AuthenticatorIsOn);
        if (row is null)
        {
            row = new Authenticator(id, Seal(id, TotpRules.NewSecret()), clock.UtcNow());
            act.Db.Authenticators.Add(row);
            await act.Commit();
        }

        var secret = Open(row);
        var email = await act.Db.Users.Where(user => user.Id == id).Select(user => user.Email).SingleAsync(ct);
        return new AuthenticatorSetup(TotpRules.Uri(secret, Issuer, email ?? string.Empty), TotpRules.Words(secret));
    }

    /// <summary>Turns the app on by a first code, and gives the recovery codes, which are never shown again.</summary>
    /// <exception cref="Refusal">The code is wrong, nothing was begun, or one is on already.</exception>
    public async Task<IReadOnlyList<string>> Confirm(Actor actor, string code, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var id = act.UserId;
        await DemandChange(act.Db, actor, id, ct);
        var row = await act.Db.Authenticators.SingleOrDefaultAsync(one => one.UserId == id, ct);
        Refusal.Unless(row is { ConfirmedUtc: null }, IdentityRefusals.AuthenticatorIsOn);
        if (!await Spend(act.Db, row!, code, ct))
        {
            throw new Refusal(IdentityRefusals.CodeWrong).On("Code");
        }

        row!.Confirm(clock.UtcNow());
        var user = await act.Db.Users.SingleAsync(one => one.Id == id, ct);
        user.TwoFactorEnabled = true;
        var codes = await NewCodes(act.Db, id, ct);
        act.Audit("second-factor.on", "person", Key(id), after: new { Kind = "app" });
        await tell.SignInChanged(act.Db, id, SignInChange.AuthenticatorOn, null, ct);
        await act.Commit();
        return codes;
    }

    /// <summary>A new set of recovery codes; the old ones open nothing any more.</summary>
    /// <exception cref="Refusal">No app is on, or the session is not freshly confirmed.</exception>
    public async Task<IReadOnlyList<string>> RenewRecoveryCodes(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var id = act.UserId;
        await StepUp.Require(act.Db, actor, ct);
        await act.Lock(LockName(id));
        Refusal.Unless(await IsOn(act.Db, id, ct), IdentityRefusals.AuthenticatorIsOff);
        var codes = await NewCodes(act.Db, id, ct);
        act.Audit("second-factor.recovery-codes", "person", Key(id));
        await tell.SignInChanged(act.Db, id, SignInChange.RecoveryCodesNew, null, ct);
        await act.Commit();
        return codes;
    }

    /// <summary>Turns the app off and forgets the recovery codes.</summary>
    /// <exception cref="Refusal">The person's roles need a second factor and this is the last one, or the session is not freshly confirmed.</exception>
    public async Task TurnOff(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var id = act.UserId;
        await StepUp.Require(act.Db, actor, ct);
        var row = await act.Db.Authenticators.SingleOrDefaultAsync(one => one.UserId == id, ct);
        Refusal.Unless(row is not null, IdentityRefusals.AuthenticatorIsOff);
        var mine = await Of(act.Db, id, ct);
        Refusal.Unless(!mine.IsRequired || mine.Passkeys > 0, IdentityRefusals.LastSecondFactor);
        act.Db.Authenticators.Remove(row!);
        act.Db.RecoveryCodes.RemoveRange(await act.Db.RecoveryCodes.Where(one => one.UserId == id).ToListAsync(ct));
        var user = await act.Db.Users.SingleAsync(one => one.Id == id, ct);
        user.TwoFactorEnabled = false;
        act.Audit("second-factor.off", "person", Key(id), after: new { Kind = "app" });
        await tell.SignInChanged(act.Db, id, SignInChange.AuthenticatorOff, null, ct);
        await act.Commit();
    }

    /// <summary>Takes a code of the app, or a recovery code, from somebody who has shown their password. Each is good once.</summary>
    /// <exception cref="Refusal">Wrong or used, or locked after too many tries (with the time until).</exception>
    public async Task<SignInWay> Use(Actor actor, long userId, string code, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var user =
            await act.Db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == userId, ct)
            ?? throw new Refusal(IdentityRefusals.CodeWrong).On("Code");
        var attempt = await tries.Take(userId, ct);
        Refusal.Unless(attempt.IsTaken, IdentityRefusals.CodesLocked);
        var recovery = RecoveryCode.LooksLikeOne(code);
        if (recovery ? await SpendRecovery(act.Db, user, code, actor.From, ct) : await SpendApp(act.Db, userId, code, ct))
        {
            await tries.Clear(userId, attempt, ct);
            return recovery ? SignInWay.PasswordAndRecoveryCode : SignInWay.PasswordAndCode;
        }

        var locked = attempt.LockedUntil is not null;
        var who = Actor.Visitor(actor.From);
        act.Db.Audit(who, locked ? "person.locked" : "second-factor.refused", "person", Key(userId), why: "second factor");
        await act.Commit();
        throw locked ? new Refusal(IdentityRefusals.CodesLocked) : new Refusal(IdentityRefusals.CodeWrong).On("Code");
    }

    private async Task<MyFactors> Of(PortalDb db, long id, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, ct) ?? throw Refusal.NotFound();
        var app = await db.Authenticators.Where(one => one.UserId == id).Select(one => one.ConfirmedUtc).SingleOrDefaultAsync(ct);
        return new MyFactors(
            user.PasswordHash is not null,
            app,
            await db.RecoveryCodes.CountAsync(one => one.UserId == id && one.UsedUtc == null, ct),
            await db.Set<IdentityUserPasskey<long>>().CountAsync(one => one.UserId == id, ct),
            policy.Value.RequireSecondFactor && await SecondFactorRules.IsRequired(db, id, ct),
            user.IsDemo && !policy.Value.RequireSecondFactor
        );
    }

    /// <summary>Without a session, only somebody at the door who has no second factor yet may make one; with one, it must be fresh.</summary>
    private async Task DemandChange(PortalDb db, Actor actor, long id, CancellationToken ct)
    {
        if (actor.Session is not null)
        {
            await StepUp.Require(db, actor, ct);
        }
        else
        {
            Refusal.Unless(!(await Of(db, id, ct)).HasSecond, IdentityRefusals.ConfirmFirst);
        }
    }

    private static Task<bool> IsOn(PortalDb db, long id, CancellationToken ct) =>
        db.Authenticators.AnyAsync(one => one.UserId == id && one.ConfirmedUtc != null, ct);

    private async Task<bool> SpendApp(PortalDb db, long id, string code, CancellationToken ct)
    {
        var row = await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(one => one.UserId == id && one.ConfirmedUtc != null, ct);
        return row is not null && await Spend(db, row, code, ct);
    }

    /// <summary>One statement decides who gets the step: of two equal codes at once, one passes.</summary>
    private async Task<bool> Spend(PortalDb db, Authenticator row, string code, CancellationToken ct) =>
        TotpRules.Match(Open(row), code, clock.UtcNow(), row.LastStep) is { } step
        && await db.Sealed(
            "Authenticators",
            [
                [row.UserId],
            ],
            () =>
                db
                    .Authenticators.Where(one => one.UserId == row.UserId && one.LastStep < step)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.LastStep, step), ct),
            ct
        ) == 1;

    private async Task<bool> SpendRecovery(PortalDb db, PortalUser user, string code, string? from, CancellationToken ct)
    {
        var hash = OneTimeCode.Hash(code);
        var now = clock.UtcNow();
        var used = await db.Sealed(
            db.RecoveryCodes.Where(one => one.UserId == user.Id && one.Hash == hash && one.UsedUtc == null),
            codes => codes.ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedUtc, now), ct),
            ct
        );
        if (used == 1)
        {
            db.Audit(Actor.User(user.Id, user.DisplayName, from), "second-factor.recovery-code-used", "person", Key(user.Id));
            await db.SaveChangesAsync(ct);
        }

        return used == 1;
    }

    private async Task<IReadOnlyList<string>> NewCodes(PortalDb db, long id, CancellationToken ct)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(one => one.UserId == id).ToListAsync(ct));
        var made = Enumerable.Range(0, RecoveryCode.SetSize).Select(_ => RecoveryCode.Make(id, clock.UtcNow())).ToList();
        db.RecoveryCodes.AddRange(made.Select(one => one.Row));
        return [.. made.Select(one => one.Code)];
    }

    private string Seal(long userId, byte[] secret) => seal.SealText(Convert.ToBase64String(secret), Authenticator.Purpose(userId));

    private byte[] Open(Authenticator row) => Convert.FromBase64String(seal.OpenText(row.SecretSealed, Authenticator.Purpose(row.UserId)));

    /// <summary>One change of a person's app and codes at a time.</summary>
    private static string LockName(long id) => "second-factor:" + Key(id);

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
