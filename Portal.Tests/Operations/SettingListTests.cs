using Microsoft.Extensions.Configuration;
using Portal.Components.Admin;
using Portal.Jobs;
using Portal.Options;

namespace Portal.Tests.Operations;

public sealed class SettingListTests
{
    [Theory]
    [InlineData("Portal:SettlementZone", "Mars/Olympus")]
    [InlineData("Portal:BaseAddress", "portal.example")]
    [InlineData("Portal:BaseAddress", "")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "1")]
    [InlineData("Demo:Enabled", "maybe")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "smtp")]
    [InlineData("Mail:PickupFolder", "../elsewhere")]
    [InlineData("Telemetry:OtlpEndpoint", "localhost:4317")]
    [InlineData("Limits:PagesPerPerson", "0")]
    [InlineData("Limits:RequestsPerAddress", "many")]
    public void A_bad_value_is_refused_with_its_name_where_it_came_from_and_what_it_should_be(string name, string value)
    {
        var problem = Assert.Single(SettingList.Problems(Of((name, value))));
        Assert.StartsWith($"{name} is \"{value}\" (from ", problem, StringComparison.Ordinal);
        Assert.Contains("It must be ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal:Database:Provider", "Is Database:Provider meant?")]
    [InlineData("Database:Providr", "docs/operating/settings.md")]
    [InlineData("Portal:TrustedProxies:first", "docs/operating/settings.md")]
    public void A_name_that_is_no_setting_is_refused_and_never_taken_for_the_default(string name, string hint)
    {
        const string Secret = "canary-secret";
        var problem = Assert.Single(SettingList.Problems(Of((name, Secret))));
        Assert.StartsWith($"{name} (from ", problem, StringComparison.Ordinal);
        Assert.Contains("is not a setting", problem, StringComparison.Ordinal);
        Assert.Contains(hint, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canary-secret")]
    [InlineData("Host=x;Hots=canary-secret")]
    public void A_connection_that_cannot_be_read_is_refused_and_not_shown(string connection)
    {
        var problem = Assert.Single(SettingList.Problems(Of(("Database:ConnectionString", connection))));
        Assert.StartsWith("Database:ConnectionString is ••••••", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_other_cases_and_what_is_not_ours_are_left_alone() =>
        Assert.Empty(
            SettingList.Problems(
                Of(
                    ("Portal:TrustedProxies:0", "10.0.0.0/24"),
                    ("DATABASE:PROVIDER", "sqlite"),
                    ("MAIL", "/var/mail/root"),
                    ("Other:Name", "x")
                )
            )
        );

    [Fact]
    public void Secrets_are_neither_shown_nor_said()
    {
        const string Secret = "canary-secret";
        var settings = Of(
            ("PersonalData:Keys:0", Secret),
            ("Mail:Password", Secret),
            ("Database:ConnectionString", $"Host=x;Password={Secret}")
        );
        Assert.DoesNotContain(SettingList.Problems(settings), problem => problem.Contains(Secret, StringComparison.Ordinal));
        Assert.Single(SettingList.Problems(settings));
        Assert.DoesNotContain(SettingList.Rows(settings), row => row.Value.Contains(Secret, StringComparison.Ordinal));
        Assert.Contains(SettingList.Rows(settings), row => row is { Name: "Mail:Password", Value: "••••••" });
    }

    [Fact]
    public void The_settings_as_shipped_are_good_and_postgres_without_a_connection_is_not()
    {
        Assert.Empty(SettingList.Problems(Of()));
        Assert.Contains(
            "Database:ConnectionString is empty",
            Assert.Single(SettingList.Problems(Of(("Database:Provider", "postgres")))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_setting_of_the_options_is_listed_explained_and_documented()
    {
        var listed = SettingList.All.Select(setting => setting.Name).ToList();
        var options = new[]
        {
            typeof(SiteOptions),
            typeof(DemoOptions),
            typeof(MailOptions),
            typeof(TelemetryOptions),
            typeof(PersonalDataSettings),
            typeof(Portal.Domain.Audit.AuditSettings),
            typeof(ApprovalOptions),
            typeof(LimitOptions),
        };
        var wanted = options.SelectMany(type =>
            type.GetProperties().Select(one => $"{type.GetField("Section")!.GetRawConstantValue()}:{one.Name}")
        );
        Assert.Empty(wanted.Except(listed));
        var docs = File.ReadAllText(Repository.PathOf("docs", "operating", "settings.md"));
        Assert.DoesNotContain(listed, name => !docs.Contains($"`{name}`", StringComparison.Ordinal));
        Assert.DoesNotContain(listed, name => JobLabels.OfStart(name).StartsWith("Start_", StringComparison.Ordinal));
        foreach (var kind in Enum.GetValues<Portal.Domain.Operations.Kept>())
        {
            Assert.DoesNotContain("Kept_", JobLabels.Of(kind), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Clocks_and_work_have_words()
    {
        await using var world = await World.Create(Provider.Sqlite);
        Assert.DoesNotContain(
            Schedule.Clocks,
            clock => (JobLabels.Clock(clock.Name) + JobLabels.ClockText(clock.Name)).Contains("Clock_", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            world.Get<WorkSteps>().Table.Keys,
            kind => JobLabels.Work(kind).StartsWith("Work_", StringComparison.Ordinal)
        );
    }

    private static IConfigurationRoot Of(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddJsonFile(Repository.PathOf("Portal", "appsettings.json"))
            .AddInMemoryCollection(values.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))
            .Build();
}
