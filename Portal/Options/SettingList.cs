using System.Globalization;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Portal.Domain.Data;

namespace Portal.Options;

/// <summary>A start-up setting: its name, what holds without it, whether it must not be shown, and what a good value is.</summary>
public sealed record StartSetting(string Name, string Standard, bool Secret, Func<string, bool> Good, string Wanted);

/// <summary>One start-up setting as this process reads it.</summary>
public sealed record StartSettingRow(string Name, string Value, string? Source, string Standard, bool Secret);

/// <summary>Every start-up setting in one table: the settings page, the start-up check and docs/operating/settings.md read or are compared with it.</summary>
public static class SettingList
{
    private const string Hidden = "••••••";

    public static IReadOnlyList<StartSetting> All { get; } =
    [
        new("Portal:DataDirectory", "data", false, value => value.Length > 0 && value.IndexOf('\0') < 0, "a folder"),
        new(
            "Portal:BaseAddress",
            "http://localhost:5080",
            false,
            IsAddress,
            "the http or https address people type, e.g. https://portal.example"
        ),
        new("Portal:SettlementZone", "Asia/Shanghai", false, IsZone, "an IANA time zone, e.g. Asia/Shanghai"),
        new(
            "Database:Provider",
            "Sqlite",
            false,
            value => Enum.TryParse<Provider>(value, true, out _) && !char.IsAsciiDigit(value[0]),
            "Sqlite or Postgres"
        ),
        new("Database:ConnectionString", "", true, IsConnection, "an Npgsql connection string"),
        new("Demo:Enabled", "false", false, IsTruth, "true or false"),
        new(
            "Mail:Host",
            "",
            false,
            value => Uri.CheckHostName(value) != UriHostNameType.Unknown || value.Length == 0,
            "a host name, or nothing"
        ),
        new("Mail:Port", "587", false, value => IsNumber(value, 1, 65_535), "a whole number from 1 to 65535"),
        new("Mail:UserName", "", false, _ => true, "a name"),
        new("Mail:Password", "", true, _ => true, "a password"),
        new("Mail:From", "portal@localhost", false, value => MimeKit.MailboxAddress.TryParse(value, out _), "a mail address"),
        new("Mail:PickupFolder", "mail", false, IsPlainFolder, "the name of a folder below the data directory"),
        new("Approvals:BankHoldHours", "48", false, value => IsNumber(value, 0, 720), "a whole number from 0 to 720"),
        new(
            "Bills:DropFolder",
            "",
            false,
            value => value.Length == 0 || Path.IsPathFullyQualified(value),
            "the whole path of a folder, or nothing"
        ),
        new(
            "Bills:StripeZone",
            "",
            false,
            value => value.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(value, out _),
            "an IANA time zone such as Europe/Berlin, or nothing"
        ),
        new("Portal:TrustedProxies", "", false, _ => true, "addresses or networks such as 10.0.0.0/24"),
        new("Portal:HealthToken", "", true, value => value.Length >= 32, "32 characters or more, or nothing"),
        Limit("RequestsPerPerson", "600"),
        Limit("RequestsPerAddress", "1200"),
        Limit("RequestsOfStrangers", "12000"),
        Limit("RequestsAtOnce", "400"),
        Limit("FilesPerPerson", "3"),
        Limit("FilesAtOnce", "12"),
        Limit("FilesPerHour", "120"),
        Limit("PagesPerPerson", "40"),
        Limit("PagesPerAddress", "5"),
        Limit("PagesOfStrangers", "50"),
        Limit("PagesAtOnce", "3000"),
        new("Audit:Key", "", true, value => value.Length == 64 && value.All(char.IsAsciiHexDigit), "64 hex digits"),
        new("Audit:AnchorFolder", "", false, value => value.IndexOf('\0') < 0, "a folder"),
        new("Audit:KeepYears", "0", false, value => IsNumber(value, 0, 1000), "a whole number of years, 0 for ever"),
        new("PersonalData:Keys", "", true, _ => true, "lines of id:key, see rotate-keys --new-line"),
        new(
            "Telemetry:OtlpEndpoint",
            "",
            false,
            value => value.Length == 0 || IsAddress(value),
            "the http or https address of an OTLP collector, or nothing"
        ),
    ];

    /// <summary>
    /// One sentence for each value that cannot be used, and for each name of our sections that is no setting (a site must not write to another
    /// database because of a slip): which, from where, what it should be. Empty when all can.
    /// </summary>
    public static IReadOnlyList<string> Problems(IConfigurationRoot configuration)
    {
        var problems = new List<string>(Unknown(configuration));
        foreach (var setting in All)
        {
            var value = configuration[setting.Name];
            if (value is not null && !(value.Length == 0 && setting.Standard.Length == 0) && !IsGood(setting, value))
            {
                var shown = setting.Secret ? Hidden : $"\"{value}\"";
                problems.Add($"{setting.Name} is {shown} (from {SourceOf(configuration, setting.Name)}). It must be {setting.Wanted}.");
            }
        }

        foreach (
            var line in configuration.GetSection("PersonalData:Keys").GetChildren().Where(line => !PersonalDataKeys.IsKey(line.Value ?? ""))
        )
        {
            problems.Add(
                $"{line.Path} is {Hidden} (from {SourceOf(configuration, line.Path)}). It must be a line as printed by rotate-keys --new-line."
            );
        }

        if (Postgres(configuration) && string.IsNullOrWhiteSpace(configuration["Database:ConnectionString"]))
        {
            problems.Add("Database:ConnectionString is empty. With Database:Provider Postgres it must be an Npgsql connection string.");
        }

        return problems;
    }

    private static IEnumerable<string> Unknown(IConfigurationRoot configuration)
    {
        var sections = All.Select(setting => setting.Name.Split(':')[0]).Distinct();
        foreach (var (name, value) in sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
        {
            // A section has no value of its own: an environment may well have a variable MAIL.
            if (value is null || !name.Contains(':', StringComparison.Ordinal) || All.Any(setting => IsOf(name, setting.Name)))
            {
                continue;
            }

            var last = name[name.LastIndexOf(':')..];
            var meant = All.FirstOrDefault(setting => setting.Name.EndsWith(last, StringComparison.OrdinalIgnoreCase));
            var hint = meant is null ? "docs/operating/settings.md lists all of them." : $"Is {meant.Name} meant?";
            yield return $"{name} (from {SourceOf(configuration, name)}) is not a setting. {hint}";
        }
    }

    /// <summary>A name is a setting's, or that of a line of it.</summary>
    private static bool IsOf(string name, string setting) =>
        name.Equals(setting, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(setting + ":", StringComparison.OrdinalIgnoreCase) && name[(setting.Length + 1)..].All(char.IsAsciiDigit));

    public static IReadOnlyList<StartSettingRow> Rows(IConfigurationRoot configuration) =>
        [
            .. All.Select(setting =>
            {
                var many = configuration.GetSection(setting.Name).GetChildren().Select(one => one.Value).ToList();
                var value = configuration[setting.Name] ?? (many.Count > 0 ? string.Join(", ", many) : null);
                var shown = value is null or "" ? setting.Standard : value;
                return new StartSettingRow(
                    setting.Name,
                    setting.Secret && shown.Length > 0 ? Hidden : shown,
                    value is null ? null : SourceOf(configuration, many.Count > 0 ? setting.Name + ":0" : setting.Name),
                    setting.Standard,
                    setting.Secret
                );
            }),
        ];

    private static bool Postgres(IConfiguration configuration) =>
        string.Equals(configuration["Database:Provider"], nameof(Provider.Postgres), StringComparison.OrdinalIgnoreCase);

    private static bool IsGood(StartSetting setting, string value)
    {
        try
        {
            return setting.Good(value);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Which provider's value wins: a file's name, the environment or the command line.</summary>
    private static string SourceOf(IConfigurationRoot configuration, string name) =>
        configuration.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(name, out _)) switch
        {
            JsonConfigurationProvider file => file.Source.Path ?? "appsettings",
            EnvironmentVariablesConfigurationProvider => name.Replace(":", "__", StringComparison.Ordinal),
            CommandLineConfigurationProvider => "--" + name,
            null => "default",
            var other => other.GetType().Name,
        };

    private static bool IsAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    /// <exception cref="ArgumentException">It cannot be read, or has a word that Npgsql does not know.</exception>
    private static bool IsConnection(string value) => new Npgsql.NpgsqlConnectionStringBuilder(value).Count > 0;

    private static bool IsZone(string value) => TimeZoneInfo.TryFindSystemTimeZoneById(value, out _);

    private static StartSetting Limit(string name, string standard) =>
        new(
            $"{LimitOptions.Section}:{name}",
            standard,
            false,
            value => IsNumber(value, 1, LimitOptions.Most),
            "a whole number from 1 to 1000000"
        );

    private static bool IsTruth(string value) => bool.TryParse(value, out _);

    private static bool IsNumber(string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;

    private static bool IsPlainFolder(string value) =>
        value.Length > 0
        && value is not "." and not ".."
        && value.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
