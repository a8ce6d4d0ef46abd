using System.Diagnostics;

namespace Portal.Tests.Tidy;

/// <summary>A build of one project only compiles; where it is decided what may land, the analyzers run (docs/decisions/0014).</summary>
public sealed class AnalysisTests
{
    [Theory]
    [InlineData("Portal.sln", "", "")]
    [InlineData("*Undefined*", "true", "")]
    [InlineData("*Undefined*", "", "false")]
    public async Task Analysis_runs_for_the_solution_and_in_CI(string solution, string ci, string expected)
    {
        var ask = new ProcessStartInfo(
            "dotnet",
            ["msbuild", "-nologo", "-getProperty:RunAnalyzersDuringBuild", $"-p:SolutionFileName={solution}"]
        )
        {
            WorkingDirectory = Repository.PathOf("Portal.Domain"),
            RedirectStandardOutput = true,
        };
        ask.Environment["CI"] = ci;
        using var process = Process.Start(ask)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(expected, said.Trim());
    }

    [Fact]
    public void What_decides_builds_the_solution()
    {
        Assert.Contains("CI=true ./Portal.Tests/run", File.ReadAllText(Repository.PathOf(".ci", "run")), StringComparison.Ordinal);
        Assert.Contains("dotnet build Portal.sln", File.ReadAllText(Repository.PathOf("Portal.Tests", "run")), StringComparison.Ordinal);
    }
}
