using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Portal.Domain.Operations;
using Portal.Tests.Commands;

namespace Portal.Tests.Upgrade;

public sealed class VersionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_version_stands_in_one_place_and_the_command_says_just_that()
    {
        var props = await File.ReadAllTextAsync(Repository.PathOf("Directory.Build.props"), Ct);
        Assert.Contains($"<Version>{Release.Version}</Version>", props, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories),
            path => File.ReadAllText(path).Contains("Version>", StringComparison.Ordinal)
        );
        Assert.Contains(
            $"## [{Release.Version}]",
            await File.ReadAllTextAsync(Repository.PathOf("CHANGELOG.md"), Ct),
            StringComparison.Ordinal
        );

        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Portal.dll"), "--version"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal(Release.Version, (await process.StandardOutput.ReadToEndAsync(Ct)).Trim());
        await process.WaitForExitAsync(Ct);
    }

    [Theory]
    [InlineData("99.0.0", true)]
    [InlineData("99.0.0-rc.1", true)]
    [InlineData("0.0.9", false)]
    [InlineData("0.0", true)]
    [InlineData("soon", true)]
    public void A_later_version_is_told_apart(string version, bool later) => Assert.Equal(later, Release.IsLater(version));

    [Fact]
    public void This_version_and_a_trial_of_it_are_not_later() =>
        Assert.False(Release.IsLater(Release.Version) || Release.IsLater(Release.Version + "-rc.1"));

    [Fact]
    public async Task A_backup_names_its_version_and_one_of_a_later_version_is_refused_with_a_sentence()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var file = Path.Combine(world.Folder, "site.backup.tmp");
        await world.Get<BackupService>().Back(Actor.Operator, file, Ct);
        Assert.Equal(Release.Version, await Version(file, change: null));
        await Version(file, change: "99.1.0");
        await using var empty = await EmptyPlace.Make(Provider.Sqlite);

        var refused = await empty.Restore(file);

        Assert.True(refused.ExitCode == 2, refused.Errors);
        Assert.Equal(OperationsRefusals.BackupNewer, refused.Json.GetProperty("error").GetString());
        var sentence = refused.Json.GetProperty("message").GetString()!;
        Assert.StartsWith($"Portal 99.1.0 wrote this backup, and this is Portal {Release.Version}.", sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(empty.Folder, "portal.db")));

        // The controls: one of before there were versions, and one of an earlier version.
        await Version(file, change: "0.0.9");
        Assert.Equal(0, (await empty.Restore(file)).ExitCode);
        await Version(file, change: string.Empty);
        await using var another = await EmptyPlace.Make(Provider.Sqlite);
        Assert.Equal(0, (await another.Restore(file)).ExitCode);
    }

    /// <summary>Reads the version in a backup's manifest; writes another one there, or none where that is empty.</summary>
    private static async Task<string?> Version(string backup, string? change)
    {
        await using var zip = await ZipFile.OpenAsync(backup, ZipArchiveMode.Update, Ct);
        var entry = zip.GetEntry("manifest.json")!;
        JsonNode manifest;
        await using (var read = await entry.OpenAsync(Ct))
        {
            manifest = (await JsonNode.ParseAsync(read, cancellationToken: Ct))!;
        }

        var found = (string?)manifest["Version"];
        if (change is not null)
        {
            manifest.AsObject().Remove("Version");
            if (change.Length > 0)
            {
                manifest["Version"] = change;
            }

            entry.Delete();
            await using var write = await zip.CreateEntry("manifest.json").OpenAsync(Ct);
            await write.WriteAsync(System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()), Ct);
        }

        return found;
    }
}
