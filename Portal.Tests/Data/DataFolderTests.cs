using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Certification;
using Portal.Domain.Reports;
using Portal.Jobs;
using Portal.Tests.Commands;
using Portal.Tests.Payments;

namespace Portal.Tests.Data;

/// <summary>The data directory is one account's own, and a start that cannot use it says so in a sentence.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_keys_and_mails_are_nobody_elses_to_read_new_and_old()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are of Unix.");
        await using var world = await World.Create(Provider.Sqlite);
        var folder = Path.Combine(world.Folder, "site");
        Assert.Equal(0, (await Run(folder, "migrate")).ExitCode);
        Assert.Equal(0, (await Run(folder, "audit-anchor")).ExitCode);
        Assert.Empty(Open(folder));

        // As an earlier version left them, and one mail of it.
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        await File.WriteAllTextAsync(Path.Combine(folder, "mail", "0000000001.eml"), "a link that lets its reader in", Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "portal.db-wal"), "", Ct);
        Loosen(folder);
        Assert.NotEmpty(Open(folder));
        Assert.Equal(0, (await Run(folder, "migrate")).ExitCode);
        Assert.Empty(Open(folder));
    }

    [Fact]
    public async Task What_a_link_leads_to_outside_the_directory_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are of Unix.");
        await using var world = await World.Create(Provider.Sqlite);
        var (site, elsewhere) = (Path.Combine(world.Folder, "site"), Path.Combine(world.Folder, "elsewhere"));
        var (mine, others) = (Path.Combine(site, "keys", "mine"), Path.Combine(elsewhere, "others"));
        foreach (var file in (string[])[mine, others])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "", Ct);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        Directory.CreateSymbolicLink(Path.Combine(site, "keys", "link"), elsewhere);
        Directory.CreateSymbolicLink(Path.Combine(site, "mail"), elsewhere);
        DataFolder.Open(new DatabaseSettings { DataDirectory = site });
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(mine) & Others);
        Assert.Equal(UnixFileMode.OtherRead, File.GetUnixFileMode(others) & Others);
    }

    [Fact]
    public async Task A_mail_is_written_for_nobody_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are of Unix.");
        await using var world = await World.Create(Provider.Sqlite);
        await world.Get<PeopleService>().SignUp(Actor.Visitor("x"), "new@example.test", "New", "a walk along the river", "en", Ct);
        await using var db = world.Db();
        var mail = await db.Mails.SingleAsync(Ct);
        await world.Get<MailSender>().Send(mail.Id, Ct);
        var path = world.Get<DatabaseSettings>().PickupPath(mail.Id);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(path)!) & Others);
    }

    [Fact]
    public async Task Bills_documents_and_workbooks_are_written_for_nobody_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes of files are of Unix.");
        await using var world = await World.Create(Provider.Sqlite);
        await world.Import(SampleRows.Bill(SampleRows.Payment(1, 100_00)));
        await world.Get<DocumentVault>().Keep([1, 2, 3], Ct);
        await world.Get<WorkbookShelf>().Keep(1, _ => Task.FromResult(new FileReceipt(0, 0, string.Empty)));
        foreach (var folder in (string[])["bills", "documents", "workbooks"])
        {
            var root = Path.Combine(world.Folder, folder);
            var made = Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Append(root).ToList();
            Assert.InRange(made.Count, 2, 10);
            Assert.All(made, one => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(one) & Others));
        }
    }

    /// <summary>What is written elsewhere is somebody else's to read: the folder bills are dropped into, the file a command was told to make.</summary>
    [Fact]
    public void Folders_and_files_are_made_in_one_place()
    {
        string[] elsewhere = ["Portal.Domain/Payments/Bills/BillDropService.cs", "Portal/Commands/FileTarget.cs"];
        var makers = new[] { "Portal", "Portal.Domain" }
            .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs"))
            .Where(file => Makes(file.Text))
            .Select(file => file.Path);
        Assert.Equal(["Portal.Domain/Data/Storage/DataFolder.cs", .. elsewhere], makers.Order(StringComparer.Ordinal));
        Assert.True(Makes("File.SetUnixFileMode(path, mode)") && Makes("new FileStream(path, FileMode.Append)"));
        Assert.False(Makes("DataFolder.Write(path, FileMode.Create)") || Makes("new FileStream(path, FileMode.Open)"));
    }

    private static bool Makes(string text) =>
        text.Contains("Unix" + "FileMode", StringComparison.Ordinal)
        || text.Contains("Directory.Create" + "Directory", StringComparison.Ordinal)
        || Regex.IsMatch(text, @"new FileStream\([^;]*FileMode\.(Create|Append|OpenOrCreate)|File\.(WriteAll|AppendAll|Create\()");

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_ends_a_command_and_a_start_with_a_sentence()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var file = Path.Combine(world.Folder, "a-file");
        await File.WriteAllTextAsync(file, "not a folder", Ct);
        foreach (var folder in (string[])[file, Path.Combine(file, "below"), "/proc/portal"])
        {
            var said = await Run(folder, "migrate");
            Assert.True(said.ExitCode == 2, said.Errors);
            Assert.Equal("Admin_FolderRefused", said.Json.GetProperty("error").GetString());
            Assert.Contains(folder, said.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said.Errors, StringComparison.Ordinal);
        }

        await using var site = WebProcess.Apart(world, file);
        Assert.Equal(1, await site.Ended());
        Assert.Contains("Portal does not start: The data directory", site.Output, StringComparison.Ordinal);
        Assert.Contains(file, site.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", site.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_the_way_of_the_schema_is_said_and_not_waited_for()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var folder = Path.Combine(world.Folder, "site");
        Directory.CreateDirectory(folder);
        // The lock of the migration cannot be made: it would lie in a folder that does not exist.
        File.CreateSymbolicLink(Path.Combine(folder, "portal.db.migrating"), Path.Combine(world.Folder, "nowhere", "lock"));
        var said = await Shell.Run(folder, Provider.Sqlite, string.Empty, TimeSpan.FromMinutes(2), ["migrate"]);
        Assert.False(said.Killed, "it waits for what does not come");
        Assert.True(said.ExitCode == 2, said.Errors);
        Assert.Equal("Admin_DatabaseRefused", said.Json.GetProperty("error").GetString());
        Assert.DoesNotContain("   at ", said.Errors, StringComparison.Ordinal);
    }

    private static Task<Shell.Outcome> Run(string folder, string command) => Shell.Portal(folder, Provider.Sqlite, string.Empty, command);

    /// <summary>The directory, what lies in it at the top, and keys and mails, as far as others may open it.</summary>
    private static IEnumerable<string> Open(string folder) =>
        Watched(folder).Where(one => (File.GetUnixFileMode(one) & Others) != UnixFileMode.None);

    private static void Loosen(string folder)
    {
        foreach (var one in Watched(folder).ToList())
        {
            File.SetUnixFileMode(one, File.GetUnixFileMode(one) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    private static IEnumerable<string> Watched(string folder) =>
        Directory
            .EnumerateFileSystemEntries(folder, "portal.db*")
            .Concat(Directory.EnumerateDirectories(folder))
            .Concat(
                new[] { "keys", "mail" }
                    .Select(name => Path.Combine(folder, name))
                    .Where(Directory.Exists)
                    .SelectMany(path => Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories))
            )
            .Append(folder);
}
