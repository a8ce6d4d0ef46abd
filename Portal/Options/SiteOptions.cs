using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Options;

/// <summary>Where a site keeps its files, how it is reached and whose midnight counts (section <c>Portal</c>).</summary>
public sealed class SiteOptions
{
    public const string Section = "Portal";

    /// <summary>Database, uploads, keys, mails and bills; relative to the content root when not absolute.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The address people type: links in mails are built from it, never from a request's Host header.</summary>
    public string BaseAddress { get; set; } = "http://localhost:5080";

    /// <summary>Addresses or networks (<c>10.0.0.0/24</c>) of proxies whose X-Forwarded-For and -Proto are believed. Nobody's by default.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>What a monitor sends to read the details of /health/ready: 32 characters or more; empty: only people who may see them.</summary>
    public string HealthToken { get; set; } = string.Empty;

    /// <summary>IANA name of the zone whose midnight ends a business day.</summary>
    public string SettlementZone { get; set; } = "Asia/Shanghai";

    public static SiteOptions From(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<SiteOptions>() ?? new SiteOptions();

    public SettlementZone Zone() => Domain.Kernel.SettlementZone.Of(SettlementZone);

    public static DatabaseSettings Database(IConfiguration configuration, string contentRoot)
    {
        var site = From(configuration);
        var settings = configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings();
        settings.DataDirectory = Path.GetFullPath(Path.Combine(contentRoot, site.DataDirectory));
        settings.MailFolder = configuration[$"{MailOptions.Section}:{nameof(MailOptions.PickupFolder)}"] ?? settings.MailFolder;
        return settings;
    }
}

/// <summary>Where traces and metrics go (section <c>Telemetry</c>). Nothing leaves without an address.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>An OTLP collector over gRPC, e.g. <c>http://localhost:4317</c>; empty: off.</summary>
    public string OtlpEndpoint { get; set; } = string.Empty;
}

/// <summary>How long approvals wait and bank changes hold payouts (section <c>Approvals</c>).</summary>
public sealed class ApprovalOptions
{
    public const string Section = "Approvals";
    public int BankHoldHours { get; set; } = 48;

    public static ApprovalSettings From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<ApprovalOptions>() ?? new ApprovalOptions();
        return options.BankHoldHours is >= 0 and <= 720
            ? new ApprovalSettings { BankHold = TimeSpan.FromHours(options.BankHoldHours) }
            : throw new InvalidOperationException("Approvals:BankHoldHours must be 0 to 720.");
    }
}

/// <summary>Where bills are put for import (section <c>Bills</c>).</summary>
public sealed class BillDropOptions
{
    public const string Section = "Bills";

    /// <summary>A folder with a sub-folder per format; empty: none is watched.</summary>
    public string DropFolder { get; set; } = string.Empty;

    /// <summary>IANA zone of Stripe reports in that folder that have no UTC columns; empty: those are refused.</summary>
    public string StripeZone { get; set; } = string.Empty;

    public static BillDropSettings From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<BillDropOptions>() ?? new BillDropOptions();
        return new BillDropSettings(options.DropFolder)
        {
            Say = refusal => Components.RefusalText.Refusal(refusal),
            StripeZone = options.StripeZone,
        };
    }
}

/// <summary>Demo mode (section <c>Demo</c>): sample data, one-click sign-in, the mailbox page. Refused in Production.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";
    public bool Enabled { get; set; }
}

/// <summary>How mail leaves (section <c>Mail</c>): an SMTP host, or a pickup folder under the data directory.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";
    public string Host { get; set; } = string.Empty;
    public int Port { get; set; } = 587;
    public string UserName { get; set; } = string.Empty;
    public string Password { get; set; } = string.Empty;
    public string From { get; set; } = "portal@localhost";

    /// <summary>Mails are written here as .eml files when no host is set.</summary>
    public string PickupFolder { get; set; } = "mail";
}
