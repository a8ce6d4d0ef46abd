using System.Diagnostics;
using System.Text.Json;

namespace Portal.Tests.Commands;

/// <summary>The operator's shell: runs the real executable as a process of its own over a test's database.</summary>
internal static class Shell
{
    public sealed record Outcome(int? ExitCode, JsonElement Json, string Errors)
    {
        public bool Killed => ExitCode is null;
    }

    public static Task<Outcome> Portal(this World world, params string[] args) => world.PortalKilledAfter(null, args);

    /// <summary>Over a data directory that no test world made.</summary>
    public static Task<Outcome> Portal(string folder, Provider provider, string connection, params string[] args) =>
        Run(folder, provider, connection, null, args);

    /// <summary>Ends the process with SIGKILL after a while, if it still runs then.</summary>
    public static Task<Outcome> PortalKilledAfter(this World world, TimeSpan? life, params string[] args)
    {
        var settings = world.Get<DatabaseSettings>();
        return Run(world.Folder, settings.Provider, settings.ConnectionString, life, args);
    }

    public static async Task<Outcome> Run(
        string folder,
        Provider provider,
        string connection,
        TimeSpan? life,
        string[] args,
        params (string Key, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "Portal.dll"), .. args, "--data", folder, "--json"]
        )
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["Database__Provider"] = provider.ToString();
        start.Environment["Database__ConnectionString"] = connection;
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (life is { } span)
        {
            using var patience = new CancellationTokenSource(span);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
                return new Outcome(null, default, await errors);
            }
        }

        await process.WaitForExitAsync();
        var text = await output;
        return new Outcome(process.ExitCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, text + await errors);
    }
}
