using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>An address becomes confirmed by a link that was mailed to it, and by nothing else.</summary>
public sealed class ConfirmationTests
{
    private const string Address = "new@example.test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_mailed_link_confirms_once_and_a_fresh_one_may_be_asked_for_until_then(Provider provider)
    {
        await using var world = await World.Create(provider);
        var people = world.Get<PeopleService>();
        var id = await SignUp(world);
        Task Confirm(string token) => people.ConfirmEmail(Actor.Anonymous, id, token, Ct);

        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => Confirm("made up"));
        Assert.False(await IsConfirmed(world, id));
        await people.ResendConfirmation(Actor.Anonymous, Address, Ct);
        // The same answer for an address that nobody has, and no mail.
        await people.ResendConfirmation(Actor.Anonymous, "nobody@example.test", Ct);
        var links = await Links(world);
        Assert.Equal(2, links.Count);
        Assert.All(links, link => Assert.Equal(id.ToString(CultureInfo.InvariantCulture), link["id"]));

        await Confirm(links[1]["token"]);

        Assert.True(await IsConfirmed(world, id));
        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => Confirm(links[1]["token"]));
        await Expect.Refused(IdentityRefusals.LinkUsedUp, () => people.ConfirmEmail(Actor.Anonymous, id + 4711, links[1]["token"], Ct));
        await people.ResendConfirmation(Actor.Anonymous, Address, Ct);
        Assert.Equal(2, (await Links(world)).Count);
        await using var db = world.Db();
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "person.email-confirmed", Ct));
    }

    [Theory, BothDatabases]
    public async Task The_staff_has_it_mailed_again_to_who_has_not_confirmed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var staff = world.Get<StaffService>();
        var admin = await world.Person("admin", StaffRole.Administrator);
        var id = await SignUp(world);

        await Assert.ThrowsAsync<Refusal>(() => staff.ResendConfirmation(world.Stranger, id, Ct));
        await Assert.ThrowsAsync<Refusal>(() => staff.ResendConfirmation(admin, 4711, Ct));
        await Expect.Refused(IdentityRefusals.AlreadyConfirmed, () => staff.ResendConfirmation(admin, admin.UserId, Ct));
        Assert.Single(await Links(world));
        await staff.ResendConfirmation(admin, id, Ct);

        var links = await Links(world);
        Assert.Equal(2, links.Count);
        await world.Get<PeopleService>().ConfirmEmail(Actor.Anonymous, id, links[1]["token"], Ct);
        Assert.True(await IsConfirmed(world, id));
        await using var db = world.Db();
        var noted = await db.AuditRecords.SingleAsync(row => row.Action == "person.confirmation-resent", Ct);
        Assert.Equal((admin.UserId, id.ToString(CultureInfo.InvariantCulture)), (noted.ActorId, noted.ObjectKey));
    }

    private static async Task<long> SignUp(World world)
    {
        await world.Get<PeopleService>().SignUp(Actor.Anonymous, Address, "New Person", "a walk along the river", "en", Ct);
        await using var db = world.Db();
        return await db.Users.Where(row => row.Email == Address).Select(row => row.Id).SingleAsync(Ct);
    }

    private static async Task<bool> IsConfirmed(World world, long id)
    {
        await using var db = world.Db();
        return await db.Users.Where(row => row.Id == id).Select(row => row.EmailConfirmed).SingleAsync(Ct);
    }

    private static async Task<List<Dictionary<string, string>>> Links(World world)
    {
        await using var db = world.Db();
        var mails = await db
            .Mails.Where(row => row.Kind == PeopleService.ConfirmMail)
            .OrderBy(row => row.Id)
            .Select(row => row.Arguments)
            .ToListAsync(Ct);
        return
        [
            .. mails
                .Select(mail => QueryHelpers.ParseQuery(JsonSerializer.Deserialize<string[]>(mail)![0]))
                .Select(query => query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
        ];
    }
}
