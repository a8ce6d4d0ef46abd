using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Jobs;
using Portal.Options;

namespace Portal.Commands;

/// <summary>What a command prints: lines for people, one JSON object for programs, and the exit code.</summary>
internal sealed record Answer(object Json, string Text, int ExitCode = 0);

/// <summary>Options and behaviour common to all commands.</summary>
internal static class CommandHost
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>A command with --data and --json, run over the domain services. A refusal prints its sentence and exits 2, a fault exits 1.</summary>
    public static Command Make(
        string name,
        string help,
        Action<Command> shape,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<Answer>> run
    ) =>
        MakeBare(
            name,
            help,
            shape,
            async (data, parsed, ct) =>
            {
                await using var services = Services(data);
                await Stand(services, name, ct);
                return await run(services, parsed, ct);
            }
        );

    /// <summary>The same for a command that must not find or make a database first; it is given the value of --data.</summary>
    public static Command MakeBare(
        string name,
        string help,
        Action<Command> shape,
        Func<string?, ParseResult, CancellationToken, Task<Answer>> run
    )
    {
        var data = new Option<string?>("--data") { Description = "Data directory (also the setting Portal:DataDirectory)." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var command = new Command(name, help) { data, json };
        shape(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    return Print(await run(parsed.GetValue(data), parsed, ct), parsed.GetValue(json));
                }
                catch (SettingsRefused refused)
                {
                    return Print(
                        new Answer(new { error = "settings", message = refused.Message }, refused.Message, 2),
                        parsed.GetValue(json)
                    );
                }
                catch (Refusal refusal)
                {
                    var sentence = RefusalText.Refusal(refusal);
                    return Print(new Answer(new { error = refusal.Code, message = sentence }, sentence, 2), parsed.GetValue(json));
                }
            }
        );
        return command;
    }

    /// <summary>Brings the schema up to date. Only the commands a site begins with may make the database: a mistyped folder is no new site.</summary>
    private static async Task Stand(IServiceProvider services, string command, CancellationToken ct)
    {
        // The folder before anything is asked of the domain, which would make its keys there.
        var database = services.GetRequiredService<DatabaseSettings>();
        if (command is "migrate" or "seed" or "create-user")
        {
            DataFolder.Open(database);
        }
        else
        {
            database.DemandFile();
            DataFolder.Open(database);
            await services.GetRequiredService<Migrator>().DemandSite(ct);
        }

        await services.GetRequiredService<Migrator>().Migrate(ct);
    }

    private static int Print(Answer answer, bool json)
    {
        (answer.ExitCode == 0 || json ? Console.Out : Console.Error).WriteLine(
            json ? JsonSerializer.Serialize(answer.Json, Json) : answer.Text
        );
        return answer.ExitCode;
    }

    /// <summary>The domain over a data directory; a provider given here goes before the setting.</summary>
    internal static ServiceProvider Services(string? dataDirectory, Provider? provider = null)
    {
        var environment =
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? "Production";
        // Settings lie beside the executable; a relative data directory is meant from where the operator stands.
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(
                dataDirectory is null ? [] : [new($"{SiteOptions.Section}:DataDirectory", Path.GetFullPath(dataDirectory))]
            )
            .AddInMemoryCollection(provider is { } named ? [new("Database:Provider", named.ToString())] : [])
            .Build();
        if (SettingList.Problems(configuration) is [var problem, ..])
        {
            throw new SettingsRefused(problem);
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging =>
            logging
                .AddConfiguration(configuration.GetSection("Logging"))
                .AddSimpleConsole()
                .AddFilter(level => level >= LogLevel.Warning)
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
                    console.LogToStandardErrorThreshold = LogLevel.Trace
                )
        );
        Site.AddDomain(services, configuration, Directory.GetCurrentDirectory()).LetStatementsTakeTheirTime();
        services.AddSingleton<WorkSteps>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<NoticeMailer>();
        return services.BuildServiceProvider();
    }
}

/// <summary>A setting holds a value that cannot be used; the message says which, from where and what it should be.</summary>
internal sealed class SettingsRefused(string message) : Exception(message);
