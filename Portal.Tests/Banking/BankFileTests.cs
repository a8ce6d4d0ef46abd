using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.Domain.Banking;

namespace Portal.Tests.Banking;

/// <summary>What we hand to banks: valid against the schemas, the same bytes always, and adding up.</summary>
public sealed class BankFileTests
{
    private static readonly CreditTransfers Two = new(
        "PORTAL-PB-20260302-0001",
        new DateTime(2026, 3, 2, 2, 30, 0, DateTimeKind.Utc),
        "PB-20260302-0001",
        new DateOnly(2026, 3, 2),
        new BankParty("Example Wallet Co", "102100099996", "0200001909234567890"),
        Currency.Cny,
        [
            new(
                "PO-20260301-000001",
                1_000_04,
                new("杭州示例茶业有限公司", "308584000013", "6216261000000000018"),
                "Settlement ST-20260301-000001"
            ),
            new(
                "PO-20260301-000002",
                203_40,
                new("Bakers & <Sons>", "403100000004", "6222600260001072444"),
                "Settlement ST-20260301-000002"
            ),
        ]
    );

    [Theory]
    [InlineData(Schemas.Pain001V09, "<Dt>2026-03-02</Dt>")]
    [InlineData(Schemas.Pain001V03, "<ReqdExctnDt>2026-03-02</ReqdExctnDt>")]
    public void Both_versions_are_valid_and_add_up(string version, string day)
    {
        var bytes = Pain001.Write(Two, version);
        Assert.Empty(Schemas.Problems(bytes, version));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(day, text, StringComparison.Ordinal);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XElement.Load(reader);
        Assert.EndsWith(version, root.Name.NamespaceName, StringComparison.Ordinal);
        string[] Values(string name) =>
            [.. root.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value)];
        Assert.Equal(["1203.44", "1203.44"], Values("CtrlSum"));
        Assert.Equal(["2", "2"], Values("NbOfTxs"));
        Assert.Equal(["1000.04", "203.40"], Values("InstdAmt"));
        Assert.Equal(["PO-20260301-000001", "PO-20260301-000002"], Values("EndToEndId"));
        Assert.Contains("杭州示例茶业有限公司", Values("Nm"));
        Assert.Equal(bytes, Pain001.Write(Two, version));
    }

    [Fact]
    public void A_file_that_breaks_its_schema_is_never_handed_out()
    {
        var wrong = Two with { MessageId = new string('x', 36) };
        var refused = Assert.Throws<InvariantViolatedException>(() => Pain001.Write(wrong, Schemas.Pain001V09));
        Assert.Contains("I-27", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_file_names_every_payment_and_runs_no_formula()
    {
        var risky = Two with { Items = [Two.Items[0] with { Payee = Two.Items[0].Payee with { Name = "=cmd, \"x\"" } }] };
        var lines = Encoding.UTF8.GetString(BankCsv.Write(risky)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("序号,收款户名,收款账号,收款银行,联行号,金额,币种,用途,业务编号", lines[0]);
        Assert.Equal(
            "1,\"'=cmd, \"\"x\"\"\",6216261000000000018,招商银行,308584000013,1000.04,CNY,Settlement ST-20260301-000001,PO-20260301-000001",
            lines[1]
        );
    }

    [Theory]
    [InlineData("Müller & Söhne 茶", true, "Muller . Sohne .")]
    [InlineData("Müller & Söhne 茶", false, "Müller & Söhne 茶")]
    [InlineData(" a\t\tb\u0007\nc ", false, "a b c")]
    [InlineData("\u0007", false, ".")]
    public void Texts_are_what_the_bank_takes(string text, bool sepa, string expected) =>
        Assert.Equal(expected, BankText.Clean(text, 140, sepa));

    [Fact]
    public void A_long_text_is_cut_without_breaking_a_character() =>
        Assert.Equal(new string('x', 139), BankText.Clean(new string('x', 139) + "𠮷", 140, false));

    [Theory]
    [InlineData(100, 100, new long[] { 100 })]
    [InlineData(101, 100, new long[] { 51, 50 })]
    [InlineData(1000, 333, new long[] { 250, 250, 250, 250 })]
    [InlineData(10, 3, new long[] { 3, 3, 2, 2 })]
    public void A_payout_above_the_limit_leaves_in_even_parts(long amount, long limit, long[] parts)
    {
        Assert.Equal(parts, PayoutPlan.Split(amount, limit));
        Assert.Equal(amount, parts.Sum());
    }

    [Fact]
    public void Parts_have_references_of_their_own() =>
        Assert.Equal(
            ["PO-1", "PO-1P1", "PO-1P2"],
            [BankTransfer.EndToEnd("PO-1", 1, 1), BankTransfer.EndToEnd("PO-1", 1, 2), BankTransfer.EndToEnd("PO-1", 2, 2)]
        );
}
