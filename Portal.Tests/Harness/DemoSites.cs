using Microsoft.EntityFrameworkCore;
using Portal.Domain.Demo;

namespace Portal.Tests.Harness;

/// <summary>The demo's data once a database, for the classes that only read it or take back what they do: making it is dear.</summary>
public sealed class DemoSites : IAsyncDisposable
{
    public const string Name = "demo sites";

    // After the hour at which days are closed.
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Provider, World> _made = [];

    public async Task<World> Of(Provider provider)
    {
        if (!_made.TryGetValue(provider, out var world))
        {
            world = await World.Create(provider, Noon, demo: true);
            _made.Add(provider, world);
            Assert.True(await world.Get<DemoSeeder>().SeedDemo(TestContext.Current.CancellationToken));
        }

        return world;
    }

    /// <summary>Somebody of the demo, as a page would have them.</summary>
    public async Task<Actor> Who(Provider provider, string email)
    {
        await using var db = (await Of(provider)).Db();
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Email == email, TestContext.Current.CancellationToken);
        return Actor.User(user.Id, user.DisplayName, "test");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in _made.Values)
        {
            await world.DisposeAsync();
        }
    }
}

[CollectionDefinition(DemoSites.Name)]
public sealed class DemoSitesCollection : ICollectionFixture<DemoSites>;
