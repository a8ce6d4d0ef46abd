using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Payments;
using Portal.Tests.Reports;

namespace Portal.Tests.Ledger;

/// <summary>The catalogue of entry kinds is closed, and whatever repeats it says the same: the document, the labels, the statement.</summary>
public sealed partial class EntryKindsTests
{
    private static readonly DateOnly Day = MoneyWorld.Day;

    [Fact]
    public void Names_are_given_once_and_lead_back()
    {
        Assert.Equal(Enum.GetValues<EntryKind>(), EntryKinds.All.Select(row => row.Kind));
        Assert.All(EntryKinds.All, row => Assert.Same(row, EntryKinds.Of(row.Name)));
        Assert.All(EntryKinds.All, row => Assert.True(row.Name.Length <= 40, row.Name));
    }

    [Fact]
    public void The_chart_of_accounts_says_what_the_catalogue_says_and_nothing_else()
    {
        var table = Rows("kind", 6).GroupBy(cells => Words(cells[0]).Single()).ToDictionary(rows => rows.Key, rows => rows.ToList());
        Assert.Equal(EntryKinds.All.Select(row => row.Name).Order(), table.Keys.Order());
        var faults = EntryKinds.All.SelectMany(row => Differences(row, table[row.Name])).ToList();
        Assert.Empty(faults);
    }

    [Fact]
    public void A_document_that_says_something_else_is_found()
    {
        var row = EntryKinds.Of(EntryKind.PayoutOut);
        string[] right =
        [
            "`payout-out`",
            "a file",
            "`liabilities:merchant:<id>:payable`",
            "`assets:in-transit`",
            "`payout-out:<reference>`",
            "—",
        ];
        Assert.Empty(Differences(row, [right]));
        Assert.Equal(
            5,
            Differences(
                    row,
                    [
                        [right[0], "a file; the other way", right[3], right[2], "`payout:<id>`", "Payment"],
                    ]
                )
                .Count()
        );
    }

    [Fact]
    public void The_chart_of_accounts_names_every_account_and_its_kind() =>
        Assert.Equal(
            LedgerRoles.All.Select(role => (LedgerRoles.Shape(role), Kind(role))).Order(),
            Rows("account", 4).Select(cells => (Words(cells[0]).Single(), cells[1])).Order()
        );

    [Fact]
    public void Every_account_has_the_role_it_was_made_for()
    {
        Assert.All(LedgerRoles.All, role => Assert.Equal(role, new LedgerCode(Hole().Replace(LedgerRoles.Shape(role), "17")).Role));
        Assert.Equal(LedgerRole.MerchantPending, LedgerCode.MerchantPending(9).Role);
        Assert.Equal(LedgerRole.BankSuspense, LedgerCode.BankSuspense.Role);
        Assert.Equal(LedgerRole.Suspense, LedgerCode.Suspense("wechat").Role);
        foreach (var none in new[] { "assets:in-transit:bank", "liabilities:merchant::pending", "assets:gateway:", "equity:gifts" })
        {
            Assert.Equal("I-70", Assert.Throws<InvariantViolatedException>(() => new LedgerCode(none).Role).Id);
        }

        Assert.Equal("liabilities:merchant: :pending", LedgerRoles.Search(LedgerRole.MerchantPending));
        Assert.All(
            LedgerRoles.All.Where(LedgerRoles.IsOfMany),
            role => Assert.Equal(role, LedgerRoles.Searched(LedgerRoles.Search(role).Trim()))
        );
        Assert.Null(LedgerRoles.Searched("pending"));
    }

    /// <summary>A server of the release before knows no roles; it is not forgotten what such an account is for.</summary>
    [Theory, BothDatabases]
    public async Task An_account_of_an_old_server_gets_its_role_before_money_is_settled_I_70(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await using (var db = world.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var pending = LedgerCode.MerchantPending(merchant.Id);
            var given = JournalEntry.Move("adjustment:one", EntryKind.Adjustment, Day, LedgerCode.Adjustments, pending, Money.Cny(500));
            await world.Get<LedgerPoster>().Post(db, given, default);
            Assert.Equal(
                [LedgerRole.Adjustments, LedgerRole.MerchantPending],
                await db.LedgerAccounts.OrderBy(row => row.Code).Select(row => row.Role!.Value).ToListAsync()
            );
            await db.Sealed(
                db.LedgerAccounts,
                rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Role, (LedgerRole?)null)),
                default
            );
            await transaction.CommitAsync();
        }

        Assert.Contains(await world.Verify(), check => check is { Id: "I-70", Ok: false });
        Assert.Equal(1, (await world.Settle()).Statements);
        await world.AssertProven();
        await using var after = world.Db();
        await after.Database.ExecuteSqlAsync($"""UPDATE "LedgerAccounts" SET "Role" = 'Suspense' WHERE "Role" = 'Adjustments'""");
        Assert.Contains(await world.Verify(), check => check is { Id: "I-70", Ok: false });
    }

    [Theory]
    [InlineData("FinanceTexts.resx")]
    [InlineData("FinanceTexts.zh-CN.resx")]
    public void Every_kind_has_its_words_and_no_words_are_of_another(string file)
    {
        var labels = XDocument
            .Load(Repository.PathOf("Portal", "Resources", file))
            .Root!.Elements("data")
            .Select(data => data.Attribute("name")!.Value)
            .Where(name => name.StartsWith("EntryKind_", StringComparison.Ordinal));
        Assert.Equal(
            EntryKinds.All.Select(row => "EntryKind_" + row.Name.Replace('-', '_')).Order(StringComparer.Ordinal),
            labels.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_line_of_a_statement_is_some_kinds_and_only_of_what_touches_what_is_pending()
    {
        Assert.Equal(Enum.GetValues<LineKind>().Order(), EntryKinds.All.Select(row => row.Line).OfType<LineKind>().Distinct().Order());
        Assert.Equal(
            EntryKinds.All.Where(row => row.Debit.Concat(row.Credit).Contains(LedgerRole.MerchantPending)).Select(row => row.Kind),
            EntryKinds.All.Where(row => row.Line is not null).Select(row => row.Kind).Append(EntryKind.Settlement).Order()
        );
        Assert.Equal(LineKind.Adjustment, EntryKinds.LineOf("gateway-given"));
        Assert.Equal("I-70", Assert.Throws<InvariantViolatedException>(() => EntryKinds.LineOf("settlement")).Id);
        Assert.Equal("I-70", Assert.Throws<InvariantViolatedException>(() => EntryKinds.LineOf("gift")).Id);
    }

    [Fact]
    public void An_entry_of_no_kind_with_another_key_or_on_other_accounts_cannot_be_posted_I_70()
    {
        var (expense, owed) = (LedgerCode.Adjustments, LedgerCode.MerchantPending(7));
        Assert.NotNull(Make("adjustment:AJ-2026-000001", EntryKind.Adjustment, expense, owed));
        // Against the merchant: the other way.
        Assert.NotNull(Make("adjustment:AJ-2026-000002", EntryKind.Adjustment, owed, expense));

        Assert.Equal("I-70", Refused("adjustment:AJ-2026-000003", (EntryKind)99, expense, owed));
        Assert.Equal("I-70", Refused("gift:1", EntryKind.Adjustment, expense, owed));
        Assert.Equal("I-70", Refused("adjustment:", EntryKind.Adjustment, expense, owed));
        Assert.Equal("I-70", Refused("adjustment:AJ-2026-000004", EntryKind.Adjustment, LedgerCode.Bank, owed));
        Assert.Equal("I-70", Refused("payout-out:PT1", EntryKind.PayoutOut, LedgerCode.InTransit, LedgerCode.MerchantPayable(7)));
        Assert.NotNull(Make("payout-out:PT1", EntryKind.PayoutOut, LedgerCode.MerchantPayable(7), LedgerCode.InTransit));

        static JournalEntry Make(string key, EntryKind kind, LedgerCode debit, LedgerCode credit) =>
            JournalEntry.Move(key, kind, Day, debit, credit, Money.Cny(100));
        static string Refused(string key, EntryKind kind, LedgerCode debit, LedgerCode credit) =>
            Assert.Throws<InvariantViolatedException>(() => Make(key, kind, debit, credit)).Id;
    }

    /// <summary>Whoever wrote it into the database, it is no adjustment: the merchant gets no statement before somebody has looked.</summary>
    [Theory, BothDatabases]
    public async Task An_entry_of_an_unknown_kind_is_on_no_statement(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var (other, _) = await world.Organisation("lanshan");
        await using (var db = world.Db())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await world
                .Get<LedgerPoster>()
                .PostMany(db, [Given("adjustment:one", merchant.Id), Given("adjustment:two", other.Id)], default);
            await MoneyProofsTests.Unguard(db);
            await db.Database.ExecuteSqlAsync($"""UPDATE "LedgerEntries" SET "Kind" = 'gift' WHERE "Key" = 'adjustment:one'""");
            await transaction.CommitAsync();
        }

        var closed = await world.Settle();
        Assert.Equal((1, 1), (closed.Statements, closed.Failures));
        await using var after = world.Db();
        Assert.Equal(other.Id, (await after.Statements.SingleAsync()).MerchantId);
        Assert.Equal(merchant.Id, (await after.SettlementFailures.SingleAsync()).MerchantId);
        Assert.Empty(await after.StatementLines.Where(line => line.Kind == LineKind.Adjustment && line.AmountMinor != 500).ToListAsync());
        Assert.Contains(await world.Verify(), check => check is { Id: "I-70", Ok: false });

        static JournalEntry Given(string key, long merchant) =>
            JournalEntry.Move(key, EntryKind.Adjustment, Day, LedgerCode.Adjustments, LedgerCode.MerchantPending(merchant), Money.Cny(500));
    }

    [Fact]
    public void Accounts_and_kinds_are_named_in_the_catalogue_alone() =>
        Assert.Empty(
            new[] { "Portal", "Portal.Domain" }
                .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"))
                .Where(file => !file.Path.EndsWith("/LedgerRoles.cs", StringComparison.Ordinal))
                .SelectMany(file => Repeats(file.Text).Select(name => $"{file.Path}: {name}"))
        );

    [Theory]
    [InlineData("""Sum(db, "liabilities:merchant:%:pending")""")]
    [InlineData("""WHERE a."Code" LIKE 'assets:bank:%'""")]
    [InlineData("""WHERE e."Kind" <> 'settlement'""")]
    [InlineData("""WHERE e."Kind" IN ('refund-fee', 'payout-fee')""")]
    public void A_name_that_is_repeated_is_found(string text) => Assert.NotEmpty(Repeats(text));

    [Theory]
    [InlineData("""WHERE e."Kind" = 'UnknownMerchant'""")]
    [InlineData("""Sum(db, LedgerRole.MerchantPending)""")]
    public void Another_tables_kind_is_not(string text) => Assert.Empty(Repeats(text));

    private static IEnumerable<string> Repeats(string text) =>
        AccountName()
            .Matches(text)
            .Select(match => match.Value)
            .Concat(
                KindOfEntry()
                    .Matches(text)
                    .SelectMany(match => Quoted().Matches(match.Value))
                    .Select(match => match.Value.Trim('\''))
                    .Where(name => EntryKinds.Find(name) is not null)
            );

    private static IEnumerable<string> Differences(EntryKindRow row, IReadOnlyCollection<string[]> rows)
    {
        string[][] pairs =
        [
            ["debit", Said(rows, 2), Says(row.Debit)],
            ["credit", Said(rows, 3), Says(row.Credit)],
            ["key", Said(rows, 4), Says(row.Keys.Select(key => key.ToString()))],
            ["line", Said(rows, 5), row.Line?.ToString() ?? string.Empty],
            [
                "either way",
                rows.Any(cells => cells[1].Contains("the other way", StringComparison.Ordinal)).ToString(),
                row.EitherWay.ToString(),
            ],
        ];
        return pairs.Where(pair => pair[1] != pair[2]).Select(pair => $"{row.Name}: {pair[0]} is {pair[2]}, the document says {pair[1]}");
    }

    private static string Says(LedgerRole[] roles) => roles.Length == LedgerRoles.All.Count ? "any" : Says(roles.Select(LedgerRoles.Shape));

    private static string Says(IEnumerable<string> words) => string.Join(' ', words.Distinct().Order(StringComparer.Ordinal));

    private static string Said(IEnumerable<string[]> rows, int column) =>
        Says(rows.SelectMany(cells => Words(cells[column]) is { Length: > 0 } words ? words : [cells[column]]).Where(word => word != "—"));

    private static string[] Words(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    private static string Kind(LedgerRole role) =>
        new LedgerCode(LedgerRoles.Shape(role)).Kind.ToString().ToLower(CultureInfo.InvariantCulture);

    /// <summary>The cells of the table whose first column has this heading.</summary>
    private static IEnumerable<string[]> Rows(string heading, int columns) =>
        File.ReadLines(Repository.PathOf("docs", "chart-of-accounts.md"))
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => cells.Length == columns ? cells : throw new InvalidOperationException(cells[0]));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("<[a-z]+>")]
    private static partial Regex Hole();

    [GeneratedRegex("""["'](assets|liabilities|revenue|expenses|equity):""")]
    private static partial Regex AccountName();

    [GeneratedRegex("""e\."Kind" (=|<>|IN|NOT IN) [('][^)]*""")]
    private static partial Regex KindOfEntry();

    [GeneratedRegex("'[^']+'")]
    private static partial Regex Quoted();
}
