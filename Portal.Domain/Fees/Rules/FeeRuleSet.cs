using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Whose money it is about; which rules come in question follows from it.</summary>
internal readonly record struct FeeCase(long MerchantId, long GatewayAccountId, Channel? Channel, string Currency);

/// <summary>
/// All rules of one kind, to find the one in force: an account's before its merchant's, before its category's, before everybody's; within
/// each a channel's before any, and a promotion before the plain rule. What comes in question for a case is worked out once.
/// </summary>
internal sealed class FeeRuleSet
{
    private readonly FeeRule[] _charging;
    private readonly FeeRule[] _waiving;
    private readonly Dictionary<long, FeeRule> _byId;
    private readonly Dictionary<long, AccountCategory> _categories;
    private readonly Dictionary<FeeCase, FeeRule[]> _rules = [];
    private readonly Dictionary<FeeCase, FeeRule[]> _waivers = [];
    private readonly (int Count, long Last) _stamp;

    private FeeRuleSet(IReadOnlyList<FeeRule> rules, Dictionary<long, AccountCategory> categories, (int Count, long Last) stamp)
    {
        _byId = rules.ToDictionary(rule => rule.Id);
        _charging = Ordered(rules.Where(rule => rule.Nature != FeeNature.Waiver));
        _waiving = Ordered(rules.Where(rule => rule.Nature == FeeNature.Waiver));
        _categories = categories;
        _stamp = stamp;
    }

    /// <summary>Some rule prices by the month's volume.</summary>
    public bool HasTiers => _charging.Any(rule => rule.Tiers is not null);

    /// <summary>Whose volume counts; null: everybody's.</summary>
    public long[]? TieredMerchants =>
        _charging.Any(rule => rule.Tiers is not null && rule.MerchantId is null)
            ? null
            : [.. _charging.Where(rule => rule.Tiers is not null).Select(rule => rule.MerchantId!.Value).Distinct()];

    public bool IsEmpty => _charging.Length == 0;
    public IEnumerable<FeeRule> Charging => _charging;
    public IReadOnlyDictionary<long, AccountCategory> Categories => _categories;

    /// <summary>No rule was published between the two.</summary>
    public bool HasRulesOf(FeeRuleSet other) => _stamp == other._stamp;

    /// <summary>The rules of now; <paramref name="known"/> again when none was published since.</summary>
    public static async Task<FeeRuleSet> Load(PortalDb db, FeeKind kind, CancellationToken ct, FeeRuleSet? known = null)
    {
        var stamp = await db
            .FeeRules.GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Last = all.Max(rule => rule.Id) })
            .SingleOrDefaultAsync(ct);
        var seen = (stamp?.Count ?? 0, stamp?.Last ?? 0);
        if (known is not null && known._stamp == seen)
        {
            return known;
        }

        var rules = await db.FeeRules.AsNoTracking().Where(rule => rule.Kind == kind).ToListAsync(ct);
        var categories = rules.Exists(rule => rule.Scope == FeeScope.Category) ? await CategoriesOf(db, ct) : [];
        return new FeeRuleSet(rules, categories, seen);
    }

    /// <summary>The rules as they would be with another one, which takes the place of those with its target.</summary>
    public static async Task<FeeRuleSet> With(PortalDb db, FeeRule draft, CancellationToken ct)
    {
        var rules = await db.FeeRules.AsNoTracking().Where(rule => rule.Kind == draft.Kind).ToListAsync(ct);
        rules.RemoveAll(rule => rule.SameTarget(draft));
        return new FeeRuleSet([.. rules, draft], await CategoriesOf(db, ct), default);
    }

    /// <summary>A merchant's category is that of its oldest account that is not closed.</summary>
    private static async Task<Dictionary<long, AccountCategory>> CategoriesOf(PortalDb db, CancellationToken ct)
    {
        var accounts = await db
            .PublicAccounts.Where(account => account.State != AccountState.Closed)
            .OrderByDescending(account => account.Id)
            .Select(account => new { account.MerchantId, account.Category })
            .ToListAsync(ct);
        var categories = new Dictionary<long, AccountCategory>();
        foreach (var account in accounts)
        {
            categories[account.MerchantId] = account.Category;
        }

        return categories;
    }

    public FeeRule? InForce(FeeCase of, DateTime utc) => Find(_charging, _rules, of, utc);

    public FeeRule? WaiverInForce(FeeCase of, DateTime utc) => _waiving.Length == 0 ? null : Find(_waiving, _waivers, of, utc);

    /// <summary>
    /// The rules that decide, or from a later instant will decide, what a merchant pays: of plain rules with the same channel only the
    /// narrowest one in force, because it goes before the others.
    /// </summary>
    public IEnumerable<FeeRule> Concerning(long merchantId, DateTime now)
    {
        var open = _charging.Concat(_waiving).Where(rule => (rule.ToUtc is not { } to || to > now) && OfMerchant(rule, merchantId));
        return open.GroupBy(rule => (Waiver: rule.Nature == FeeNature.Waiver, rule.Channel, rule.Currency, rule.GatewayAccountId))
            .SelectMany(group =>
                group.TakeWhileInclusive(rule => !(rule.FromUtc <= now && rule is { ToUtc: null, Nature: FeeNature.Standard }))
            );
    }

    private bool OfMerchant(FeeRule rule, long merchantId) =>
        rule.Scope switch
        {
            FeeScope.All => true,
            FeeScope.Category => _categories.TryGetValue(merchantId, out var category) && category == rule.Category,
            FeeScope.Merchant or FeeScope.Account => rule.MerchantId == merchantId,
        };

    public FeeRule Of(long id) => _byId[id];

    private FeeRule? Find(FeeRule[] all, Dictionary<FeeCase, FeeRule[]> kept, FeeCase of, DateTime utc)
    {
        if (!kept.TryGetValue(of, out var rules))
        {
            kept[of] = rules = [.. all.Where(rule => Concerns(rule, of))];
        }

        foreach (var rule in rules)
        {
            if (rule.Covers(utc))
            {
                return rule;
            }
        }

        return null;
    }

    private bool Concerns(FeeRule rule, FeeCase of) =>
        rule.Currency == of.Currency
        && (rule.Channel is null || rule.Channel == of.Channel)
        && rule.Scope switch
        {
            FeeScope.All => true,
            FeeScope.Category => _categories.TryGetValue(of.MerchantId, out var category) && category == rule.Category,
            FeeScope.Merchant => rule.MerchantId == of.MerchantId,
            FeeScope.Account => rule.GatewayAccountId == of.GatewayAccountId,
        };

    private static FeeRule[] Ordered(IEnumerable<FeeRule> rules) =>
        [
            .. rules
                .OrderByDescending(rule => rule.Scope)
                .ThenBy(rule => rule.Channel is null)
                .ThenByDescending(rule => rule.Nature)
                .ThenByDescending(rule => rule.FromUtc),
        ];
}
