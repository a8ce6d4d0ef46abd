using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>What a person types to register an organisation.</summary>
public sealed record MerchantForm(string? Slug, string? LegalName, string? DisplayName, EntityType EntityType, string? CreditCode);

/// <summary>Organisations: registering one, renaming it, looking at it.</summary>
public sealed class MerchantService(Acts acts, TimeProvider clock)
{
    /// <summary>Registers an organisation and makes the actor its owner; returns its slug. The same form a second time is the same one.</summary>
    /// <exception cref="Refusal">A text is missing, the credit code cannot be one, or the address is taken.</exception>
    public async Task<string> Register(Actor actor, MerchantForm form, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.RegisterMerchant, ct);
        var userId = act.UserId;
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
        await act.Lock(FormattableString.Invariant($"organisations:{userId}"));
        var owned = await act.Db.Memberships.CountAsync(row => row.UserId == userId && row.Role == MerchantRole.Owner, ct);
        var most = await act.Db.Policy(AccountPolicies.OrganisationsPerPerson, ct);
        Refusal.Unless(owned < most, AccountsRefusals.TooManyOrganisations, most);
        if (await IsMine(act.Db, userId, slug, code, form, ct))
        {
            return slug;
        }

        Seats.Found(act.Db, merchant);
        await act.Save(() => new Refusal(IdentityRefusals.SlugTaken, slug).On("Slug"), "IX_Merchants_Slug");

        if (userId > 0)
        {
            Seats.Owner(act.Db, userId, merchant, clock.UtcNow());
        }

        await act.Commit(
            "merchant.registered",
            "merchant",
            slug,
            after: new
            {
                merchant.LegalName,
                merchant.EntityType,
                merchant.CreditCode,
            },
            merchantId: merchant.Id
        );
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
    public async Task Rename(Actor actor, string merchant, string? displayName, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMerchant, ct);
        var row = act.Merchant;
        var before = new { row.DisplayName };
        row.Rename(displayName ?? string.Empty);
        await act.Commit("merchant.renamed", "merchant", row.Slug, before, new { row.DisplayName });
    }

    /// <summary>The organisation as its people see it.</summary>
    public async Task<MerchantView> Sheet(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMerchant, ct);
        var row = act.Merchant;
        var accounts = await act.Db.PublicAccounts.Of(row).CountAsync(account => account.State != AccountState.Closed, ct);
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
