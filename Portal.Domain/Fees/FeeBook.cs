using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>All rules of one kind, to find the one in force for a payment: the merchant's before everybody's, a channel's before any.</summary>
internal sealed class FeeBook
{
    private readonly Dictionary<(long? Merchant, Channel? Channel, string Currency), FeeRule[]> _rules;
    private readonly Dictionary<long, FeeRule> _byId;

    private FeeBook(IReadOnlyList<FeeRule> rules)
    {
        _byId = rules.ToDictionary(rule => rule.Id);
        _rules = rules
            .GroupBy(rule => (rule.MerchantId, rule.Channel, rule.Currency))
            .ToDictionary(group => group.Key, group => group.OrderByDescending(rule => rule.FromUtc).ToArray());
    }

    public static async Task<FeeBook> Load(PortalDb db, FeeKind kind, CancellationToken ct) =>
        new(await db.FeeRules.AsNoTracking().Where(rule => rule.Kind == kind).ToListAsync(ct));

    public FeeRule? InForce(long merchantId, Channel channel, string currency, DateTime utc) =>
        Find(merchantId, channel, currency, utc)
        ?? Find(merchantId, null, currency, utc)
        ?? Find(null, channel, currency, utc)
        ?? Find(null, null, currency, utc);

    public FeeRule Of(long id) => _byId[id];

    private FeeRule? Find(long? merchant, Channel? channel, string currency, DateTime utc) =>
        _rules.TryGetValue((merchant, channel, currency), out var rules) ? Array.Find(rules, rule => rule.Covers(utc)) : null;
}
