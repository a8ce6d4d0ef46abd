using Portal.Components.Fees;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Tests.Fees;

public sealed class FeeSheetTests
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    [Theory]
    [InlineData("0.60", 6_000)]
    [InlineData("0.6", 6_000)]
    [InlineData(" 0.6255 % ", 6_255)]
    [InlineData("0", 0)]
    [InlineData("100", 1_000_000)]
    public void A_percentage_is_read_to_four_decimals(string text, long partsPerMillion) =>
        Assert.Equal(
            partsPerMillion,
            new FeeFormView { Percent = text }
                .Terms(whole: true)!
                .PartsPerMillion
        );

    [Theory]
    [InlineData("")]
    [InlineData("0.60001")]
    [InlineData("-1")]
    [InlineData(".6")]
    [InlineData("6.")]
    [InlineData("1.2.3")]
    [InlineData("0,60")]
    [InlineData("1e3")]
    public void What_is_no_percentage_is_said_beside_its_field(string text)
    {
        var sheet = new FeeFormView { Percent = text };
        Assert.Null(sheet.Terms(whole: true));
        Assert.Equal([nameof(FeeFormView.Percent)], sheet.Wrong.Keys);
    }

    [Fact]
    public void A_rule_begins_at_midnight_of_the_settlement_zone()
    {
        var sheet = FeeFormView.New(Day);
        (sheet.Name, sheet.Percent, sheet.Fixed, sheet.Cap, sheet.Reason) = ("Tea", "0.38", "0.10", "20", "Agreed.");
        var draft = sheet.Draft(SettlementZone.Default)!;
        Assert.Equal(new DateTime(2026, 11, 20, 16, 0, 0, DateTimeKind.Utc), draft.FromUtc);
        Assert.Equal(new FeeTerms(3_800, 10, null, 2_000, RefundPolicy.OnRemaining), draft.Terms);
        Assert.Null(draft.ToUtc);
    }
}
