using Microsoft.EntityFrameworkCore;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

public sealed class SetupServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task The_code_of_the_log_makes_one_administrator_and_closes(Provider provider)
    {
        await using var world = await World.Create(provider);
        var setup = world.Get<SetupService>();
        Assert.False(await setup.IsOpen(Actor.Anonymous, Ct));
        var earlier = await Offer(setup);
        var code = await Offer(setup);
        await Expect.Refused(IdentityRefusals.CodeWrong, () => setup.Use(Actor.Anonymous, earlier!, First("a"), Ct));
        await Expect.Refused(
            IdentityRefusals.PasswordRefused,
            () => setup.Use(Actor.Anonymous, code!, First("a") with { Password = "short" }, Ct)
        );
        var id = await setup.Use(Actor.Anonymous, code!.ToLowerInvariant(), First("a"), Ct);

        await using var db = world.Db();
        Assert.Equal(StaffRole.Administrator, (await db.StaffAssignments.SingleAsync(row => row.UserId == id, Ct)).Role);
        Assert.False(await setup.IsOpen(Actor.Anonymous, Ct));
        await Expect.Refused(KernelRefusals.NotFound, () => setup.Use(Actor.Anonymous, code, First("b"), Ct));
        Assert.Null(await Offer(setup));
    }

    [Theory, BothDatabases]
    public async Task Of_two_at_once_one_becomes_administrator(Provider provider)
    {
        await using var world = await World.Create(provider);
        var setup = world.Get<SetupService>();
        var code = await Offer(setup);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i =>
                    Task.Run(() => Record.ExceptionAsync(() => setup.Use(Actor.Anonymous, code!, First($"racer{i}"), Ct)).AsTask())
                )
        );
        Assert.Single(results, result => result is null);
        await using var db = world.Db();
        Assert.Equal(1, await db.StaffAssignments.CountAsync(Ct));
        Assert.Equal(1, await db.Users.CountAsync(row => row.Email!.StartsWith("racer"), Ct));
    }

    [Theory, BothDatabases]
    public async Task Ten_wrong_codes_lock_it_until_the_next_start(Provider provider)
    {
        await using var world = await World.Create(provider);
        var setup = world.Get<SetupService>();
        var code = await Offer(setup);
        for (var i = 0; i < SetupCode.TriesMax; i++)
        {
            await Expect.Refused(IdentityRefusals.CodeWrong, () => setup.Use(Actor.Anonymous, "AAAA-AAAA-AAAA-AAAA", First("a"), Ct));
        }

        await Expect.Refused(IdentityRefusals.SetupLocked, () => setup.Use(Actor.Anonymous, code!, First("a"), Ct));
        await setup.Use(Actor.Anonymous, (await Offer(setup))!, First("a"), Ct);
    }

    private static Task<string?> Offer(SetupService setup) => setup.Offer(Actor.System("setup"), Ct);

    private static FirstAdministrator First(string name) => new($"{name}@example.test", name, "a walk along the river", "en");
}
