using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components;
using Portal.Components.Identity;
using Portal.Domain.Messaging;
using Portal.Routes;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

/// <summary>
/// Hashing is done in a few places, and only so many wait for one. Whoever is turned away is told when to come back, and nothing is held
/// against them: neither a try nor their code. Each stands beside the same act when there is room.
/// </summary>
public sealed class BusyDoorTests
{
    private const string Right = DoorSite.Password;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_door_answers_429_with_a_sentence_and_when_to_come_back()
    {
        await using var site = await DoorSite.Open();
        var id = await site.Person("person@example.test");
        using var http = site.Http();
        using (Full(site.Get<PasswordWork>()))
        {
            // More often than one may be wrong: none of them is a try.
            for (var time = 0; time < 6; time++)
            {
                using var answer = await DoorSite.SignIn(http, "person@example.test");
                await Busy(answer);
                using var unknown = await DoorSite.SignIn(http, "nobody@example.test");
                await Busy(unknown);
            }

            using var code = await DoorSite.Post(http, Urls.WalletSignIn(), ("Email", "reader@example.test"));
            await Busy(code);
            using var signUp = await DoorSite.Post(
                http,
                Urls.SignUp,
                ("Form.DisplayName", "New"),
                ("Form.Email", "new@example.test"),
                ("Form.Password", Right)
            );
            await Busy(signUp);
        }

        await using var db = site.Db();
        Assert.Equal(0, (await db.Users.AsNoTracking().SingleAsync(user => user.Id == id, Ct)).AccessFailedCount);
        using var wrong = await DoorSite.SignIn(http, "nobody@example.test");
        Assert.Contains(RefusalText.Refusal(new Refusal(IdentityRefusals.SignInFailed)), await Text(wrong), StringComparison.Ordinal);
        using var entered = await DoorSite.SignIn(http, "person@example.test");
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Changing_a_password_and_mailed_codes_wait_in_the_same_line(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (passwords, credentials, wallet) = (
            world.Get<PasswordWork>(),
            world.Get<CredentialService>(),
            world.Get<WalletSignInService>()
        );
        var id = await world.Get<PeopleService>().CreateUser(Actor.Operator, new NewUser("owner@example.test", "Owner", Right), Ct);
        var owner = await world.SignedIn(Actor.User(id, "Owner", "test"));
        var fresh = await world.SignedIn(await world.Person("without"));
        var ticket = await wallet.AskForCode(Actor.Visitor("x"), "reader@example.test", "en", Ct);
        await using var db = world.Db();
        var code = JsonSerializer.Deserialize<string[]>((await db.Mails.SingleAsync(Ct)).Arguments)![0];
        Func<Task>[] acts =
        [
            () => credentials.ChangePassword(owner, Right, "another walk by the sea", Ct),
            () => credentials.ChangePassword(fresh, null, "another walk by the sea", Ct),
            () => credentials.ConfirmByPassword(owner, Right, Ct),
            () => wallet.AskForCode(Actor.Visitor("x"), "other@example.test", "en", Ct),
            () => wallet.UseCode(Actor.Visitor("x"), ticket, code, Ct),
        ];
        using (Full(passwords))
        {
            for (var time = 0; time < 6; time++)
            {
                foreach (var act in acts)
                {
                    await Expect.Refused(IdentityRefusals.TooBusy, act);
                }
            }
        }

        // The control: with room each goes through, also after more refusals than one may be wrong.
        await credentials.ConfirmByPassword(owner, Right, Ct);
        await wallet.UseCode(Actor.Visitor("x"), ticket, code, Ct);
        await credentials.ChangePassword(fresh, null, "another walk by the sea", Ct);
        await credentials.ChangePassword(owner, Right, "another walk by the sea", Ct);
        await Expect.Refused(IdentityRefusals.PasswordWrong, () => credentials.ConfirmByPassword(owner, Right, Ct));
        await credentials.ConfirmByPassword(owner, "another walk by the sea", Ct);
    }

    [Theory, BothDatabases]
    public async Task Joining_by_invitation_does_the_same_work_for_a_known_and_an_unknown_address(Provider provider)
    {
        var hasher = new GuessesTogetherTests.LockTryingHasher();
        await using var world = await World.Create(
            provider,
            services: services => services.AddSingleton<IPasswordHasher<PortalUser>>(hasher)
        );
        var (_, owner) = await world.Organisation("qinghe");
        await world.Person("known");
        var unknown = await Hashes("unknown@example.test");
        Assert.Equal(1, unknown);
        Assert.Equal(unknown, await Hashes("known@example.test"));

        async Task<int> Hashes(string email)
        {
            var invitations = world.Get<InvitationService>();
            await invitations.Invite(owner, "qinghe", new InviteForm(email, [RoleKey.Of(MerchantRole.ContentEditor)], "en"), Ct);
            await using var db = world.Db();
            var mail = await db.Mails.OrderBy(row => row.Id).LastAsync(Ct);
            var token = Uri.UnescapeDataString(JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]["?token=".Length..]);
            var before = hasher.Calls;
            try
            {
                await invitations.SignUp(Actor.Anonymous, token, "Somebody", Right, "en", Ct);
            }
            catch (Refusal refusal)
            {
                Assert.Equal(IdentityRefusals.InvitationKnown, refusal.Code);
            }

            return hasher.Calls - before;
        }
    }

    [Fact]
    public async Task Guesses_at_somebody_who_is_barred_are_counted_before_anything_is_compared()
    {
        await using var site = await DoorSite.Open();
        foreach (var name in (string[])["control", "serial", "raced"])
        {
            var id = await site.Person($"{name}@example.test");
            await using var db = site.Db();
            await db
                .Users.Where(user => user.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.LockoutEnd, PortalUser.LockedForGood), Ct);
        }

        // The control: who knows the password is told what is the matter, and nobody else is.
        Assert.Equal(IdentityRefusals.Barred, await Enter("control", Right));
        var serial = new List<string>();
        for (var guess = 0; guess < 5; guess++)
        {
            serial.Add(await Enter("serial", "wrong wrong wrong"));
        }

        Assert.Equal([.. Enumerable.Repeat(IdentityRefusals.SignInFailed, 4), IdentityRefusals.LockedOut], serial);
        Assert.Equal(IdentityRefusals.LockedOut, await Enter("serial", Right));
        var raced = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => Enter("raced", "wrong wrong wrong"), Ct)));
        Assert.Equal(4, raced.Count(code => code == IdentityRefusals.SignInFailed));
        Assert.Equal(26, raced.Count(code => code == IdentityRefusals.LockedOut));
        Assert.Equal(IdentityRefusals.LockedOut, await Enter("raced", Right));

        async Task<string> Enter(string name, string password)
        {
            await using var scope = site.Get<IServiceScopeFactory>().CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<SignInService>();
            var refusal = await Assert.ThrowsAsync<Refusal>(() => desk.Enter($"{name}@example.test", password, false, "203.0.113.9", Ct));
            return refusal.Code;
        }
    }

    private static async Task Busy(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains(RefusalText.Refusal(new Refusal(IdentityRefusals.TooBusy)), await Text(answer), StringComparison.Ordinal);
    }

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    /// <summary>Every place taken and the line before them full, until it is disposed.</summary>
    private static Crowd Full(PasswordWork passwords) => new(passwords);

    private sealed class Crowd : IDisposable
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly List<Task> _all = [];

        public Crowd(PasswordWork passwords)
        {
            for (var place = 0; place < Math.Max(1, Environment.ProcessorCount / 2); place++)
            {
                using var taken = new ManualResetEventSlim();
                _all.Add(Task.Run(() => passwords.Bounded(() => Hold(taken), Ct), Ct));
                taken.Wait(Ct);
            }

            for (var waiting = 0; waiting < PasswordWork.WaitingMax; waiting++)
            {
                _all.Add(passwords.Bounded(() => true, Ct));
            }
        }

        public void Dispose()
        {
            _open.Set();
            Task.WaitAll(_all, CancellationToken.None);
            _open.Dispose();
        }

        private bool Hold(ManualResetEventSlim taken)
        {
            taken.Set();
            _open.Wait();
            return true;
        }
    }
}
