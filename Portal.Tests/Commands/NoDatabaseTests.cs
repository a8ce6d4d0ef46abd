namespace Portal.Tests.Commands;

public sealed class NoDatabaseTests
{
    [Fact]
    public async Task A_folder_without_a_database_is_refused_and_left_as_it_was()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var nowhere = Path.Combine(world.Folder, "nowhere");
        var refused = await Run("verify", nowhere);
        Assert.True(refused.ExitCode == 2, refused.Errors);
        Assert.Equal("Admin_NoDatabase", refused.Json.GetProperty("error").GetString());
        Assert.Contains(nowhere, refused.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));

        // Those a site begins with make it; then the others find it.
        Assert.Equal(0, (await Run("migrate", nowhere)).ExitCode);
        Assert.Equal(0, (await Run("verify", nowhere)).ExitCode);
    }

    private static Task<Shell.Outcome> Run(string command, string folder) => Shell.Portal(folder, Provider.Sqlite, string.Empty, command);
}
