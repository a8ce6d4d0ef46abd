using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>Everybody on the portal and every organisation, for the operator's staff.</summary>
public sealed class DirectoryService(Acts acts, TimeProvider clock)
{
    /// <summary>People, newest first: all, or only staff; found by the beginning of name or address.</summary>
    public async Task<Page<PersonRow>> People(Actor actor, bool staffOnly, string? search, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPeople, ct);
        var now = clock.GetUtcNow();
        var rows = act.Db.Users.AsQueryable();
        if (staffOnly)
        {
            rows = rows.Where(user => act.Db.StaffAssignments.Any(row => row.UserId == user.Id));
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            var name = search.Trim();
            var address = name.ToUpperInvariant();
            rows = rows.Where(user => user.DisplayName.StartsWith(name) || user.NormalizedEmail!.StartsWith(address));
        }

        var page = await rows.PageOf(
            ask,
            user => user.Id,
            user => new
            {
                user.Id,
                user.DisplayName,
                user.Email,
                user.EmailConfirmed,
                IsLocked = user.LockoutEnd != null && user.LockoutEnd > now,
                user.IsDemo,
                user.CreatedUtc,
            },
            user => user.Id,
            ct
        );
        var ids = page.Rows.Select(row => row.Id).ToArray();
        var staff = (await act.Db.StaffAssignments.Where(row => ids.Contains(row.UserId)).ToListAsync(ct)).ToLookup(
            row => row.UserId,
            row => row.Role
        );
        var members = await MyRoles.Organisations(act.Db, ids, ct);
        return new Page<PersonRow>(
            [
                .. page.Rows.Select(row => new PersonRow(
                    row.Id,
                    row.DisplayName,
                    row.Email ?? string.Empty,
                    row.EmailConfirmed,
                    row.IsLocked,
                    row.IsDemo,
                    row.CreatedUtc,
                    [.. staff[row.Id].Order()],
                    [.. members[row.Id]]
                )),
            ],
            page.Newer,
            page.Older
        );
    }

    /// <summary>Organisations, newest first, found by slug, credit code or the beginning of a name.</summary>
    public async Task<Page<MerchantRow>> Merchants(Actor actor, string? search, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewMerchant, ct);
        var rows = act.Db.Merchants.AsQueryable();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim();
            var code = text.ToUpperInvariant();
            var slug = text.ToLowerInvariant();
            rows = rows.Where(row =>
                row.Slug.StartsWith(slug) || row.CreditCode == code || row.DisplayName.StartsWith(text) || row.LegalName.StartsWith(text)
            );
        }

        return await rows.PageOf(
            ask,
            row => row.Id,
            row => new MerchantRow(
                row.Id,
                row.Slug,
                row.DisplayName,
                row.LegalName,
                row.EntityType,
                row.CreditCode,
                row.State,
                act.Db.Memberships.Where(member => member.MerchantId == row.Id).Select(member => member.UserId).Distinct().Count(),
                act.Db.PublicAccounts.Count(account => account.MerchantId == row.Id),
                row.RegisteredUtc
            ),
            row => row.Id,
            ct
        );
    }
}
