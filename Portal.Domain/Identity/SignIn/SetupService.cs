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
public sealed class SetupService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    TimeProvider clock,
    PeopleService people,
    IServiceScopeFactory scopes
)
{
    /// <summary>Makes the code for the log; null when the site has an administrator. An earlier code stops working.</summary>
    [Needs(Permit.OfferSetup)]
    public async Task<string?> Offer(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.OfferSetup, ct);
        await using var tx = await db.BeginTurn("setup", ct);
        if (await HasAdministrator(db, ct))
        {
            return null;
        }

        var row = await db.SetupCodes.SingleOrDefaultAsync(ct);
        if (row is null)
        {
            row = SetupCode.New();
            db.SetupCodes.Add(row);
        }

        var code = row.Renew(clock.UtcNow());
        db.Audit(actor, "setup.offered", "site", "setup");
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return code;
    }

    /// <summary>Whether the set-up page exists: there is an unused code and no administrator.</summary>
    [Needs(Permit.SignIn)]
    public async Task<bool> IsOpen(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.SetupCodes.AnyAsync(row => row.UsedUtc == null, ct) && !await HasAdministrator(db, ct);
    }

    /// <summary>Makes the first administrator and closes the door behind them. Of two at once, one gets in.</summary>
    /// <exception cref="Refusal">Closed; the code is wrong (ten tries, then the site must be started anew); address or password refused.</exception>
    [Needs(Permit.SignIn)]
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
        await using var tx = await db.Database.BeginTransactionAsync(ct);
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
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return id;
    }

    private async Task Try(Actor actor, string code, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var hash = OneTimeCode.Hash(code);
        // Counted before comparing and in one statement, so that guesses sent together cannot share a try; the right one is given back.
        var counted = await db
            .SetupCodes.Where(row => row.Tries < SetupCode.TriesMax)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), ct);
        Refusal.Unless(counted == 1, IdentityRefusals.SetupLocked);
        var right = await db
            .SetupCodes.Where(row => row.Hash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries - 1), ct);
        if (right == 1)
        {
            return;
        }

        db.Audit(actor, "setup.refused", "site", "setup");
        await db.SaveChangesAsync(ct);
        throw new Refusal(IdentityRefusals.CodeWrong).On("Code");
    }

    private static Task<bool> HasAdministrator(PortalDb db, CancellationToken ct) =>
        db.StaffAssignments.AnyAsync(row => row.Role == StaffRole.Administrator, ct);
}
