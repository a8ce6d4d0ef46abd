using Portal.Domain.Data;

namespace Portal.Domain.Identity;

/// <summary>
/// Somebody of the operator's staff read an organisation's data. Only ever inserted, by the Gate: one row for a person, a permit and an hour,
/// so that it tells and does not flood.
/// </summary>
internal sealed class AccessLog : IOfMerchant
{
    private AccessLog() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long StaffId { get; private set; }
    public string StaffName { get; private set; } = string.Empty;

    /// <summary>The staff roles they had then, separated by commas.</summary>
    public string Roles { get; private set; } = string.Empty;

    /// <summary>What they read.</summary>
    public Permit Permit { get; private set; }

    /// <summary>The view as merchant it happened in; 0 for none.</summary>
    public long ViewId { get; private set; }
    public string? Why { get; private set; }
    public DateTime HourUtc { get; private set; }

    /// <summary>The first time in that hour.</summary>
    public DateTime AtUtc { get; private set; }

    public static AccessLog Of(AccessLogDraft look) =>
        new()
        {
            MerchantId = look.MerchantId,
            StaffId = look.Staff.UserId,
            StaffName = look.Staff.Name,
            Roles = look.Roles,
            Permit = look.Permit,
            ViewId = look.ViewId,
            Why = look.Why,
            HourUtc = look.HourUtc,
            AtUtc = look.AtUtc,
        };
}
