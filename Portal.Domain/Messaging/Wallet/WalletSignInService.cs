using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>
/// A follower signs in with a code mailed to them; a first sign-in opens their account. The answer to asking for a code is the same whoever
/// asks, however often. Staff are mailed to use their own page: a code must not go round their stronger sign-in.
/// </summary>
public sealed class WalletSignInService(
    Acts acts,
    TimeProvider clock,
    PeopleService people,
    PasswordWork passwords,
    IServiceScopeFactory scopes
)
{
    public const string CodeMail = "SignInCode";
    public const string StaffMail = "SignInStaff";

    /// <summary>Mails a code and returns the ticket that belongs to it.</summary>
    /// <exception cref="Refusal">The address has no shape of one, or too many wait for their code to be made.</exception>
    public async Task<string> AskForCode(Actor actor, string email, string culture, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var address = Normal(email);
        var now = clock.UtcNow();
        // The dear work first: inside the transaction everybody else waits for it.
        var policies = await act.Db.Policies(ct);
        var life = policies.At(SignInPolicies.WalletCodeMinutes, now);
        var (row, code) = await passwords.Bounded(() => SignInCode.Make(address, culture, life, now), ct);
        // One asking at a time for an address: the limit of an hour holds for those that come together too.
        await act.Lock("sign-in-code:" + address);
        var hourAgo = now.AddHours(-1);
        var sent = await act.Db.SignInCodes.CountAsync(one => one.Email == address && one.CreatedUtc > hourAgo, ct);
        if (sent >= policies.At(SignInPolicies.WalletCodesAnHour, now))
        {
            return row.Ticket;
        }

        var user = await ByAddress(act.Db, address, ct);
        var staff = user is not null && await act.Db.StaffAssignments.AnyAsync(one => one.UserId == user.Id, ct);
        var to =
            user
            ?? new PortalUser
            {
                Email = address,
                DisplayName = NameOf(address),
                Culture = culture,
            };
        act.Db.SignInCodes.Add(row);
        await people.Send(act.Db, staff ? Mail.To(to, StaffMail, now) : Mail.To(to, CodeMail, now, code), ct);
        await act.Commit();
        // A staff member's ticket leads to a row whose code nobody was ever told.
        return row.Ticket;
    }

    /// <summary>Uses a code: once, while it holds, within its tries. Returns the person's id; an unknown address becomes a person now.</summary>
    /// <exception cref="Refusal">Wrong, used, expired, or tried too often: one answer for all of them.</exception>
    public async Task<long> UseCode(Actor actor, string ticket, string code, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        var now = clock.UtcNow();
        var most = await act.Db.Policy(SignInPolicies.WalletCodeTries, ct);
        // Counted before comparing and in one statement, so that parallel guesses cannot share a try.
        var counted = await act
            .Db.SignInCodes.Where(row => row.Ticket == ticket && row.UsedUtc == null && row.ExpiresUtc > now && row.Tries < most)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct);
        var row = counted == 1 ? await act.Db.SignInCodes.AsNoTracking().SingleAsync(one => one.Ticket == ticket, ct) : null;
        if (row is null || !await Matches(act.Db, row, code, ct))
        {
            throw new Refusal(MessagingRefusals.CodeRefused).On("Code");
        }

        var used = await act
            .Db.SignInCodes.Where(one => one.Id == row.Id && one.UsedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.UsedUtc, now), ct);
        if (used != 1)
        {
            throw new Refusal(MessagingRefusals.CodeRefused).On("Code");
        }

        return await PersonOf(actor, row, now, ct);
    }

    /// <summary>Compares in one of the few places; when too many wait for one, nothing was compared and the try is there again.</summary>
    private async Task<bool> Matches(PortalDb db, SignInCode row, string code, CancellationToken ct)
    {
        try
        {
            return await passwords.Bounded(() => row.Matches(Digits(code)), ct);
        }
        catch (Refusal)
        {
            await db
                .SignInCodes.Where(one => one.Id == row.Id && one.Tries > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Tries, one => one.Tries - 1), ct);
            throw;
        }
    }

    /// <summary>
    /// Whose the address is, and from now on confirmed. Two codes of one new address, used at once, open one account: the second finds what the
    /// first has made.
    /// </summary>
    private async Task<long> PersonOf(Actor actor, SignInCode row, DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        await using var step = await acts.On(db).Step(ct);
        await step.Begin();
        await PeopleService.TakeAddress(db, users, row.Email, ct);
        var user = await users.FindByEmailAsync(row.Email);
        if (user is not null && user.EmailConfirmed)
        {
            return user.Id;
        }

        if (user is null)
        {
            user = new PortalUser
            {
                UserName = row.Email,
                Email = row.Email,
                DisplayName = NameOf(row.Email),
                Culture = row.Culture,
                CreatedUtc = now,
            };
            Accept(await users.CreateAsync(user));
        }
        else
        {
            // Whoever set a password on an address that was never confirmed was not its owner, as far as we know.
            await users.RemovePasswordAsync(user);
        }

        user.EmailConfirmed = true;
        Accept(await users.UpdateAsync(user));
        await users.UpdateSecurityStampAsync(user);
        var id = user.Id.ToString(CultureInfo.InvariantCulture);
        db.Audit(Actor.User(user.Id, user.DisplayName, actor.From), "person.signed-up", "person", id, after: new { By = "code" });
        await step.Commit();
        return user.Id;
    }

    private static async Task<PortalUser?> ByAddress(PortalDb db, string address, CancellationToken ct)
    {
        var normal = address.ToUpperInvariant();
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.NormalizedEmail == normal, ct);
    }

    private static string Normal(string email) => PeopleService.Shaped(email).ToLowerInvariant();

    /// <summary>Full-width digits and a space in the middle are what people paste.</summary>
    private static string Digits(string code) => string.Concat(Text.Fold(code).Where(char.IsAsciiDigit).Take(7));

    private static string NameOf(string address) =>
        Text.Cut(address[..address.IndexOf('@', StringComparison.Ordinal)], PortalUser.DisplayNameMax);

    private static void Accept(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new Refusal(IdentityRefusals.EmailShape).On("Email");
        }
    }
}
