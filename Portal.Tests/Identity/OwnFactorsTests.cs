using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>What people do with their own second factors once they have them.</summary>
public sealed class OwnFactorsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_code_of_the_app_makes_a_session_fresh_again_and_no_other_code_does(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (credentials, seconds) = (world.Get<CredentialService>(), world.Get<SecondFactorService>());
        var person = await world.Person("enrolled");
        var secret = SecondFactorServiceTests.SecretOf((await seconds.Begin(person, Ct)).Uri);
        string Code() => TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow()));
        await seconds.Confirm(person, Code(), Ct);
        var session = await world.SignedIn(person);
        world.Clock.Advance(SignInPolicies.ConfirmedMinutes.Standard);

        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => credentials.MayAddPasskey(session, Ct));
        await Expect.Refused(IdentityRefusals.CodeWrong, () => credentials.ConfirmByCode(session, "not a code", Ct));
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => credentials.MayAddPasskey(session, Ct));
        await Expect.Refused(IdentityRefusals.SessionEnded, () => credentials.ConfirmByCode(person, Code(), Ct));
        var ticket = await credentials.ConfirmByCode(session, Code(), Ct);

        await credentials.MayAddPasskey(session, Ct);
        await using var db = world.Db();
        Assert.Equal(await db.Sessions.Where(row => row.Key == session.Session).Select(row => row.Ticket).SingleAsync(Ct), ticket);
        // A code is good once: the next confirmation takes the next one.
        await Expect.Refused(IdentityRefusals.CodeWrong, () => credentials.ConfirmByCode(session, Code(), Ct));
    }

    [Theory, BothDatabases]
    public async Task A_passkey_gets_another_name_from_nobody_but_its_owner(Provider provider)
    {
        await using var world = await World.Create(provider);
        var credentials = world.Get<CredentialService>();
        var (mine, theirs) = (await world.SignedIn(await world.Person("mine")), await world.SignedIn(await world.Person("theirs")));
        await Add(world, mine, "Phone");
        var id = (await credentials.Passkeys(mine, Ct)).Single().Id;

        await credentials.RenamePasskey(mine, id, "Old phone", Ct);
        await Assert.ThrowsAsync<Refusal>(() => credentials.RenamePasskey(theirs, id, "Mine now", Ct));
        await Expect.Refused(KernelRefusals.Required, () => credentials.RenamePasskey(mine, id, " ", Ct));

        Assert.Equal(
            ("Old phone", id),
            ((await credentials.Passkeys(mine, Ct)).Single().Name, (await credentials.Passkeys(mine, Ct)).Single().Id)
        );
        Assert.Empty(await credentials.Passkeys(theirs, Ct));
    }

    [Theory, BothDatabases]
    public async Task A_passkey_goes_by_its_fresh_owner_is_told_and_never_as_the_last_way_in(Provider provider)
    {
        await using var world = await World.Create(provider);
        var credentials = world.Get<CredentialService>();
        var person = await world.Person("mine");
        var session = await world.SignedIn(person);
        await Add(world, session, "Phone");
        await Add(world, session, "Laptop");
        var keys = (await credentials.Passkeys(session, Ct)).ToDictionary(key => key.Name, key => key.Id);

        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => credentials.RemovePasskey(person, keys["Phone"], Ct));
        await Assert.ThrowsAsync<Refusal>(() => credentials.RemovePasskey(session, "AAAA", Ct));
        await credentials.RemovePasskey(session, keys["Phone"], Ct);
        await Expect.Refused(IdentityRefusals.LastWayIn, () => credentials.RemovePasskey(session, keys["Laptop"], Ct));

        Assert.Equal(["Laptop"], (await credentials.Passkeys(session, Ct)).Select(key => key.Name));
        await using var db = world.Db();
        var told = await db.Notices.Where(row => row.UserId == person.UserId && row.Kind == NoticeKind.SignInChanged).ToListAsync(Ct);
        Assert.Contains(told, row => row.ThingKey == nameof(SignInChange.PasskeyRemoved));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "passkey.removed", Ct));

        var officer = await world.SignedIn(await world.Person("officer", StaffRole.FinanceOfficer));
        await Add(world, officer, "Key");
        var only = (await credentials.Passkeys(officer, Ct)).Single().Id;
        await Expect.Refused(IdentityRefusals.LastSecondFactor, () => credentials.RemovePasskey(officer, only, Ct));
    }

    [Theory, BothDatabases]
    public async Task The_door_hears_of_somebody_what_they_would_hear_of_themselves(Provider provider)
    {
        await using var world = await World.Create(provider);
        var seconds = world.Get<SecondFactorService>();
        var session = await world.SignedIn(await world.Person("person"));
        var before = await seconds.AtTheDoor(Actor.Anonymous, session.UserId, Ct);
        await Add(world, session, "Phone");
        var after = await seconds.AtTheDoor(Actor.Anonymous, session.UserId, Ct);

        Assert.Equal((false, 0, false, false), (before.HasSecond, before.Passkeys, before.HasPassword, before.IsRequired));
        Assert.Equal((true, 1), (after.HasSecond, after.Passkeys));
        Assert.Equal(await seconds.Mine(session, Ct), after);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        Assert.True((await seconds.AtTheDoor(Actor.Anonymous, officer.UserId, Ct)).IsRequired);
    }

    private static Task Add(World world, Actor session, string name)
    {
        var key = System.Text.Encoding.UTF8.GetBytes($"{session.UserId}-{name}".PadRight(16, '.'));
        var passkey = new UserPasskeyInfo(key, [1], world.Clock.GetUtcNow(), 0, null, true, true, false, [], []);
        return world.Get<CredentialService>().AddPasskey(session, passkey, name, Ct);
    }
}
