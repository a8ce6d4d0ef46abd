using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Payments;

/// <summary>The gateway accounts of a slice by merchant number; a number never seen before is added as nobody's.</summary>
internal static class SliceAccounts
{
    public static async Task<Dictionary<string, GatewayAccount>> Of(
        PortalDb db,
        string provider,
        IEnumerable<string> merchantNos,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var numbers = merchantNos.Distinct().ToArray();
        var found = await Find(db, provider, numbers, ct);
        if (found.Count == numbers.Length)
        {
            return found;
        }

        await Upsert<GatewayAccount>
            .On(db, row => new { row.Provider, row.MerchantNo })
            .Put(
                [
                    .. numbers
                        .Where(number => !found.ContainsKey(number))
                        .Order(StringComparer.Ordinal)
                        .Select(number => GatewayAccount.Seen(provider, number, nowUtc)),
                ],
                ct
            );
        return await Find(db, provider, numbers, ct);
    }

    private static Task<Dictionary<string, GatewayAccount>> Find(PortalDb db, string provider, string[] numbers, CancellationToken ct) =>
        db
            .GatewayAccounts.AsNoTracking()
            .Where(row => row.Provider == provider && EF.Parameter(numbers).Contains(row.MerchantNo))
            .ToDictionaryAsync(row => row.MerchantNo, ct);
}
