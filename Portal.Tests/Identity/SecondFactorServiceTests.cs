using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

public sealed class SecondFactorServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_code_turns_the_app_on_and_each_code_is_good_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, secret, _) = await Enrolled(world);
        await Wrong(world, person, Now(world, secret));

        world.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Now(world, secret);
        Assert.Equal(SignInWay.PasswordAndCode, await Seconds(world).Use(Actor.Anonymous, person.UserId, code, Ct));
        await Wrong(world, person, code);

        world.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInWay.PasswordAndCode, await Seconds(world).Use(Actor.Anonymous, person.UserId, Now(world, secret), Ct));
        await Wrong(world, person, TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow()) - 1));
    }

    [Theory, BothDatabases]
    public async Task Of_eight_equal_codes_at_once_one_passes(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, secret, _) = await Enrolled(world);
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Now(world, secret);
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() => Record.ExceptionAsync(() => Seconds(world).Use(Actor.Anonymous, person.UserId, code, Ct)).AsTask())
                )
        );
        Assert.Single(results, result => result is null);
        Assert.All(results, result => Assert.True(result is null or Refusal, result?.ToString()));
    }

    [Theory, BothDatabases]
    public async Task A_recovery_code_works_once_and_a_new_set_ends_the_old(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, _, codes) = await Enrolled(world);
        Assert.Equal(RecoveryCode.SetSize, codes.Distinct().Count());
        var typed = codes[0].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal(SignInWay.PasswordAndRecoveryCode, await Seconds(world).Use(Actor.Anonymous, person.UserId, typed, Ct));
        await Wrong(world, person, codes[0]);

        var fresh = await world.SignedIn(person);
        var next = await Seconds(world).RenewRecoveryCodes(fresh, Ct);
        await Wrong(world, person, codes[1]);
        await Seconds(world).Use(Actor.Anonymous, person.UserId, next[0], Ct);
        Assert.Equal(RecoveryCode.SetSize - 1, (await Seconds(world).Mine(fresh, Ct)).RecoveryCodesLeft);

        await using var db = world.Db();
        var kept = await db.RecoveryCodes.Select(row => row.Hash).ToListAsync(Ct);
        Assert.All(kept, hash => Assert.Equal(32, hash.Length));
    }

    [Theory, BothDatabases]
    public async Task Five_wrong_codes_lock_and_the_right_one_waits(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, secret, _) = await Enrolled(world);
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 4; i++)
        {
            await Wrong(world, person, "not a code");
        }

        await Expect.Refused(IdentityRefusals.CodesLocked, () => Seconds(world).Use(Actor.Anonymous, person.UserId, "000000", Ct));
        await Expect.Refused(
            IdentityRefusals.CodesLocked,
            () => Seconds(world).Use(Actor.Anonymous, person.UserId, Now(world, secret), Ct)
        );
        await using var db = world.Db();
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "person.locked", Ct));
    }

    [Theory, BothDatabases]
    public async Task Turning_it_off_needs_a_fresh_confirmation_and_money_roles_keep_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, _, _) = await Enrolled(world);
        var session = await world.SignedIn(person);
        world.Clock.Advance(SignInPolicies.ConfirmedMinutes.Standard);
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => Seconds(world).TurnOff(session, Ct));
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => Seconds(world).TurnOff(person, Ct));
        await Seconds(world).TurnOff(await world.SignedIn(person), Ct);
        Assert.Null((await Seconds(world).Mine(person, Ct)).AuthenticatorSinceUtc);

        var (owner, _, _) = await Enrolled(world, (await world.Organisation("qinghe")).Owner);
        var signed = await world.SignedIn(owner);
        await Expect.Refused(IdentityRefusals.LastSecondFactor, () => Seconds(world).TurnOff(signed, Ct));
    }

    [Theory, BothDatabases]
    public async Task The_secret_is_not_in_the_database_and_a_reload_does_not_change_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("new");
        var first = await Seconds(world).Begin(person, Ct);
        Assert.Equal(first, await Seconds(world).Begin(person, Ct));
        await using var db = world.Db();
        var row = await db.Authenticators.SingleAsync(Ct);
        Assert.DoesNotContain(first.Words.Replace(" ", "", StringComparison.Ordinal), row.SecretSealed, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(20, Convert.FromBase64String(row.SecretSealed).Length);
    }

    [Theory, BothDatabases]
    public async Task Somebody_with_a_factor_cannot_add_another_with_the_password_alone(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (person, _, _) = await Enrolled(world);
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => Seconds(world).Begin(person, Ct));
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => world.Get<CredentialService>().MayAddPasskey(person, Ct));
    }

    private static SecondFactorService Seconds(World world) => world.Get<SecondFactorService>();

    private static string Now(World world, byte[] secret) => TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow()));

    private static Task Wrong(World world, Actor person, string code) =>
        Expect.Refused(IdentityRefusals.CodeWrong, () => Seconds(world).Use(Actor.Anonymous, person.UserId, code, Ct));

    private static async Task<(Actor Person, byte[] Secret, IReadOnlyList<string> Codes)> Enrolled(World world, Actor? who = null)
    {
        var person = who ?? await world.Person("enrolled");
        var setup = await Seconds(world).Begin(person, Ct);
        var secret = SecretOf(setup.Uri);
        return (person, secret, await Seconds(world).Confirm(person, Now(world, secret), Ct));
    }

    /// <summary>Reads the secret as an app does.</summary>
    internal static byte[] SecretOf(string uri)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var text = Regex.Match(uri, "secret=([A-Z2-7]+)").Groups[1].Value;
        var bits = string.Concat(text.Select(one => Convert.ToString(Letters.IndexOf(one, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return
        [
            .. bits.Chunk(8)
                .Where(part => part.Length == 8)
                .Select(part => byte.Parse(new string(part), NumberStyles.BinaryNumber, CultureInfo.InvariantCulture)),
        ];
    }
}
