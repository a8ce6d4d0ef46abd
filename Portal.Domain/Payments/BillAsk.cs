using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>How somebody asks for an import: the format, and what the file itself does not say.</summary>
public sealed partial record BillAsk(string Format, string? Mapping = null, string? Zone = null, string? MerchantNo = null)
{
    /// <exception cref="Refusal">No such mapping; no such zone.</exception>
    internal static async Task<BillOptions> OptionsOf(PortalDb db, BillAsk ask, string fileName, CancellationToken ct)
    {
        if (ask.Zone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw new Refusal(PaymentsRefusals.ZoneUnknown, zone).On(nameof(Zone));
        }

        var map = ask is { Format: BillFormats.Mapped, Mapping: { Length: > 0 } name }
            ? await db.BillMappings.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, ct)
                ?? throw new Refusal(PaymentsRefusals.MappingUnknown, name).On(nameof(Mapping))
            : null;
        var positive = await db
            .GatewayAccounts.Where(row => row.Provider == Gateways.Alipay && row.PositiveFees)
            .OrderBy(row => row.MerchantNo)
            .Take(100)
            .Select(row => row.MerchantNo)
            .ToListAsync(ct);
        return BillOptions.None with
        {
            Zone = string.IsNullOrWhiteSpace(ask.Zone) ? null : ask.Zone.Trim(),
            MerchantNo = string.IsNullOrWhiteSpace(ask.MerchantNo) ? NumberIn(fileName) : ask.MerchantNo.Trim(),
            Map = map?.Map,
            PositiveFees = positive.Count == 0 ? null : string.Join(' ', positive),
        };
    }

    /// <summary>The gateway names its downloads after the account.</summary>
    private static string? NumberIn(string fileName) =>
        Number().Match(Path.GetFileName(fileName)) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^(\d{8,10})(?!\d)")]
    private static partial Regex Number();
}
