using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

public enum JumpKind
{
    Merchant,
    Account,
    Case,
    Statement,
    Payment,
    Message,
}

/// <summary>Something one may go to: what it is, its name and number, and the keys its address is made of.</summary>
public sealed record Jump(JumpKind Kind, string Title, string Number, string Merchant, string Key);

/// <summary>
/// Finds what a person types or pastes into the search box: a number in full, or the beginning of a name. It never shows what its own page
/// would refuse.
/// </summary>
public sealed class JumpService(Acts acts)
{
    public const int ShownMax = 8;
    private const int TextMax = 64;
    private const int TextMin = 2;

    /// <summary>At most eight places, the exact number first.</summary>
    public async Task<IReadOnlyList<Jump>> Find(Actor actor, string? text, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var typed = (text ?? string.Empty).Trim();
        if (typed.Length is < TextMin or > TextMax)
        {
            return [];
        }

        var reach = await Reach.Of(act.Db, actor, ct);
        List<Jump> found = [];
        foreach (var search in new[] { Cases, Statements, Payments, Messages, Accounts, Merchants })
        {
            found.AddRange(await search(act.Db, reach, typed, ct));
        }

        return [.. found.Take(ShownMax)];
    }

    private static async Task<List<Jump>> Cases(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var number = typed.ToUpperInvariant();
        if (!Things.Case.Is(number))
        {
            return [];
        }

        var here = reach.At(Permit.ViewCertification);
        var staff = reach.Staff(Permit.ViewCases);
        return await db
            .CertificationCases.Where(row => row.Number == number && ((staff && row.SubmittedUtc != null) || here.Contains(row.MerchantId)))
            .Join(db.PublicAccounts, row => row.AccountId, account => account.Id, (row, account) => new { row, account })
            .Join(db.Merchants, both => both.row.MerchantId, owner => owner.Id, (both, owner) => new { both, owner })
            .Select(one => new Jump(
                JumpKind.Case,
                one.both.account.DisplayName,
                one.both.row.Number,
                staff ? string.Empty : one.owner.Slug,
                one.both.account.Handle
            ))
            .ToListAsync(ct);
    }

    private static async Task<List<Jump>> Statements(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var number = typed.ToUpperInvariant();
        if (!Things.Statement.Is(number))
        {
            return [];
        }

        var (all, here) = (reach.Staff(Permit.ViewStatements), reach.At(Permit.ViewStatements));
        return await db
            .Statements.Where(row => row.Number == number && (all || here.Contains(row.MerchantId)))
            .Join(
                db.Merchants,
                row => row.MerchantId,
                owner => owner.Id,
                (row, owner) => new Jump(JumpKind.Statement, owner.DisplayName, row.Number, owner.Slug, row.Number)
            )
            .ToListAsync(ct);
    }

    private static async Task<List<Jump>> Payments(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var (all, here) = (reach.Staff(Permit.ViewPayments), reach.At(Permit.ViewPayments));
        return await db
            .Payments.Where(row => row.TransactionId == typed && (all || here.Contains(row.MerchantId)))
            .Join(
                db.Merchants,
                row => row.MerchantId,
                owner => owner.Id,
                (row, owner) => new Jump(JumpKind.Payment, owner.DisplayName, row.TransactionId, owner.Slug, row.TransactionId)
            )
            .Take(ShownMax)
            .ToListAsync(ct);
    }

    private static async Task<List<Jump>> Messages(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var number = typed.ToUpperInvariant();
        if (!Things.Message.Is(number))
        {
            return [];
        }

        var (all, here) = (reach.Staff(Permit.ViewMessages), reach.At(Permit.ViewMessages));
        return await db
            .Messages.Where(row => row.Number == number && (all || here.Contains(row.MerchantId)))
            .Join(
                db.Merchants,
                row => row.MerchantId,
                owner => owner.Id,
                (row, owner) =>
                    new Jump(JumpKind.Message, row.Title.Length > 0 ? row.Title : row.Excerpt, row.Number, owner.Slug, row.Number)
            )
            .ToListAsync(ct);
    }

    private static async Task<List<Jump>> Accounts(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var (number, handle) = (typed.ToUpperInvariant(), typed.TrimStart('@').ToLowerInvariant());
        var (all, here) = (reach.Staff(Permit.ViewAccounts), reach.At(Permit.ViewAccounts));
        return await db
            .PublicAccounts.Where(row => all || here.Contains(row.MerchantId))
            .Where(row => row.Number == number || row.Handle.StartsWith(handle) || row.DisplayName.StartsWith(typed))
            .OrderBy(row => row.Id)
            .Join(
                db.Merchants,
                row => row.MerchantId,
                owner => owner.Id,
                (row, owner) => new Jump(JumpKind.Account, row.DisplayName, row.Number, owner.Slug, row.Handle)
            )
            .Take(ShownMax)
            .ToListAsync(ct);
    }

    private static async Task<List<Jump>> Merchants(PortalDb db, Reach reach, string typed, CancellationToken ct)
    {
        var slug = typed.ToLowerInvariant();
        var (all, here) = (reach.Staff(Permit.ViewMerchant), reach.At(Permit.ViewMerchant));
        return await db
            .Merchants.Where(row => all || here.Contains(row.Id))
            .Where(row => row.Slug.StartsWith(slug) || row.DisplayName.StartsWith(typed) || row.LegalName.StartsWith(typed))
            .OrderBy(row => row.Id)
            .Select(row => new Jump(JumpKind.Merchant, row.DisplayName, row.Slug, row.Slug, row.Slug))
            .Take(ShownMax)
            .ToListAsync(ct);
    }

    /// <summary>What one person may look at: their roles at organisations and on the staff, read from the one table of permits.</summary>
    private sealed record Reach(IReadOnlyList<Held> Members, IReadOnlyList<StaffRole> Roles, SupportView? View)
    {
        public static async Task<Reach> Of(PortalDb db, Actor actor, CancellationToken ct)
        {
            var staff = await db.StaffAssignments.Where(row => row.UserId == actor.UserId).Select(row => row.Role).ToListAsync(ct);
            return new(await MyRoles.Held(db, actor.UserId, ct), staff, await MyRoles.OpenView(db, actor.UserId, staff, ct));
        }

        public bool Staff(Permit permit) => Permits.Of(permit).Staff.Any(Roles.Contains);

        public long[] At(Permit permit) =>
            [
                .. Members
                    .Where(row => row.Holds(permit))
                    .Select(row => row.MerchantId)
                    .Concat(View is { } view && Lent(permit) ? [view.MerchantId] : Array.Empty<long>())
                    .Distinct(),
            ];

        // Everything found here is read; a view as merchant lends what the owner may see.
        private static bool Lent(Permit permit) =>
            Permits.Of(permit).Kind == PermitKind.Reading && Permits.Of(permit).Merchant.Contains(MerchantRole.Owner);
    }
}
