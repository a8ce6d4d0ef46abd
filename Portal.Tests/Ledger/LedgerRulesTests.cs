using Portal.Domain.Ledger;

namespace Portal.Tests.Ledger;

/// <summary>What an entry must be before it is anywhere near a database, and what accounts are called.</summary>
public sealed class LedgerRulesTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly LedgerCode Given = LedgerCode.Adjustments;
    private static readonly LedgerCode Owed = LedgerCode.MerchantPending(7);

    [Fact]
    public void An_entry_moves_from_one_account_to_another()
    {
        var entry = JournalEntry.Move("adjustment:1", EntryKind.Adjustment, Day, Given, Owed, Money.Cny(100));
        Assert.Equal(("adjustment:1", EntryKind.Adjustment, Day), (entry.Key, entry.Kind, entry.BusinessDay));
        Assert.Equal([new JournalLine(Given, Money.Cny(100)), new JournalLine(Owed, Money.Cny(-100))], entry.Lines);
        Assert.Null(entry.Reverses);
        Assert.Null(entry.Memo);
    }

    [Fact]
    public void Lines_add_up_to_zero_in_each_currency_I_01()
    {
        Line[] two = [(Given, 100, "CNY"), (Owed, -99, "CNY")];
        Line[] three = [(Given, 100, "CNY"), (Owed, -60, "CNY"), (LedgerCode.MerchantPending(8), -41, "CNY")];
        Line[] mixed = [(Given, 100, "CNY"), (Owed, -60, "CNY"), (LedgerCode.MerchantPending(8), -40, "USD")];
        Assert.Equal("I-01: adjustment:1 does not balance", Said(two));
        Assert.Equal("I-01: adjustment:1 is out by -0.01 CNY", Said(three));
        Assert.Equal("I-01: adjustment:1 is out by 0.40 CNY", Said(mixed));
        Assert.Equal("I-01: adjustment:1 has 1 lines", Said([(Given, 0, "CNY")]));
        Assert.Null(Said([(Given, 100, "CNY"), (Owed, -60, "CNY"), (LedgerCode.MerchantPending(8), -40, "CNY")]));
        Assert.Null(Said([(Given, 100, "CNY"), (Owed, -100, "CNY"), (Given, 7, "USD"), (Owed, -7, "USD")]));
    }

    [Fact]
    public void No_account_stands_twice_in_an_entry_of_one_currency_I_01()
    {
        Assert.Equal($"I-01: adjustment:1 names {Owed} twice", Said([(Owed, 100, "CNY"), (Owed, -100, "CNY")]));
        Assert.Equal($"I-01: adjustment:1 names {Owed} twice", Said([(Given, 100, "CNY"), (Owed, -60, "CNY"), (Owed, -40, "CNY")]));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(12, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void A_key_has_at_least_one_letter_and_at_most_a_hundred_and_twenty_I_02(int length, bool fits)
    {
        var key = "adjustment:".PadRight(Math.Max(length, 11), '1')[..length];
        var said = Said([(Given, 100, "CNY"), (Owed, -100, "CNY")], key);
        Assert.Equal(fits ? null : $"I-02: key of {length} characters", said);
    }

    [Fact]
    public void An_entry_has_a_key_of_its_kind_and_stands_where_its_kind_stands_I_70()
    {
        Assert.Equal("I-70: gift:1 is no key of kind adjustment", Said([(Given, 1, "CNY"), (Owed, -1, "CNY")], "gift:1"));
        Assert.Equal(
            "I-70: adjustment:1 stands on accounts on which no adjustment stands",
            Said([(LedgerCode.Bank, 1, "CNY"), (Owed, -1, "CNY")])
        );
        // Nothing at all may stand on either side, but on no other account.
        Assert.Null(Said([(Given, 0, "CNY"), (Owed, 0, "CNY")]));
        Assert.NotNull(Said([(LedgerCode.Bank, 0, "CNY"), (Owed, 0, "CNY")]));
    }

    [Theory]
    [InlineData("bill:<bill>:<row>:<day>", ":channel-fee", "bill:7:1:20261120:channel-fee", true)]
    [InlineData("bill:<bill>:<row>:<day>", ":channel-fee", "bill:7:1:channel-fee", false)]
    [InlineData("bill:<bill>:<row>:<day>", ":channel-fee", "bill:7:1:20261120:other-fees!", false)]
    [InlineData("bill:<bill>:<row>:<day>", ":channel-fee", "movement:7:1:2026:channel-fee", false)]
    [InlineData("bank-line:<id>", "", "bank-line:9", true)]
    [InlineData("bank-line:<id>", "", "bank-line:", false)]
    [InlineData("bank-line:<id>", "", "Bank-line:9", false)]
    [InlineData("a:<id>", ":z", "a::z", false)]
    [InlineData("a:<id>", ":z", "a:1:z", true)]
    public void A_key_has_the_parts_of_its_shape(string shape, string tail, string key, bool fits)
    {
        var of = new EntryKey(shape, Tail: tail);
        Assert.Equal(fits, of.Fits(key));
        Assert.Equal(shape + tail, of.ToString());
    }

    /// <summary>Names that stand in the books of every site: none may change.</summary>
    [Fact]
    public void Accounts_are_called_as_they_are_in_books_that_are_written() =>
        Assert.Equal(
            "assets:gateway:wechat assets:bank:main assets:bank:berlin assets:in-transit assets:in-transit:gateway "
                + "liabilities:merchant:7:pending liabilities:merchant:7:available liabilities:merchant:7:payable liabilities:merchant:7:reserve "
                + "revenue:payment-fee revenue:certification-fee revenue:refund-fee revenue:payout-fee revenue:monthly-fee expenses:fee-waivers "
                + "expenses:adjustments expenses:channel-fee liabilities:vat-output liabilities:suspense:wechat liabilities:suspense:bank "
                + "expenses:bank-fee equity:opening liabilities:compensation-fund equity:rounding",
            string.Join(
                ' ',
                new[]
                {
                    LedgerCode.Gateway("wechat"),
                    LedgerCode.Bank,
                    LedgerCode.BankAccount("berlin"),
                    LedgerCode.InTransit,
                    LedgerCode.InTransitGateway,
                    LedgerCode.MerchantPending(7),
                    LedgerCode.MerchantAvailable(7),
                    LedgerCode.MerchantPayable(7),
                    LedgerCode.MerchantReserve(7),
                    LedgerCode.PaymentFeeRevenue,
                    LedgerCode.CertificationFeeRevenue,
                    LedgerCode.RefundFeeRevenue,
                    LedgerCode.PayoutFeeRevenue,
                    LedgerCode.MonthlyFeeRevenue,
                    LedgerCode.FeeWaivers,
                    LedgerCode.Adjustments,
                    LedgerCode.ChannelFee,
                    LedgerCode.VatOutput,
                    LedgerCode.Suspense("wechat"),
                    LedgerCode.BankSuspense,
                    LedgerCode.BankFee,
                    LedgerCode.OpeningBalance,
                    LedgerCode.CompensationFund,
                    LedgerCode.Rounding,
                }
            )
        );

    [Theory]
    [InlineData("assets:bank:main", LedgerKind.Asset, null)]
    [InlineData("liabilities:merchant:7:pending", LedgerKind.Liability, 7L)]
    [InlineData("liabilities:merchant:12:reserve", LedgerKind.Liability, 12L)]
    [InlineData("liabilities:suspense:bank", LedgerKind.Liability, null)]
    [InlineData("revenue:payment-fee", LedgerKind.Revenue, null)]
    [InlineData("expenses:bank-fee", LedgerKind.Expense, null)]
    [InlineData("equity:rounding", LedgerKind.Equity, null)]
    public void A_name_says_what_kind_of_account_it_is_and_whose(string name, LedgerKind kind, long? merchant)
    {
        var code = new LedgerCode(name);
        Assert.Equal((kind, merchant), (code.Kind, code.MerchantId));
    }

    [Fact]
    public void A_name_of_no_kind_is_a_fault()
    {
        var said = Assert.Throws<InvalidOperationException>(() => new LedgerCode("gifts:mine").Kind).Message;
        Assert.Equal("No kind of account begins with gifts.", said);
        Assert.Equal(
            "I-70: gifts:mine is no account of the chart",
            Assert.Throws<InvariantViolatedException>(() => new LedgerCode("gifts:mine").Role).Message
        );
    }

    [Fact]
    public void A_kind_that_is_none_says_so_with_its_name()
    {
        Assert.Equal("I-70: 99 is no kind of entry", Assert.Throws<InvariantViolatedException>(() => EntryKinds.Of((EntryKind)99)).Message);
        Assert.Equal("I-70: gift is no kind of entry", Assert.Throws<InvariantViolatedException>(() => EntryKinds.Of("gift")).Message);
        Assert.Equal(
            "I-70: settlement stands on no statement",
            Assert.Throws<InvariantViolatedException>(() => EntryKinds.LineOf("settlement")).Message
        );
        Assert.Null(EntryKinds.Find("gift"));
    }

    [Fact]
    public void A_role_is_found_in_a_database_and_in_the_search_field()
    {
        Assert.Equal("assets:bank: ", LedgerRoles.Search(LedgerRole.Bank));
        Assert.Equal(
            ("liabilities:merchant:", ":pending"),
            (LedgerRoles.Before(LedgerRole.MerchantPending), LedgerRoles.After(LedgerRole.MerchantPending))
        );
        Assert.Equal(("equity:rounding", ""), (LedgerRoles.Before(LedgerRole.Rounding), LedgerRoles.After(LedgerRole.Rounding)));
    }

    /// <summary>Why an entry of these lines cannot be; null when it can.</summary>
    private static string? Said(Line[] lines, string key = "adjustment:1")
    {
        try
        {
            JournalEntry.Of(
                key,
                EntryKind.Adjustment,
                Day,
                [.. lines.Select(line => new JournalLine(line.Account, new Money(line.Minor, Currency.Of(line.Currency))))]
            );
            return null;
        }
        catch (InvariantViolatedException refused)
        {
            return refused.Message;
        }
    }

    private readonly record struct Line(LedgerCode Account, long Minor, string Currency)
    {
        public static implicit operator Line((LedgerCode Account, long Minor, string Currency) line) =>
            new(line.Account, line.Minor, line.Currency);
    }
}
