using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>What a person types to register an organisation.</summary>
public sealed record MerchantForm(string? Slug, string? LegalName, string? DisplayName, EntityType EntityType, string? CreditCode);

/// <summary>Organisations: registering one, renaming it, looking at it.</summary>
public sealed class MerchantService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
{
    /// <summary>How many organisations one person may own.</summary>
    /// <summary>Registers an organisation and makes the actor its owner; returns its slug. The same form a second time is the same one.</summary>
    /// <exception cref="Refusal">A text is missing, the credit code cannot be one, or the address is taken.</exception>
    [Needs(Permit.RegisterMerchant)]
    public async Task<string> Register(Actor actor, MerchantForm form, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var userId = await gate.SignedIn(db, actor, Permit.RegisterMerchant, ct);
        var slug = (form.Slug ?? string.Empty).Trim().ToLowerInvariant();
        var check = new FormCheck();
        var code = check.Of(() => CreditCodes.Parse(form.CreditCode));
        var merchant = check.Of(() =>
            Merchant.Register(
                slug,
                form.LegalName ?? string.Empty,
                string.IsNullOrWhiteSpace(form.DisplayName) ? form.LegalName ?? string.Empty : form.DisplayName,
                form.EntityType,
                code,
                clock.UtcNow()
            )
        );
        check.Demand();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Acquire(FormattableString.Invariant($"organisations:{userId}"), ct);
        var owned = await db.Memberships.CountAsync(row => row.UserId == userId && row.Role == MerchantRole.Owner, ct);
        var most = await db.Policy(AccountPolicies.OrganisationsPerPerson, ct);
        Refusal.Unless(owned < most, AccountsRefusals.TooManyOrganisations, most);
        if (await IsMine(db, userId, slug, code, form, ct))
        {
            return slug;
        }

        Seats.Found(db, merchant);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Refusal taken) when (db.IsUniqueViolation(taken, "IX_Merchants_Slug"))
        {
            throw new Refusal(IdentityRefusals.SlugTaken, slug).On("Slug");
        }

        if (userId > 0)
        {
            Seats.Owner(db, userId, merchant, clock.UtcNow());
        }

        db.Audit(
            actor,
            "merchant.registered",
            "merchant",
            slug,
            merchant.Id,
            after: new
            {
                merchant.LegalName,
                merchant.EntityType,
                merchant.CreditCode,
            }
        );
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return slug;
    }

    // A second click on the way: what it asks for is there already, so it gets the same answer.
    private static async Task<bool> IsMine(PortalDb db, long userId, string slug, string code, MerchantForm form, CancellationToken ct) =>
        await db.Merchants.AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, ct) is { } there
        && there.CreditCode == code
        && there.EntityType == form.EntityType
        && there.LegalName == Text.Optional(form.LegalName, nameof(form.LegalName), Merchant.NameMax)
        && await db.Memberships.AnyAsync(row => row.MerchantId == there.Id && row.UserId == userId && row.Role == MerchantRole.Owner, ct);

    /// <summary>Changes the name people use. The legal name changes only with a certification.</summary>
    [Needs(Permit.ManageMerchant)]
    public async Task Rename(Actor actor, string merchant, string? displayName, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await gate.Merchant(db, actor, merchant, Permit.ManageMerchant, ct);
        var before = new { row.DisplayName };
        row.Rename(displayName ?? string.Empty);
        db.Audit(actor, "merchant.renamed", "merchant", row.Slug, row.Id, before, new { row.DisplayName });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The organisation as its people see it.</summary>
    [Needs(Permit.ViewMerchant)]
    public async Task<MerchantView> Sheet(Actor actor, string merchant, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await gate.Merchant(db, actor, merchant, Permit.ViewMerchant, ct);
        var accounts = await db.PublicAccounts.Of(row).CountAsync(account => account.State != AccountState.Closed, ct);
        return new MerchantView(
            row.Slug,
            row.LegalName,
            row.DisplayName,
            row.EntityType,
            row.CreditCode,
            row.State,
            row.RegisteredUtc,
            accounts
        );
    }
}
