using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Tests.Harness;

/// <summary>
/// One site for one test: the real services over a real, migrated database of its own, with a clock the test moves. Copies of a template
/// database that is migrated once a run.
/// </summary>
public sealed class World : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    private static readonly SemaphoreSlim TemplateLock = new(1);
    private static readonly Dictionary<Provider, string> Templates = [];
    private static int _count;

    private readonly ServiceProvider _services;
    private readonly string? _database;
    private readonly bool _borrowed;

    private World(ServiceProvider services, string folder, string? database, bool borrowed = false)
    {
        _services = services;
        Folder = folder;
        _database = database;
        _borrowed = borrowed;
    }

    /// <summary>The services over the data of a site that runs: what its pages show can be held against what its books say.</summary>
    public static World Over(string folder) =>
        new(Build(Provider.Sqlite, folder, string.Empty, TimeProvider.System), folder, null, borrowed: true);

    /// <summary>The services over a place that somebody else makes and takes away, at a time of the test's own.</summary>
    public static World Over(
        Provider provider,
        string folder,
        string connection,
        DateTime nowUtc,
        Action<IServiceCollection>? services = null
    ) =>
        new(
            Build(provider, folder, connection, new FakeTimeProvider(new DateTimeOffset(nowUtc)), change: services),
            folder,
            null,
            borrowed: true
        );

    public string Folder { get; }
    public FakeTimeProvider Clock => (FakeTimeProvider)Get<TimeProvider>();

    /// <summary>A signed-up person without any role.</summary>
    public Actor Stranger { get; private set; } = Actor.Anonymous;

    /// <summary>
    /// A world whose clock stands at <see cref="Start"/>, or at the time given: an hour ago for tests of programs, which live in real time. What a
    /// test has to watch from inside takes another service's place through <paramref name="services"/>.
    /// </summary>
    /// <param name="demo">A demo site without anybody, as its seeder finds it.</param>
    public static async Task<World> Create(
        Provider provider,
        DateTimeOffset? start = null,
        string zone = "Asia/Shanghai",
        bool demo = false,
        Action<IServiceCollection>? services = null
    )
    {
        var folder = Path.Combine(Path.GetTempPath(), "portal-tests", $"{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(folder);
        var (provided, database) = await Open(provider, folder, new FakeTimeProvider(start ?? Start), zone, demo, services);
        var world = new World(provided, folder, database);
        world.Stranger = demo ? Actor.Anonymous : await world.Person("stranger");
        return world;
    }

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDb Db() => Get<IDbContextFactory<PortalDb>>().CreateDbContext();

    /// <summary>A person with an account; with a staff role when named.</summary>
    public async Task<Actor> Person(string name, StaffRole? role = null)
    {
        await using var db = Db();
        var user = new PortalUser
        {
            UserName = $"{name}@example.test",
            NormalizedUserName = $"{name}@example.test".ToUpperInvariant(),
            Email = $"{name}@example.test",
            NormalizedEmail = $"{name}@example.test".ToUpperInvariant(),
            EmailConfirmed = true,
            DisplayName = name,
            SecurityStamp = Guid.NewGuid().ToString(),
            LockoutEnabled = true,
            CreatedUtc = Clock.UtcNow(),
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        if (role is { } named)
        {
            db.StaffAssignments.Add(new StaffAssignment(user.Id, named, Clock.UtcNow()));
            await db.SaveChangesAsync();
        }

        return Actor.User(user.Id, name, "test");
    }

    /// <summary>An organisation and its owner, stored directly: for tests whose subject is something else than registering.</summary>
    internal async Task<(Merchant Merchant, Actor Owner)> Organisation(string slug, EntityType type = EntityType.Company)
    {
        var owner = await Person($"{slug}-owner");
        await using var db = Db();
        var merchant = Merchant.Register(slug, $"{slug} Trading Co., Ltd.", slug, type, "91350100M000100Y43", Clock.UtcNow());
        db.Merchants.Add(merchant);
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership(owner.UserId, merchant.Id, MerchantRole.Owner, Clock.UtcNow()));
        await db.SaveChangesAsync();
        return (merchant, owner);
    }

    /// <summary>Adds a member with a role to an organisation.</summary>
    internal async Task<Actor> Member(Merchant merchant, MerchantRole role, string? name = null)
    {
        var person = await Person(name ?? $"{merchant.Slug}-{role}".ToLowerInvariant());
        await using var db = Db();
        db.Memberships.Add(new Membership(person.UserId, merchant.Id, role, Clock.UtcNow()));
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>The same person in a session of their own: freshly confirmed, with both factors unless the way says otherwise.</summary>
    public async Task<Actor> SignedIn(Actor person, SignInWay way = SignInWay.Passkey)
    {
        var form = new NewSession(person.UserId, way, "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", Remember: false);
        var ticket = await Get<SessionService>().Start(person, form, CancellationToken.None);
        return Actor.User(person.UserId, person.Name, person.From, ticket.Key);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_database is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Postgres.Run($"DROP DATABASE IF EXISTS \"{_database}\" WITH (FORCE)");
        }

        if (!_borrowed)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<(ServiceProvider Services, string? Database)> Open(
        Provider provider,
        string folder,
        FakeTimeProvider clock,
        string zone,
        bool demo,
        Action<IServiceCollection>? change
    )
    {
        var template = await Template(provider);
        if (provider == Provider.Sqlite)
        {
            File.Copy(template, Path.Combine(folder, "portal.db"));
            return (Build(provider, folder, string.Empty, clock, zone, demo, change), null);
        }

        var name = $"portal_{Environment.ProcessId}_{Path.GetFileName(folder).Replace('-', '_')}";
        await Postgres.Run($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return (Build(provider, folder, Postgres.ConnectionTo(name), clock, zone, demo, change), name);
    }

    /// <summary>A migrated, empty database of this run: a file's path, or a PostgreSQL database's name.</summary>
    private static async Task<string> Template(Provider provider)
    {
        await TemplateLock.WaitAsync();
        try
        {
            if (Templates.TryGetValue(provider, out var ready))
            {
                return ready;
            }

            var folder = Path.Combine(Path.GetTempPath(), "portal-tests", $"{Environment.ProcessId}-template-{provider}");
            if (Directory.Exists(folder))
            {
                // Of a process of other days that had this number, and perhaps another schema.
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
            var name = $"portal_{Environment.ProcessId}_template";
            if (provider == Provider.Postgres)
            {
                await Postgres.Run($"CREATE DATABASE \"{name}\"");
            }

            await using (
                var services = Build(
                    provider,
                    folder,
                    provider == Provider.Postgres ? Postgres.ConnectionTo(name) : "",
                    TimeProvider.System
                )
            )
            {
                await services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            return Templates[provider] = provider == Provider.Sqlite ? Path.Combine(folder, "portal.db") : name;
        }
        finally
        {
            TemplateLock.Release();
        }
    }

    private static ServiceProvider Build(
        Provider provider,
        string folder,
        string connection,
        TimeProvider clock,
        string zone = "Asia/Shanghai",
        bool demo = false,
        Action<IServiceCollection>? change = null
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Portal:DataDirectory"] = folder,
                    ["Portal:SettlementZone"] = zone,
                    ["Demo:Enabled"] = demo ? "true" : "false",
                    ["Database:Provider"] = provider.ToString(),
                    ["Database:ConnectionString"] = connection,
                }
            )
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        Portal.Hosting.Site.AddDomain(services, configuration, folder);
        services.AddSingleton(clock);
        services.AddSingleton<Portal.Jobs.WorkSteps>();
        services.AddSingleton<Portal.Jobs.MailSender>();
        services.AddSingleton<Portal.Jobs.NoticeMailer>();
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
