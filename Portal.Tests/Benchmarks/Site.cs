using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Benchmarks;

/// <summary>A migrated, empty SQLite site in a folder of its own, gone with the object.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Site(ServiceProvider services, string folder)
    {
        _services = services;
        Folder = folder;
    }

    public string Folder { get; }

    public static async Task<Site> Open()
    {
        var folder = Directory.CreateTempSubdirectory("portal-benchmark-").FullName;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddPortalDomain(new DatabaseSettings { DataDirectory = folder }, SettlementZone.Default);
        var site = new Site(services.BuildServiceProvider(), folder);
        await site.Get<Migrator>().Migrate(CancellationToken.None);
        return site;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDb Db() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
