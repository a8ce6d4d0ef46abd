using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>Statements and status reports with what real banks do: every line once, and what two readings fit is asked about.</summary>
public sealed class FieldStatementsTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory, BothDatabases]
    public async Task References_that_say_nothing_identify_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        string[] placeholders = ["NOTPROVIDED", "NONREF", "", "0000000000000000", "not provided", "---", "N/A"];
        var stands = 0L;
        for (var i = 0; i < placeholders.Length * 2; i++)
        {
            var day = new CamtText($"n{i}", stands, Day, i + 1).In(placeholders[i / 2], 100_00, text: $"Order {i}");
            var receipt = await world.Bank(day.Xml());
            Assert.Equal((BankFileStatus.Imported, 1, 0), (receipt.Status, receipt.Lines, receipt.Known));
            stands = day.ClosingFen;
        }

        Assert.Equal(Money.Cny(placeholders.Length * 200_00), await world.Stands(LedgerCode.Bank));
        // A control: a reference that says something makes one line of two.
        await world.Bank(new CamtText("m1", stands, Day, 100).In("B77", 5_00, text: "x").Xml());
        Assert.Equal(1, (await world.Bank(new CamtText("m2", stands, Day, 101).In("B77", 5_00, text: "x").Xml())).Known);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Lines_without_a_reference_that_may_be_the_old_ones_are_asked_about(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        await world.Bank(new CamtText("one", 0, Day, 1).In("NOTPROVIDED", 7_00, text: "x").Xml());
        // A longer statement begins where the first began: its line may be the one we have.
        var again = await world.Bank(new CamtText("week", 0, Day, 2).In("NOTPROVIDED", 7_00, text: "x").In("B2", 1_00, text: "y").Xml());
        Assert.Equal(BankFileStatus.Held, again.Status);
        Assert.Equal(Money.Cny(7_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(BankHeldReason.MayRepeat, (await db.BankStatements.SingleAsync(row => row.Reference == "week")).Held);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_held_statement_gives_way_to_the_corrected_one_and_its_lines_are_booked_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var day = new CamtText("c1", 300_00, Day, 15).In("B1", 70_00, text: "x").In("B2", 5_00, text: "y");
        Assert.Equal(BankFileStatus.Held, (await world.Bank(day.Xml(closingFen: 999_00))).Status);
        var corrected = await world.Bank(day.Xml());
        Assert.Equal((BankFileStatus.Imported, 1, 2, 0), (corrected.Status, corrected.Items, corrected.Lines, corrected.Known));
        Assert.Equal(Money.Cny(375_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(
            [BankStatementState.Replaced, BankStatementState.Posted],
            await db.BankStatements.OrderBy(row => row.Id).Select(row => row.State).ToListAsync()
        );
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "bank-statement.replaced"));
        // What is booked is not replaced: the wrong one again asks.
        Assert.Equal(BankFaults.StatementDiffers, (await world.Bank(day.Xml(closingFen: 998_00))).Errors[0].Code);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_rejected_statement_hides_no_line_of_a_later_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var imports = world.Get<BankImportService>();
        var day = new CamtText("c1", 0, Day, 15).In("B1", 70_00, text: "x");
        var held = await world.Bank(day.Xml(closingFen: 71_00));
        await imports.Decide(finance.Maker, held.Statements[0], accept: false, "The bank sends a new one.", default);
        var corrected = await world.Bank(day.Xml());
        Assert.Equal((1, 0), (corrected.Items, corrected.Known));
        Assert.Equal(Money.Cny(70_00), await world.Stands(LedgerCode.Bank));

        // A line that came with another statement while the first waited is not booked again when that one is accepted.
        var waits = await world.Bank(
            new CamtText("c2", 70_00, Day, 16).In("B2", 2_00, text: "y").In("B3", 3_00, text: "z").Xml(closingFen: 80_00)
        );
        await world.Bank(new CamtText("c3", 70_00, Day, 17).In("B2", 2_00, text: "y").Xml());
        Assert.Equal(Money.Cny(72_00), await world.Stands(LedgerCode.Bank));
        await imports.Decide(finance.Maker, waits.Statements[0], accept: true, "The bank confirms the lines.", default);
        await imports.PostAll(Actor.Operator, default);
        Assert.Equal(Money.Cny(75_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(1, (await db.BankStatements.SingleAsync(row => row.Reference == "c2")).KnownLines);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Number_one_of_two_years_and_of_two_days_is_two_statements(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        DateOnly[] days = [new(2025, 1, 2), new(2026, 1, 5), new(2026, 1, 6)];
        for (var i = 0; i < days.Length; i++)
        {
            var one = new CamtText("1", i * 10_00, days[i], 1).In("NONREF", 10_00, text: "x");
            Assert.Equal((BankFileStatus.Imported, 1, 0), Of(await world.Bank(one.Xml())));
        }

        Assert.Equal(Money.Cny(30_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(0, await db.BankStatements.CountAsync(row => row.SequenceGap || row.OpeningGap));
        // The same number of the same days with another line asks; with the same lines it is the same.
        var other = new CamtText("1", 20_00, days[2], 1).In("NONREF", 10_00, text: "x").In("B2", 1_00, text: "y");
        Assert.Equal(BankFaults.StatementDiffers, (await world.Bank(other.Xml())).Errors[0].Code);
        var same = new CamtText("1", 20_00, days[2], 1).In("NONREF", 10_00, text: "x").Xml() + "\n";
        Assert.Equal((BankFileStatus.Imported, 0, 1), Of(await world.Bank(same)));
        // Both years in one file are not two pages of one statement.
        var both =
            $"<Document><BkToCstmrStmt>{new CamtText("9", 30_00, new(2026, 1, 7), 1).In("E1", 1_00).Statement()}{new CamtText("9", 31_00, new(2026, 1, 8), 1).In("E2", 1_00).Statement()}</BkToCstmrStmt></Document>";
        Assert.Equal((BankFileStatus.Imported, 2, 0), Of(await world.Bank(both)));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Our_references_are_found_in_every_place_banks_bring_them_back(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var payouts = new List<Payout>();
        for (var n = 1; n <= 6; n++)
        {
            payouts.Add(await world.Owe($"shop-{n}", n, n * 100_00));
        }

        await world.Leave(finance, [.. payouts.Select(payout => payout.Number)]);
        var sum = payouts[0].AmountMinor + payouts[1].AmountMinor;
        var two = string.Concat(
            payouts
                .Take(2)
                .Select(payout =>
                    $"<NtryDtls><TxDtls><Refs><EndToEndId>{payout.Number}</EndToEndId></Refs><Amt Ccy=\"CNY\">{Money.Cny(payout.AmountMinor).ToPlainString()}</Amt></TxDtls></NtryDtls>"
                )
        );
        string Detail(string refs, string text) =>
            $"<NtryDtls><TxDtls>{refs}{(text.Length > 0 ? $"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>" : "")}</TxDtls></NtryDtls>";
        string[] places =
        [
            two,
            Detail($"<Refs><InstrId>{payouts[2].Number}</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></Refs>", ""),
            Detail($"<Refs><InstrId>{payouts[3].Number}</InstrId><EndToEndId>BANK-771</EndToEndId></Refs>", ""),
            Detail("", $"payout {payouts[4].Number}, thank you"),
            $"<AddtlNtryInf>/{payouts[5].Number}/ paid out</AddtlNtryInf>",
        ];
        long[] amounts = [sum, .. payouts.Skip(2).Select(payout => payout.AmountMinor)];
        var day = new CamtText("d1", 50_000_00, Day);
        for (var i = 0; i < places.Length; i++)
        {
            day.Out($"B{i}", amounts[i]);
        }

        var pieces = day.Xml().Split("<NtryDtls></NtryDtls>");
        Assert.Equal(places.Length + 1, pieces.Length);
        var xml = pieces[0] + string.Concat(places.Select((place, i) => place + pieces[i + 1]));
        await world.Bank(xml);
        foreach (var payout in payouts)
        {
            Assert.Equal((payout.Number, PayoutState.Paid), (payout.Number, await world.PayoutState(payout.Number)));
        }

        await using var db = world.Db();
        var split = await db
            .BankLineDetails.Where(row => row.AmountMinor < sum)
            .OrderBy(row => row.LineId)
            .ThenBy(row => row.No)
            .Take(2)
            .ToListAsync();
        Assert.Equal([payouts[0].AmountMinor, payouts[1].AmountMinor], split.Select(row => row.AmountMinor));
        Assert.Equal(0, await db.BankLines.CountAsync(row => row.Kind == BankLineKind.Unknown));
        await world.AssertProven();
    }

    [Theory]
    [InlineData("x PO-20261120-000003 y", "PO-20261120-000003")]
    [InlineData("PO-20261120-000003-2P1", "PO-20261120-000003-2P1")]
    [InlineData("PO-20261120-0000031x", null)]
    [InlineData("XPO-20261120-000003", null)]
    [InlineData("PO-20261120-000003 PO-20261120-000004", null)]
    [InlineData("PO-20261120-000003 and PO-20261120-000003", "PO-20261120-000003")]
    [InlineData(null, null)]
    public void One_reference_of_ours_in_a_text_is_found_and_two_are_not_guessed(string? text, string? found) =>
        Assert.Equal(found, OurMarks.In(text));

    [Theory, BothDatabases]
    public async Task Pages_carry_their_balances_and_a_closing_alone_asks(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var first = new CamtText("p1", 0, Day, 21).In("B1", 50_00, text: "x").Xml().Replace("CLBD", "ITBD", StringComparison.Ordinal);
        var second = new CamtText("p1", 50_00, Day, 21).In("B2", 10_00, text: "y").Xml().Replace("OPBD", "ITBD", StringComparison.Ordinal);
        Assert.Equal((BankFileStatus.Imported, 1, 0), Of(await world.Bank(first)));
        Assert.Equal((BankFileStatus.Imported, 1, 0), Of(await world.Bank(second)));
        Assert.Equal(Money.Cny(60_00), await world.Stands(LedgerCode.Bank));
        await using var db = world.Db();
        Assert.Equal(0, await db.BankStatements.CountAsync(row => row.SequenceGap || row.OpeningGap));

        var alone = new CamtText("p2", 60_00, Day.AddDays(1), 22)
            .In("B3", 1_00, text: "z")
            .Xml()
            .Replace("OPBD", "XXXX", StringComparison.Ordinal);
        Assert.Equal(BankFileStatus.Held, (await world.Bank(alone)).Status);
        var held = await db.BankStatements.SingleAsync(row => row.Reference == "p2");
        Assert.Equal((BankHeldReason.NoOpening, 60_00L, 61_00L), (held.Held!.Value, held.OpeningMinor, held.ClosingMinor));
        Assert.Equal(Money.Cny(60_00), await world.Stands(LedgerCode.Bank));
        await world.AssertProven();
    }

    [Fact]
    public void Pages_in_one_file_are_joined_in_their_order_whichever_comes_first()
    {
        var first = new CamtText("p1", 0, Day, 21).In("B1", 50_00).Statement().Replace("CLBD", "ITBD", StringComparison.Ordinal);
        var second = new CamtText("p1", 50_00, Day, 21).In("B2", 10_00).Statement().Replace("OPBD", "ITBD", StringComparison.Ordinal);
        string Paged(string page, int no) =>
            page.Replace(
                "<Acct>",
                $"<StmtPgntn><PgNb>{no}</PgNb><LastPgInd>{(no == 2 ? "true" : "false")}</LastPgInd></StmtPgntn><Acct>",
                StringComparison.Ordinal
            );
        foreach (var xml in new[] { Paged(first, 1) + Paged(second, 2), Paged(second, 2) + Paged(first, 1) })
        {
            var statement = Assert.Single(Read($"<Document><BkToCstmrStmt>{xml}</BkToCstmrStmt></Document>"));
            Assert.Equal(
                (0L, 60_00L, 2, 0L),
                (statement.OpeningMinor, statement.ClosingMinor, statement.Entries.Count, statement.DifferenceMinor)
            );
        }
    }

    [Fact]
    public void The_currency_of_the_balances_is_the_accounts()
    {
        var xml = new CamtText("s1", 0, Day).In("B1", 5_00).Xml().Replace("CNY", "SEK", StringComparison.Ordinal);
        Assert.Equal("SEK", Assert.Single(Read(xml)).Currency);
        Assert.Equal("SEK", Assert.Single(Read(xml.Replace("<Ccy>SEK</Ccy>", "", StringComparison.Ordinal))).Currency);
        var strange = Faults(xml.Replace("SEK", "QQQ", StringComparison.Ordinal)).Single();
        Assert.Equal((BankFaults.CurrencyUnknown, "QQQ"), (strange.Code, strange.Args[0]));
    }

    [Fact]
    public void A_line_of_no_known_state_is_never_left_out_in_silence()
    {
        var xml = new CamtText("s1", 0, Day).In("B1", 5_00).Xml();
        Assert.Empty(Assert.Single(Read(xml.Replace("<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>", StringComparison.Ordinal))).Entries);
        Assert.Equal(BankFaults.BadWord, Faults(xml.Replace("<Cd>BOOK</Cd>", "<Cd>DONE</Cd>", StringComparison.Ordinal)).Single().Code);
        Assert.Equal(BankFaults.Missing, Faults(xml.Replace("<Sts><Cd>BOOK</Cd></Sts>", "", StringComparison.Ordinal)).Single().Code);
    }

    [Theory]
    [InlineData("windows-1252", "Überweisung Müller")]
    [InlineData("ISO-8859-15", "Überweisung 5 €")]
    [InlineData("GBK", "货款 清和茶业")]
    [InlineData("gb2312", "货款")]
    [InlineData("utf-16", "货款 🍵")]
    public void A_statement_is_read_in_the_encoding_it_declares(string encoding, string words)
    {
        _ = FormatSamples.Gbk;
        var xml = $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{new CamtText("e1", 0, Day).In("B1", 1_00, text: words).Xml()}";
        var named = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. named.Preamble, .. named.GetBytes(xml)];
        var problems = new BankProblems();
        Assert.Equal("BkToCstmrStmt", BankXml.MessageOf(bytes, problems));
        Assert.Equal(words, Assert.Single(Assert.Single(Camt053.Read(bytes, problems)).Entries).Text);
    }

    [Theory]
    [
        InlineData("RCVD"),
        InlineData("PATC"),
        InlineData("ACTC"),
        InlineData("ACCP"),
        InlineData("ACFC"),
        InlineData("ACIS"),
        InlineData("PDNG")
    ]
    [
        InlineData("ACSP"),
        InlineData("ACWC"),
        InlineData("ACWP"),
        InlineData("ACSC"),
        InlineData("ACCC"),
        InlineData("BLCK"),
        InlineData("PART")
    ]
    public void Every_status_of_the_list_is_known_and_none_of_them_ends_a_payment(string status)
    {
        Assert.True(BankStatusRules.IsKnown(status));
        Assert.False(BankStatusRules.Ended(status));
        Assert.Equal(BankStatusRules.Follows(status, "RJCT"), BankStatusRules.Follows(status, "CANC"));
    }

    [Theory, BothDatabases]
    public async Task Accepted_and_not_yet_credited_is_on_its_way_and_cancelled_is_owed_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        var (one, two) = (await world.Owe("shop-one", 1, 10_00), await world.Owe("shop-two", 2, 20_00));
        var batch = await world.Leave(finance, one.Number, two.Number);
        // Our name for the group in place of the message's, and our reference in the field of the instruction.
        var xml =
            $"<Document><CstmrPmtStsRpt><OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch}</OrgnlPmtInfId>"
            + $"<TxInfAndSts><OrgnlEndToEndId>{one.Number}</OrgnlEndToEndId><TxSts>ACWP</TxSts><AcctSvcrRef>NOTPROVIDED</AcctSvcrRef></TxInfAndSts>"
            + $"<TxInfAndSts><OrgnlInstrId>{two.Number}</OrgnlInstrId><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><TxSts>CANC</TxSts></TxInfAndSts>"
            + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
        Assert.Equal(BankFileStatus.Imported, (await world.Bank(xml)).Status);
        Assert.Equal(PayoutState.Sent, await world.PayoutState(one.Number));
        Assert.Equal(PayoutState.Failed, await world.PayoutState(two.Number));
        Assert.Equal(PayoutState.Proposed, await world.PayoutState(two.Number + "-2"));
        await using var db = world.Db();
        Assert.Null((await db.BankTransfers.SingleAsync(row => row.EndToEndId == one.Number)).ServicerRef);
        await world.AssertProven();
    }

    [Fact]
    public void Depth_and_number_of_elements_are_bounded_before_anything_is_kept()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
        static string Many(int count, string around) =>
            $"<Document><{around}><Stmt><Acct>{string.Concat(Enumerable.Repeat("<a/>", count))}</Acct></Stmt></{around}></Document>";
        Assert.Equal("a", BankXml.MessageOf(Encoding.UTF8.GetBytes(Nested(SafeXml.DepthMax + 1)), new BankProblems()));
        Assert.Equal((BankFaults.TooDeep, "32"), Fault(Nested(SafeXml.DepthMax + 2)));
        Assert.Equal((BankFaults.TooDeep, "32"), Fault(Nested(60_000)));
        foreach (var message in new[] { "BkToCstmrStmt", "CstmrPmtStsRpt" })
        {
            Assert.Equal(message, BankXml.MessageOf(Encoding.UTF8.GetBytes(Many(1_000, message)), new BankProblems()));
            Assert.Equal(BankFaults.TooManyElements, Fault(Many(SafeXml.PartElementsMax + 1, message)).Code);
        }

        var attributes = string.Concat(
            Enumerable.Range(0, SafeXml.AttributesMax + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $" a{n}=\"\""))
        );
        Assert.Equal(BankFaults.TooManyElements, Fault($"<Document{attributes}/>").Code);
    }

    [Fact]
    public async Task A_file_too_deep_is_refused_with_a_sentence_and_leaves_a_record()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var receipt = await world.Bank(string.Concat(Enumerable.Repeat("<a>", 100)));
        var error = Assert.Single(receipt.Errors);
        Assert.Equal((BankFileStatus.Refused, BankFaults.TooDeep), (receipt.Status, error.Code));
        var sentence = global::Portal.Components.RefusalText.Refusal(new Refusal(error.Code, [.. error.Args]));
        Assert.Contains("32", sentence, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "bank-file.refused"));
    }

    [Theory, BothDatabases]
    public async Task A_text_cut_inside_a_character_is_taken_in(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var long139 = new string('x', 139) + "🍵 tea";
        var receipt = await world.Bank(new CamtText("t1", 0, Day).In("B1", 1_00, text: long139).Xml());
        Assert.Equal(BankFileStatus.Imported, receipt.Status);
        await using var db = world.Db();
        Assert.Equal(new string('x', 139), await db.BankLines.Select(row => row.Text).SingleAsync());
    }

    private static (BankFileStatus, int, int) Of(BankReceipt receipt) => (receipt.Status, receipt.Items, receipt.Known);

    private static (string Code, string? Arg) Fault(string xml)
    {
        var problems = new BankProblems();
        Assert.Null(BankXml.MessageOf(Encoding.UTF8.GetBytes(xml), problems));
        return (problems.Kept[0].Code, problems.Kept[0].Args is [var arg, ..] ? arg : null);
    }

    private static IReadOnlyList<ReadStatement> Read(string xml)
    {
        var problems = new BankProblems();
        var read = Camt053.Read(Encoding.UTF8.GetBytes(xml), problems);
        Assert.True(problems.Count == 0, string.Join(' ', problems.Kept));
        return read;
    }

    private static IReadOnlyList<BankProblem> Faults(string xml)
    {
        var problems = new BankProblems();
        Camt053.Read(Encoding.UTF8.GetBytes(xml), problems);
        return problems.Kept;
    }
}
