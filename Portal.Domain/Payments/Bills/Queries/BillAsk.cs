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
            MerchantNo = string.IsNullOrWhiteSpace(ask.MerchantNo) ? await NumberIn(db, fileName, ct) : ask.MerchantNo.Trim(),
            Map = map?.Map,
            PositiveFees = positive.Count == 0 ? null : string.Join(' ', positive),
        };
    }

    /// <summary>
    /// The gateway names its downloads after the account. A name that begins with other digits (people write the day there) says nothing: it is
    /// the account only when we know the number, or it looks like no day.
    /// </summary>
    private static async Task<string?> NumberIn(PortalDb db, string fileName, CancellationToken ct)
    {
        if (Number().Match(Path.GetFileName(fileName)) is not { Success: true } match)
        {
            return null;
        }

        var number = match.Groups[1].Value;
        var known = await db.GatewayAccounts.AnyAsync(row => row.Provider == Gateways.Wechat && row.MerchantNo == number, ct);
        return known || (number.Length == AccountDigits && !Day().IsMatch(number)) ? number : null;
    }

    private const int AccountDigits = 10;

    [GeneratedRegex(@"^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex Day();

    [GeneratedRegex(@"^(\d{8,10})(?!\d)", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex Number();
}
