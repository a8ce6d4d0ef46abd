using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using Portal.Tests.Commands;

namespace Portal.Tests.Upgrade;

/// <summary>What a test has to know of a kept site to use it: who signs in by what, and what is still to be done there.</summary>
internal sealed record KeptFacts(string Version, DateTime AtUtc, string Email, string Password, string Secret, DateOnly OpenDay);

/// <summary>A small site of every released version, as that version's own code left it: one archive for each of the two databases.</summary>
internal static class KeptSites
{
    /// <summary>The release whose schema is the beginning: what its migrations do is not judged, for nothing ran before.</summary>
    public const string First = "0.1.0";

    public const string FactsFile = "site.json";
    public const string DumpFile = "site.sql";

    public static string Folder { get; } = Repository.PathOf("Portal.Tests", "Upgrade", "Sites");

    public static IReadOnlyCollection<string> Versions { get; } =
    [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string Archive(string folder, string version, Provider provider) =>
        Path.Combine(folder, version, $"{provider}.zip".ToLowerInvariant());

    public static Task<KeptSite> Unpack(string version, Provider provider) => UnpackFile(Archive(Folder, version, provider), provider);

    public static async Task<KeptSite> UnpackFile(string archive, Provider provider)
    {
        var place = await EmptyPlace.Make(provider);
        await ZipFile.ExtractToDirectoryAsync(archive, place.Folder);
        var (facts, dump) = (Path.Combine(place.Folder, FactsFile), Path.Combine(place.Folder, DumpFile));
        var site = new KeptSite(place, provider, JsonSerializer.Deserialize<KeptFacts>(await File.ReadAllTextAsync(facts))!);
        if (provider == Provider.Postgres)
        {
            var apart = new NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false };
            await using var connection = new NpgsqlConnection(apart.ToString());
            await connection.OpenAsync();
            await using var load = new NpgsqlCommand(await File.ReadAllTextAsync(dump), connection);
            await load.ExecuteNonQueryAsync();
            File.Delete(dump);
        }

        File.Delete(facts);
        return site;
    }
}

/// <summary>A kept site unpacked into a place of its own.</summary>
internal sealed class KeptSite(EmptyPlace place, Provider provider, KeptFacts facts) : IAsyncDisposable
{
    public KeptFacts Facts { get; } = facts;
    public Provider Provider { get; } = provider;

    /// <summary>The services of today over it, on the day after it was left.</summary>
    public World Open(Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? services = null) =>
        World.Over(Provider, place.Folder, place.Connection, Facts.AtUtc.AddDays(1), services);

    /// <summary>The product's own executable over it, ended by SIGKILL at a point of its migration (see <see cref="StartupHook"/>).</summary>
    public Task<Shell.Outcome> Migrate(string? endAt = null) =>
        Shell.Run(
            place.Folder,
            Provider,
            place.Connection,
            life: null,
            ["migrate"],
            endAt is null ? [] : [("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (StartupHook.Variable, endAt)]
        );

    public ValueTask DisposeAsync() => place.DisposeAsync();
}
