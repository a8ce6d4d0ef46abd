using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Who the first administrator is to be.</summary>
public sealed record FirstAdministrator(string Email, string DisplayName, string Password, string Culture);

/// <summary>A site without an administrator is opened by whoever reads its log: a one-time code, used once, then never again.</summary>
public sealed class SetupService(Acts acts, TimeProvider clock, PeopleService people, IServiceScopeFactory scopes)
{
    /// <summary>Makes the code for the log; null when the site has an administrator. An earlier code stops working.</summary>
    public async Task<string?> Offer(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.OfferSetup, ct);
        await act.Lock("setup");
        if (await HasAdministrator(act.Db, ct))
        {
            return null;
        }

        var row = await act.Db.SetupCodes.SingleOrDefaultAsync(ct);
        if (row is null)
        {
            row = SetupCode.New();
            act.Db.SetupCodes.Add(row);
        }

        var code = row.Renew(clock.UtcNow());
        await act.Commit("setup.offered", "site", "setup");
        return code;
    }

    /// <summary>Whether the set-up page exists: there is an unused code and no administrator.</summary>
    public async Task<bool> IsOpen(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.SignIn, ct);
        return await act.Db.SetupCodes.AnyAsync(row => row.UsedUtc == null, ct) && !await HasAdministrator(act.Db, ct);
    }

    /// <summary>Makes the first administrator and closes the door behind them. Of two at once, one gets in.</summary>
    /// <exception cref="Refusal">Closed; the code is wrong (ten tries, then the site must be started anew); address or password refused.</exception>
    public async Task<long> Use(Actor actor, string code, FirstAdministrator form, CancellationToken ct)
    {
        if (!await IsOpen(actor, ct))
        {
            throw Refusal.NotFound();
        }

        await Try(actor, code, ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = await people.Prepare(users, form.Email, form.DisplayName, form.Culture, form.Password, ct, confirmed: true);
        await using var step = await acts.On(db).Step(ct);
        await step.Begin();
        var now = clock.UtcNow();
        var hash = OneTimeCode.Hash(code);
        var closed = await db
            .SetupCodes.Where(row => row.UsedUtc == null && row.Hash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedUtc, now), ct);
        if (closed != 1 || await HasAdministrator(db, ct))
        {
            throw Refusal.NotFound();
        }

        if (!await PeopleService.Added(db, users, user, ct))
        {
            throw new Refusal(IdentityRefusals.EmailTaken, form.Email).On("Email");
        }

        var id = user.Id;
        db.StaffAssignments.Add(new StaffAssignment(id, StaffRole.Administrator, now));
        var who = Actor.User(id, form.DisplayName, actor.From);
        db.Audit(who, "setup.used", "person", id.ToString(CultureInfo.InvariantCulture), after: new { Role = StaffRole.Administrator });
        await step.Commit();
        return id;
    }

    private async Task Try(Actor actor, string code, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var hash = OneTimeCode.Hash(code);
        // Counted before comparing and in one statement, so that guesses sent together cannot share a try; the right one is given back.
        var counted = await step
            .Db.SetupCodes.Where(row => row.Tries < SetupCode.TriesMax)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct);
        Refusal.Unless(counted == 1, IdentityRefusals.SetupLocked);
        var right = await step
            .Db.SetupCodes.Where(row => row.Hash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries - 1), ct);
        if (right == 1)
        {
            return;
        }

        step.Db.Audit(actor, "setup.refused", "site", "setup");
        await step.Commit();
        throw new Refusal(IdentityRefusals.CodeWrong).On("Code");
    }

    private static Task<bool> HasAdministrator(PortalDb db, CancellationToken ct) =>
        db.StaffAssignments.AnyAsync(row => row.Role == StaffRole.Administrator, ct);
}
