using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

public sealed class CredentialServiceTests
{
    private const string Old = "a walk along the river";
    private const string New = "another walk, another river";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_new_password_ends_the_other_sessions_and_is_told_by_mail(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await Person(world);
        var here = await world.SignedIn(person);
        var there = await world.SignedIn(person);
        var credentials = world.Get<CredentialService>();
        await Expect.Refused(IdentityRefusals.PasswordWrong, () => credentials.ChangePassword(here, "not my password", New, Ct));
        await Expect.Refused(IdentityRefusals.PasswordCommon, () => credentials.ChangePassword(here, Old, "Password1234!", Ct));
        await credentials.ChangePassword(here, Old, New, Ct);

        await world.Get<PeopleService>().Me(here, Ct);
        await Expect.Refused(IdentityRefusals.SessionEnded, () => world.Get<PeopleService>().Me(there, Ct));
        await using var db = world.Db();
        var told = await db.Notices.SingleAsync(row => row.UserId == person.UserId, Ct);
        Assert.Equal((NoticeKind.SignInChanged, NoticeWay.AtOnce), (told.Kind, told.Way));
        Assert.Empty(await db.Mails.ToListAsync(Ct));
    }

    [Theory, BothDatabases]
    public async Task A_reset_link_works_once_also_for_six_at_once_and_ends_every_session(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await Person(world);
        var session = await world.SignedIn(person);
        await world.Get<PeopleService>().ForgotPassword(Actor.Anonymous, "p@example.test", Ct);
        var token = (await LinkOf(world, PeopleService.ResetMail))["token"];
        Task Use(int i) => world.Get<PeopleService>().ResetPassword(Actor.Anonymous, person.UserId, token, $"{New} {i} more", Ct);

        await OneOfSix(Use);
        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => Use(9));
        await Expect.Refused(IdentityRefusals.SessionEnded, () => world.Get<PeopleService>().Me(session, Ct));
    }

    [Theory, BothDatabases]
    public async Task An_address_moves_by_a_link_that_works_once_and_the_old_one_is_told(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await Person(world);
        var session = await world.SignedIn(person);
        var credentials = world.Get<CredentialService>();
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => credentials.AskEmailChange(person, "new@example.test", Ct));
        await Expect.Refused(IdentityRefusals.EmailShape, () => credentials.AskEmailChange(session, "no address", Ct));
        await credentials.AskEmailChange(session, "new@example.test", Ct);
        var link = await LinkOf(world, CredentialService.ChangeMail);
        Assert.Equal("new@example.test", link["to"]);
        Task Use(string to) => credentials.ConfirmEmailChange(Actor.Anonymous, person.UserId, to, link["token"], Ct);

        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => Use("elsewhere@example.test"));
        await OneOfSix(_ => Use("new@example.test"));
        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => Use("new@example.test"));

        await using var db = world.Db();
        var user = await db.Users.SingleAsync(row => row.Id == person.UserId, Ct);
        Assert.Equal(("new@example.test", "NEW@EXAMPLE.TEST", true), (user.Email, user.NormalizedUserName, user.EmailConfirmed));
        var told = await db.Mails.SingleAsync(row => row.Kind == CredentialService.ChangedMail, Ct);
        Assert.Equal("p@example.test", told.ToAddress);
        Assert.DoesNotContain("new@example.test", told.Arguments, StringComparison.Ordinal);
        await Expect.Refused(IdentityRefusals.SessionEnded, () => world.Get<PeopleService>().Me(session, Ct));
    }

    [Theory, BothDatabases]
    public async Task Moving_to_an_address_somebody_has_looks_the_same_and_does_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        var session = await world.SignedIn(await Person(world));
        await world.Get<CredentialService>().AskEmailChange(session, "stranger@example.test", Ct);
        await using var db = world.Db();
        Assert.Equal(PeopleService.KnownMail, (await db.Mails.SingleAsync(row => row.ToAddress == "stranger@example.test", Ct)).Kind);
    }

    private static async Task OneOfSix(Func<int, Task> use)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Record.ExceptionAsync(() => use(i)).AsTask())));
        Assert.Single(results, result => result is null);
        Assert.All(results, result => Assert.True(result is null or Refusal { Code: IdentityRefusals.LinkUsedUp }, result?.ToString()));
    }

    private static async Task<Actor> Person(World world)
    {
        var id = await world.Get<PeopleService>().CreateUser(Actor.Operator, new NewUser("p@example.test", "P", Old), Ct);
        return Actor.User(id, "P", "test");
    }

    private static async Task<Dictionary<string, string>> LinkOf(World world, string kind)
    {
        await using var db = world.Db();
        var mail = await db.Mails.SingleAsync(row => row.Kind == kind, Ct);
        var query = QueryHelpers.ParseQuery(JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]);
        return query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }
}
