using System.Text;

namespace Portal.Tests.Identity;

/// <summary>Codes as RFC 6238 prints them (appendix B, the last six digits).</summary>
public sealed class TotpRulesTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, TotpRules.Code(Secret, TotpRules.StepOf(DateTime.UnixEpoch.AddSeconds(second))));

    [Fact]
    public void A_code_counts_one_step_early_and_late_and_only_after_the_last_one_used()
    {
        var now = DateTime.UnixEpoch.AddSeconds(1111111111);
        var step = TotpRules.StepOf(now);
        foreach (var off in new[] { -1, 0, 1 })
        {
            Assert.Equal(step + off, TotpRules.Match(Secret, TotpRules.Code(Secret, step + off), now, 0));
            Assert.Null(TotpRules.Match(Secret, TotpRules.Code(Secret, step + off), now, step + off));
        }

        Assert.Null(TotpRules.Match(Secret, TotpRules.Code(Secret, step - 2), now, 0));
        Assert.Null(TotpRules.Match(Secret, TotpRules.Code(Secret, step + 2), now, 0));
        Assert.Null(TotpRules.Match(Secret, "", now, 0));
        Assert.Null(TotpRules.Match(Secret, "0504711", now, 0));
    }

    [Fact]
    public void What_people_paste_is_understood() =>
        Assert.NotNull(TotpRules.Match(Secret, " ０５０ 471 ", DateTime.UnixEpoch.AddSeconds(1111111111), 0));

    [Fact]
    public void The_secret_is_base_32_in_the_picture_and_in_the_letters()
    {
        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", TotpRules.Words(Secret));
        Assert.Equal(
            "otpauth://totp/Portal:a%40example.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Portal&algorithm=SHA1&digits=6&period=30",
            TotpRules.Uri(Secret, "Portal", "a@example.test")
        );
    }
}
