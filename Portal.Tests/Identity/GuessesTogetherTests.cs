using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Messaging;

namespace Portal.Tests.Identity;

/// <summary>
/// Guesses that are sent together are counted one by one, before anything is compared: never more are looked at than the limit allows, and
/// the right one among those beyond it does not get in. Each attack stands beside the same guesses one after the other.
/// </summary>
public sealed class GuessesTogetherTests
{
    private const int Together = 60;
    private const int TriesMax = 5;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Of_sixty_tries_at_once_five_are_taken_and_the_rest_finds_the_account_locked(Provider provider)
    {
        await using var world = await World.Create(provider);
        var tries = world.Get<SecretTries>();
        var serial = await world.Person("serial");
        var taken = new List<SecretTry>();
        for (var i = 0; i < Together; i++)
        {
            taken.Add(await tries.Take(serial.UserId, Ct));
        }

        var raced = await world.Person("raced");
        var together = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => Task.Run(() => tries.Take(raced.UserId, Ct), Ct)));
        foreach (var all in new[] { taken, [.. together] })
        {
            Assert.Equal(TriesMax, all.Count(one => one.IsTaken));
            Assert.Single(all, one => one is { IsTaken: true, LockedUntil: not null });
            Assert.All(all.Where(one => !one.IsTaken), one => Assert.NotNull(one.LockedUntil));
        }

        // The lock ends, and a whole set of tries is there again; the right answer clears them.
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        var again = await tries.Take(raced.UserId, Ct);
        Assert.True(again.IsTaken);
        await tries.Clear(raced.UserId, again, Ct);
        await using var db = world.Db();
        Assert.Equal(0, (await db.Users.AsNoTracking().SingleAsync(user => user.Id == raced.UserId, Ct)).AccessFailedCount);
    }

    [Theory, BothDatabases]
    public async Task The_right_password_beyond_the_limit_does_not_confirm(Provider provider)
    {
        await using var world = await World.Create(provider);
        const string right = "a walk along the river";
        var serial = await WithPassword(world, "serial", right);
        var said = new List<string>();
        for (var i = 0; i < TriesMax; i++)
        {
            said.Add(await Said(() => Confirm(world, serial, "wrong wrong wrong")));
        }

        said.Add(await Said(() => Confirm(world, serial, right)));
        Assert.Equal([.. Enumerable.Repeat(IdentityRefusals.PasswordWrong, TriesMax), IdentityRefusals.CodesLocked], said);

        var raced = await WithPassword(world, "raced", right);
        var sessions = await Task.WhenAll(Enumerable.Range(0, Together).Select(_ => world.SignedIn(raced)));
        // The right one waits until the limit's worth of wrong ones was looked at.
        var wrong = await Task.WhenAll(
            sessions.Skip(1).Select(session => Task.Run(() => Said(() => Confirm(world, session, "wrong wrong wrong")), Ct))
        );
        Assert.Equal(TriesMax, wrong.Count(code => code == IdentityRefusals.PasswordWrong));
        Assert.Equal(Together - 1 - TriesMax, wrong.Count(code => code == IdentityRefusals.CodesLocked));
        Assert.Equal(IdentityRefusals.CodesLocked, await Said(() => Confirm(world, sessions[0], right)));
    }

    [Theory, BothDatabases]
    public async Task Codes_of_the_app_in_waves_are_counted_and_one_code_is_good_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var seconds = world.Get<SecondFactorService>();
        var person = await world.Person("coder");
        var secret = SecondFactorServiceTests.SecretOf((await seconds.Begin(person, Ct)).Uri);
        await seconds.Confirm(person, Now(world, secret), Ct);
        world.Clock.Advance(TimeSpan.FromMinutes(2));

        var good = Now(world, secret);
        var twice = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Said(() => seconds.Use(Actor.Visitor("x"), person.UserId, good, Ct)), Ct))
        );
        Assert.Single(twice, one => one.Length == 0);

        // Three of them were tries too: a right code gives all of them back.
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await seconds.Use(Actor.Visitor("x"), person.UserId, Now(world, secret), Ct);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var bad = Now(world, secret) == "000000" ? "000001" : "000000";
        var said = new List<string>();
        for (var wave = 0; wave < 4; wave++)
        {
            said.AddRange(
                await Task.WhenAll(
                    Enumerable
                        .Range(0, 20)
                        .Select(_ => Task.Run(() => Said(() => seconds.Use(Actor.Visitor("x"), person.UserId, bad, Ct)), Ct))
                )
            );
        }

        // Four wrong ones are told wrong, the fifth that it locked, and so is everybody after it.
        Assert.Equal(TriesMax - 1, said.Count(code => code == IdentityRefusals.CodeWrong));
        Assert.Equal(80 - TriesMax + 1, said.Count(code => code == IdentityRefusals.CodesLocked));
        var right = Now(world, secret);
        Assert.Equal(IdentityRefusals.CodesLocked, await Said(() => seconds.Use(Actor.Visitor("x"), person.UserId, right, Ct)));
    }

    [Theory, BothDatabases]
    public async Task Set_up_codes_at_once_are_counted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var setup = world.Get<SetupService>();
        var code = (await setup.Offer(Actor.System("setup"), Ct))!;
        var form = new FirstAdministrator("first@example.test", "First", "a walk along the river", "en");
        var said = await Task.WhenAll(
            Enumerable
                .Range(0, Together)
                .Select(_ => Task.Run(() => Said(() => setup.Use(Actor.Visitor("x"), "AAAA-AAAA-AAAA-AAAA", form, Ct)), Ct))
        );
        Assert.Equal(SetupCode.TriesMax, said.Count(one => one == IdentityRefusals.CodeWrong));
        Assert.Equal(Together - SetupCode.TriesMax, said.Count(one => one == IdentityRefusals.SetupLocked));
        Assert.Equal(IdentityRefusals.SetupLocked, await Said(() => setup.Use(Actor.Visitor("x"), code, form, Ct)));
        // The control: a site that is started anew has tries, and the right code opens it.
        var fresh = (await setup.Offer(Actor.System("setup"), Ct))!;
        Assert.Equal(string.Empty, await Said(() => setup.Use(Actor.Visitor("x"), fresh, form, Ct)));
    }

    [Theory, BothDatabases]
    public async Task An_address_gets_five_mailed_codes_an_hour_however_many_are_asked_for_together(Provider provider)
    {
        await using var world = await World.Create(provider);
        var wallet = world.Get<WalletSignInService>();
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => wallet.AskForCode(Actor.Visitor("x"), "reader@example.test", "en", Ct), Ct))
        );
        await using var db = world.Db();
        Assert.Equal(SignInPolicies.WalletCodesAnHour.Standard, await db.SignInCodes.CountAsync(Ct));
        Assert.Equal(SignInPolicies.WalletCodesAnHour.Standard, await db.Mails.CountAsync(Ct));
    }

    /// <summary>Hashing inside a write transaction would stop every writer of a SQLite site: the hasher tries the lock itself.</summary>
    [Fact]
    public async Task Nobody_hashes_inside_a_transaction()
    {
        var hasher = new LockTryingHasher();
        await using var world = await World.Create(
            Provider.Sqlite,
            services: services => services.AddSingleton<IPasswordHasher<PortalUser>>(hasher)
        );
        hasher.File = Path.Combine(world.Folder, "portal.db");
        var people = world.Get<PeopleService>();
        await people.SignUp(Actor.Visitor("x"), "new@example.test", "New", "a walk along the river", "en", Ct);
        await people.SignUp(Actor.Visitor("x"), "new@example.test", "New", "a walk along the river", "en", Ct);
        var known = hasher.Calls;
        Assert.Equal(2, known);

        var operators = Actor.Operator;
        await people.CreateUser(operators, new NewUser("made@example.test", "Made", "a walk along the river"), Ct);
        await using var scope = world.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var made = (await users.FindByEmailAsync("made@example.test"))!;
        await people.ResetPassword(
            Actor.Visitor("x"),
            made.Id,
            await users.GeneratePasswordResetTokenAsync(made),
            "another walk by the sea",
            Ct
        );
        var setup = world.Get<SetupService>();
        var code = (await setup.Offer(Actor.System("setup"), Ct))!;
        await setup.Use(
            Actor.Visitor("x"),
            code,
            new FirstAdministrator("first@example.test", "First", "a walk along the river", "en"),
            Ct
        );
        Assert.True(hasher.Calls >= known + 3, $"{hasher.Calls} hashes");
        Assert.Equal(0, hasher.Locked);

        // The control: inside a transaction the hasher does find the database locked.
        await using var db = world.Db();
        await using (await db.Database.BeginTransactionAsync(Ct))
        {
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Culture, "en"), Ct);
            hasher.HashPassword(made, "anything at all");
        }

        Assert.Equal(1, hasher.Locked);
    }

    /// <summary>What a stranger could tell a known address by: the same hashes, records and mails for both.</summary>
    [Theory, BothDatabases]
    public async Task Signing_up_does_the_same_work_for_a_known_and_an_unknown_address(Provider provider)
    {
        var hasher = new LockTryingHasher();
        await using var world = await World.Create(
            provider,
            services: services => services.AddSingleton<IPasswordHasher<PortalUser>>(hasher)
        );
        var people = world.Get<PeopleService>();
        async Task<(int Hashes, int Mails, int Records)> Work()
        {
            await using var before = world.Db();
            var (hashes, mails, records) = (hasher.Calls, await before.Mails.CountAsync(Ct), await before.AuditRecords.CountAsync(Ct));
            await people.SignUp(Actor.Visitor("x"), "somebody@example.test", "Somebody", "a walk along the river", "en", Ct);
            return (hasher.Calls - hashes, await before.Mails.CountAsync(Ct) - mails, await before.AuditRecords.CountAsync(Ct) - records);
        }

        var unknown = await Work();
        Assert.Equal((1, 1, 1), unknown);
        Assert.Equal(unknown, await Work());
    }

    [Theory, BothDatabases]
    public async Task Of_many_sign_ups_of_one_address_at_once_all_are_answered_alike(Provider provider)
    {
        await using var world = await World.Create(provider);
        var people = world.Get<PeopleService>();
        var said = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Run(
                        () => Said(() => people.SignUp(Actor.Visitor("x"), "one@example.test", "One", "a walk along the river", "en", Ct)),
                        Ct
                    )
                )
        );
        Assert.All(said, one => Assert.Equal(string.Empty, one));
        await using var db = world.Db();
        Assert.Equal(1, await db.Users.CountAsync(user => user.NormalizedEmail == "ONE@EXAMPLE.TEST", Ct));
        Assert.Equal(16, await db.Mails.CountAsync(Ct));
    }

    private static async Task<Actor> WithPassword(World world, string name, string password)
    {
        var person = await world.Person(name);
        await using var scope = world.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = (await users.FindByIdAsync(person.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)))!;
        Assert.True((await users.AddPasswordAsync(user, password)).Succeeded);
        return await world.SignedIn(person);
    }

    private static string Now(World world, byte[] secret) => TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow()));

    private static Task Confirm(World world, Actor actor, string password) =>
        world.Get<CredentialService>().ConfirmByPassword(actor, password, Ct);

    /// <summary>The code of the refusal; empty when it went through.</summary>
    private static async Task<string> Said(Func<Task> act)
    {
        try
        {
            await act();
            return string.Empty;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    /// <summary>Hashes cheaply, and looks each time whether somebody holds the database's write lock.</summary>
    internal sealed class LockTryingHasher : IPasswordHasher<PortalUser>
    {
        private int _calls;
        private int _locked;

        public string? File { get; set; }
        public int Calls => _calls;
        public int Locked => _locked;

        public string HashPassword(PortalUser user, string password)
        {
            Look();
            return "h:" + password;
        }

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            Look();
            return hashedPassword == "h:" + providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
        }

        private void Look()
        {
            Interlocked.Increment(ref _calls);
            if (File is null)
            {
                return;
            }

            using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Default Timeout=1;Pooling=False");
            other.Open();
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE; ROLLBACK;";
            begin.CommandTimeout = 1;
            try
            {
                begin.ExecuteNonQuery();
            }
            catch (Microsoft.Data.Sqlite.SqliteException busy) when (busy.SqliteErrorCode == 5)
            {
                Interlocked.Increment(ref _locked);
            }
        }
    }
}
