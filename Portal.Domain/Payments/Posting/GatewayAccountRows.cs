using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Payments;

internal static class GatewayAccountRows
{
    /// <summary>The gateway accounts of a slice by merchant number; a number never seen before is added as nobody's.</summary>
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
        var made = new List<string>();
        foreach (var number in numbers.Where(number => !found.ContainsKey(number)).Order(StringComparer.Ordinal))
        {
            var rows = await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "GatewayAccounts" ("Provider", "MerchantNo", "AddedUtc", "PositiveFees") VALUES ({provider}, {number}, {Bulk.Micros(
                    nowUtc
                )}, {false})
                ON CONFLICT ("Provider", "MerchantNo") DO NOTHING
                """,
                ct
            );
            made.AddRange(rows == 1 ? [number] : []);
        }

        if (found.Count < numbers.Length)
        {
            found = await Find(db, provider, numbers, ct);
            await db.SealNew("GatewayAccounts", made.Select(number => found[number].Id), ct);
        }

        return found;
    }

    private static Task<Dictionary<string, GatewayAccount>> Find(PortalDb db, string provider, string[] numbers, CancellationToken ct) =>
        db
            .GatewayAccounts.AsNoTracking()
            .Where(row => row.Provider == provider && EF.Parameter(numbers).Contains(row.MerchantNo))
            .ToDictionaryAsync(row => row.MerchantNo, ct);
}
