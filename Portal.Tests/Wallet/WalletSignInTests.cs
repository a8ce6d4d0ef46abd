using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Messaging;

namespace Portal.Tests.Wallet;

public sealed class WalletSignInTests
{
    private const string Email = "chen.jie@example.test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_mailed_code_signs_in_once_and_makes_the_person(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (ticket, code) = await Ask(world);
        var id = await SignIn(world).UseCode(Actor.Anonymous, ticket, code, Ct);
        await using var db = world.Db();
        var user = await db.Users.SingleAsync(row => row.Id == id, Ct);
        Assert.Equal((Email, true, "chen.jie"), (user.Email, user.EmailConfirmed, user.DisplayName));

        await Refused(world, ticket, code);
        var (second, again) = await Ask(world);
        Assert.Equal(id, await SignIn(world).UseCode(Actor.Anonymous, second, $" {again[..3]} {again[3..]} ", Ct));
    }

    [Theory, BothDatabases]
    public async Task A_code_dies_after_ten_minutes(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (ticket, code) = await Ask(world);
        world.Clock.Advance(SignInPolicies.WalletCodeMinutes.Standard);
        await Refused(world, ticket, code);
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_tries_kill_a_code_also_in_parallel(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (ticket, code) = await Ask(world);
        var wrong = code == "000000" ? "000001" : "000000";
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Refused(world, ticket, wrong))));
        await using var db = world.Db();
        Assert.Equal(SignInPolicies.WalletCodeTries.Standard, (await db.SignInCodes.SingleAsync(Ct)).Tries);
        await Refused(world, ticket, code);
    }

    [Theory, BothDatabases]
    public async Task Two_uses_at_once_sign_in_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (ticket, code) = await Ask(world);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => Record.ExceptionAsync(() => SignIn(world).UseCode(Actor.Anonymous, ticket, code, Ct)).AsTask()))
        );
        Assert.Single(results, result => result is null);
    }

    [Theory, BothDatabases]
    public async Task The_code_is_not_in_the_database(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, code) = await Ask(world);
        await using var db = world.Db();
        var row = await db.SignInCodes.SingleAsync(Ct);
        Assert.Equal(32, row.Hash.Length);
        Assert.DoesNotContain(code, Convert.ToHexString(row.Hash), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Staff_get_no_code_and_the_sixth_request_no_mail_but_the_same_answer(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("reviewer", StaffRole.Reviewer);
        var staff = await SignIn(world).AskForCode(Actor.Anonymous, "reviewer@example.test", "en", Ct);
        Assert.Equal(32, staff.Length);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(32, (await SignIn(world).AskForCode(Actor.Anonymous, Email, "en", Ct)).Length);
        }

        await using var db = world.Db();
        Assert.Equal(WalletSignInService.StaffMail, (await db.Mails.SingleAsync(row => row.ToAddress == "reviewer@example.test", Ct)).Kind);
        Assert.Equal(SignInPolicies.WalletCodesAnHour.Standard, await db.Mails.CountAsync(row => row.ToAddress == Email, Ct));
        await Refused(world, SignInCode.NewTicket(), "123456");
    }

    private static WalletSignInService SignIn(World world) => world.Get<WalletSignInService>();

    private static async Task Refused(World world, string ticket, string code)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => SignIn(world).UseCode(Actor.Anonymous, ticket, code, Ct));
        Assert.Equal(MessagingRefusals.CodeRefused, refusal.Code);
    }

    /// <summary>Asks for a code and reads it from the mail that waits to be sent.</summary>
    private static async Task<(string Ticket, string Code)> Ask(World world)
    {
        var ticket = await SignIn(world).AskForCode(Actor.Anonymous, $" {Email.ToUpperInvariant()} ", "en", Ct);
        await using var db = world.Db();
        var mail = await db.Mails.Where(row => row.Kind == WalletSignInService.CodeMail).OrderByDescending(row => row.Id).FirstAsync(Ct);
        return (ticket, JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]);
    }
}
