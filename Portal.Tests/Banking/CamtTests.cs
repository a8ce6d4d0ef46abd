using System.Text;
using Portal.Domain.Banking;

namespace Portal.Tests.Banking;

/// <summary>Bank statements as banks write them, with the quirks they have.</summary>
public sealed class CamtTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static CamtText Worked =>
        new CamtText("day-61", 50_000_00, Day, 61)
            .In("B0001", 12_195_60, text: "1900000109 20260301")
            .Out("B0002", 1_203_44, batch: "PORTAL-20260302-0001")
            .In("B0003", 203_40, "ST000000000102", returned: "AC04")
            .Out("B0004", 1_02, code: "CHRG");

    [Fact]
    public void The_worked_day_adds_up()
    {
        Assert.Equal(61_194_54, Worked.ClosingFen);
        var statement = Assert.Single(Read(Worked.Xml()));
        Assert.Equal((50_000_00L, 61_194_54L, 0L), (statement.OpeningMinor, statement.ClosingMinor, statement.DifferenceMinor));
        Assert.Equal([12_195_60L, -1_203_44, 203_40, -1_02], statement.Entries.Select(entry => entry.AmountMinor));
        Assert.Equal([false, false, true, false], statement.Entries.Select(entry => entry.IsReturn));
        Assert.Equal((61L, Day, Day), (statement.SequenceNo, statement.FromDay, statement.ToDay));
        Assert.Equal("AC04", statement.Entries[2].Details[0].ReturnReason);
        Assert.Equal("PORTAL-20260302-0001", statement.Entries[1].BatchRef);
    }

    [Fact]
    public void The_older_version_says_the_same()
    {
        // V02: the state is plain text, and the amount of a detail stands one level deeper.
        var old = Worked
            .Xml()
            .Replace("camt.053.001.08", "camt.053.001.02", StringComparison.Ordinal)
            .Replace("<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>", StringComparison.Ordinal)
            .Replace(
                "<Amt Ccy=\"CNY\">203.40</Amt><CdtDbtInd>CRDT</CdtDbtInd><RtrInf>",
                "<AmtDtls><TxAmt><Amt Ccy=\"CNY\">203.40000</Amt></TxAmt></AmtDtls><RtrInf>",
                StringComparison.Ordinal
            );
        Assert.Contains("AmtDtls", old, StringComparison.Ordinal);
        var (now, before) = (Read(Worked.Xml()).Single(), Read(old).Single());
        Assert.Equal(now.Entries.Select(Shape), before.Entries.Select(Shape));

        static object Shape(ReadEntry entry) =>
            (entry.AmountMinor, entry.Code, entry.IsReturn, entry.ServicerRef, string.Join(';', entry.Details));
    }

    [Fact]
    public void A_line_that_counts_tomorrow_is_not_missing_today()
    {
        var late = new CamtText("x", 100_00, Day).Out("A", 10_00).Out("B", 15_37, valueDay: "2026-03-03");
        var byValue = Read(late.Xml(closingFen: 90_00)).Single();
        Assert.Equal((true, 0L), (byValue.ByValueDay, byValue.DifferenceMinor));
        var wrong = Read(late.Xml(closingFen: 89_99)).Single();
        Assert.Equal((false, 100_00 - 25_37 - 89_99L), (wrong.ByValueDay, wrong.DifferenceMinor));
    }

    [Fact]
    public void Pages_of_one_statement_are_joined_and_two_statements_are_two()
    {
        var first = new CamtText("one", 0, Day).In("A", 5_00);
        var second = new CamtText("one", 5_00, Day).Out("B", 2_00);
        var other = new CamtText("two", 3_00, Day.AddDays(1), 2).In("C", 1_00);
        var xml = $"<Document><BkToCstmrStmt>{first.Statement()}{second.Statement()}{other.Statement()}</BkToCstmrStmt></Document>";
        var read = Read(xml);
        Assert.Equal(
            [(0L, 3_00L, 2, 0L), (3_00, 4_00, 1, 0)],
            read.Select(s => (s.OpeningMinor, s.ClosingMinor, s.Entries.Count, s.DifferenceMinor))
        );
    }

    [Theory]
    [InlineData("8.85000", 885L)]
    [InlineData("8", 800L)]
    [InlineData("8.8", 880L)]
    [InlineData("8.851", null)]
    [InlineData("-8.85", null)]
    [InlineData("8,85", null)]
    [InlineData("8.", null)]
    [InlineData(".85", null)]
    [InlineData("1e3", null)]
    [InlineData("9999999999999999", null)]
    public void Amounts_are_exact_or_refused(string text, long? minor) => Assert.Equal(minor, BankXml.TryMinor(text, 2));

    [Fact]
    public void What_is_wrong_is_named_with_its_place()
    {
        Assert.Equal([(BankFaults.MixedCurrency, "EUR")], Faults(Worked.Xml(currency: "EUR")));
        Assert.Equal(
            [(BankFaults.BadAmount, "203.405")],
            Faults(Worked.Xml().Replace(">203.40<", ">203.405<", StringComparison.Ordinal)).Distinct()
        );
        Assert.Equal(
            [(BankFaults.BadWord, "CdtDbtInd")],
            Faults(Worked.Xml().Replace("<CdtDbtInd>CRDT</CdtDbtInd><Sts", "<CdtDbtInd>CR</CdtDbtInd><Sts", StringComparison.Ordinal))
                .Distinct()
        );
        Assert.Contains((BankFaults.Missing, "Bal/CLBD"), Faults(Worked.Xml().Replace("CLBD", "XXXX", StringComparison.Ordinal)));
        var problems = new BankProblems();
        Read(Worked.Xml().Replace(">1203.44<", ">x<", StringComparison.Ordinal), problems);
        Assert.True(problems.Kept[0] is { Line: > 1, Column: > 1, Code: BankFaults.BadAmount });
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;&x;</a>")]
    [InlineData("<a>")]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    public void Nothing_foreign_is_fetched_or_unfolded(string xml)
    {
        var problems = new BankProblems();
        Assert.Null(BankXml.MessageOf(Encoding.UTF8.GetBytes(xml), problems));
        Assert.Equal(BankFaults.NotXml, problems.Kept[0].Code);
    }

    private static IReadOnlyList<ReadStatement> Read(string xml, BankProblems? problems = null)
    {
        var found = problems ?? new BankProblems();
        var bytes = Encoding.UTF8.GetBytes(xml);
        Assert.Equal("BkToCstmrStmt", BankXml.MessageOf(bytes, found));
        var read = Camt053.Read(bytes, found);
        Assert.True(problems is not null || found.Count == 0, string.Join(' ', found.Kept));
        return read;
    }

    private static List<(string, string)> Faults(string xml)
    {
        var problems = new BankProblems();
        Read(xml, problems);
        return [.. problems.Kept.Select(one => (one.Code, one.Args[0]))];
    }
}
