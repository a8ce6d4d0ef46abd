using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>All names that carry a badge, or will again when a measure ends: what a new name is held against.</summary>
internal static class NameIndex
{
    /// <summary>The certified name of another organisation that is nearest to this one, or null when none is near.</summary>
    public static async Task<string?> Nearest(PortalDb db, string name, long exceptMerchantId, CancellationToken ct)
    {
        if (await Same(db, name, exceptMerchantId, ct) is { } same)
        {
            return same;
        }

        // What is near is of nearly the same length: the index gives those keys out, and every one of them is compared.
        var key = ConfusableRules.Skeleton(name);
        var (least, most) = (
            key.EnumerateRunes().Count() * NameRules.LikenessNear / 100 - 1,
            key.Length * 100 / NameRules.LikenessNear + 1
        );
        var others = Certified(db, exceptMerchantId)
            .Where(account => account.NameKey.Length >= least && account.NameKey.Length <= most)
            .Select(account => new { account.NameKey, account.DisplayName });
        (string? Name, int Likeness) nearest = (null, NameRules.LikenessNear - 1);
        await foreach (var other in others.AsAsyncEnumerable().WithCancellation(ct))
        {
            var likeness = ConfusableRules.Likeness(key, other.NameKey);
            nearest = likeness > nearest.Likeness ? (other.DisplayName, likeness) : nearest;
        }

        return nearest.Name;
    }

    /// <summary>Refuses a name that reads like the certified name of another organisation.</summary>
    public static async Task DemandOwn(PortalDb db, string? name, Merchant owner, CancellationToken ct)
    {
        if (await Same(db, NameRules.Parse(name), owner.Id, ct) is { } other)
        {
            throw new Refusal(AccountsRefusals.NameNear, other).On("Name");
        }
    }

    private static Task<string?> Same(PortalDb db, string name, long exceptMerchantId, CancellationToken ct)
    {
        var key = ConfusableRules.Skeleton(name);
        return Certified(db, exceptMerchantId)
            .Where(account => account.NameKey == key)
            .OrderBy(account => account.Id)
            .Select(account => (string?)account.DisplayName)
            .FirstOrDefaultAsync(ct);
    }

    private static IQueryable<PublicAccount> Certified(PortalDb db, long exceptMerchantId) =>
        db
            .PublicAccounts.AsNoTracking()
            .Where(account =>
                account.State == AccountState.Certified
                || ((account.State == AccountState.Restricted || account.State == AccountState.Suspended) && account.CertifiedUntil != null)
            )
            .Where(account => account.MerchantId != exceptMerchantId);
}
