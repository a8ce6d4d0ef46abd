using Portal.Tests.Certification;

namespace Portal.Tests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("Password2026!!")]
    [InlineData("P@ssw0rdP@ssw0rd")]
    [InlineData("passwordpassword")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop12")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("letmeinletmein")]
    [InlineData("Welcome12345!")]
    [InlineData("administrator1")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("iloveyou5201314")]
    [InlineData("abcdefghijklmn")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    [InlineData("zhao.min@example.test")]
    [InlineData("ZhaoMin2026zhao")]
    public void What_is_guessed_first_is_refused(string password) =>
        Assert.True(PasswordRules.IsCommon(password, "zhao.min@example.test", "ZhaoMin"));

    [Theory]
    [InlineData("a walk along the river")]
    [InlineData("another walk, another river")]
    [InlineData("kQ7#vb2!xLp9")]
    [InlineData("四月的江边散步很安静真好啊")]
    [InlineData("my cat password is very secret indeed")]
    [InlineData("Twelve-Green-Kettles")]
    public void A_sentence_or_something_random_passes(string password) =>
        Assert.False(PasswordRules.IsCommon(password, "zhao.min@example.test", "Zhao Min"));

    [Theory, BothDatabases]
    public async Task Every_way_to_set_a_password_asks_and_long_ones_are_welcome(Provider provider)
    {
        await using var world = await World.Create(provider);
        var people = world.Get<PeopleService>();
        Task Make(string email, string password) =>
            people.CreateUser(Actor.Operator, new NewUser(email, "Somebody", password), CancellationToken.None);

        await Expect.Refused(IdentityRefusals.PasswordRefused, () => Make("a@example.test", "elevenchars"));
        await Expect.Refused(IdentityRefusals.PasswordCommon, () => Make("a@example.test", "Password1234!"));
        await Expect.Refused(
            IdentityRefusals.PasswordTooLong,
            () => Make("a@example.test", string.Concat(Enumerable.Repeat("long walk ", 30)))
        );
        await Make("a@example.test", string.Concat(Enumerable.Repeat("long walk home ", 12)));
        await Make("b@example.test", "all lower case letters");
    }
}
