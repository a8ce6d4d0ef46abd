using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Portal.Domain.Data;

namespace Portal.Tests.Harness;

/// <summary>The built web site as a process of its own over a test's database and data directory, for tests that end it the hard way.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(240);
    private readonly Process _process;
    private readonly string _address = $"http://127.0.0.1:{Site.FreePort()}";
    private readonly StringBuilder _output = new();
    private readonly Lock _outputLock = new();

    private WebProcess(World world, string folder, (string Key, string Value)[] settings)
    {
        var database = world.Get<DatabaseSettings>();
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Portal.dll"), "--urls", _address])
        {
            WorkingDirectory = Repository.PathOf("Portal"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Portal__DataDirectory"] = folder;
        start.Environment["Portal__BaseAddress"] = "https://portal.example.test";
        start.Environment["Database__Provider"] = database.Provider.ToString();
        start.Environment["Database__ConnectionString"] = database.ConnectionString;
        WideLimits.For(start);
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How it signs the work it takes.</summary>
    public string Server => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{_process.Id}");

    public string Output
    {
        get
        {
            lock (_outputLock)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>One more server of this site: its database, its data directory.</summary>
    public static WebProcess Over(World world, params (string Key, string Value)[] settings) => new(world, world.Folder, settings);

    /// <summary>A server on this site's database that has a data directory of its own.</summary>
    public static WebProcess Apart(World world, string folder, params (string Key, string Value)[] settings) =>
        new(world, folder, settings);

    public async Task Ready()
    {
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartMax)
        {
            Assert.False(_process.HasExited, Output);
            try
            {
                using var answer = await http.GetAsync(new Uri(_address + "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"Portal was not ready after {StartMax.TotalSeconds} s:\n{Output}");
    }

    /// <summary>What it ended with, of itself.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(StartMax);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a service manager stops it; what it has in hand it gives back.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await Ended();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_outputLock)
        {
            _output.AppendLine(line);
        }
    }
}
