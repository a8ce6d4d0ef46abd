using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Components.Shared;
using Portal.Domain.Approvals;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;

namespace Portal.Tests.Components;

/// <summary>Every list that has tabs or filters says of each of them what is true of it, in both languages.</summary>
public sealed partial class EmptyLabelsTests
{
    /// <summary>Pages whose query parameters choose what is shown, and not which of its rows: one empty text is enough.</summary>
    private static readonly string[] NoFilters =
    [
        // Records there are always: only filters can leave none, and its text says so.
        "AdminAudit",
        // A form in the page, opened by its address.
        "BankAccountPage",
        "FinanceAdjustments",
        "FinanceVatRates",
        // One year, one month, one figure of one statement, the two sides of one match: the page's subject, named in the text.
        "FinanceCalendar",
        "FinanceVat",
        "ReconMatchPage",
        "StatementItemList",
        // Where one came from.
        "SecurityPage",
    ];

    private static readonly bool[] Both = [false, true];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_tab_and_filter_of_every_list_has_its_own_empty_text(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);
        foreach (var (list, said) in Lists())
        {
            foreach (var nothing in said)
            {
                Assert.False(string.IsNullOrWhiteSpace(nothing.Title), list);
                Assert.DoesNotContain("{0}", nothing.Title + nothing.Text, StringComparison.Ordinal);
            }

            var twice = said.GroupBy(nothing => nothing.Title).Where(same => same.Count() > 1).Select(same => same.Key);
            Assert.True(!twice.Any(), $"{list}: {string.Join(", ", twice)}");
        }

        // The queue's words follow from who holds what: no tab says that nothing waits while something does.
        var waiting = EmptyLabels.Cases(mine: true, Queue(mine: 0, free: 0, waiting: 0)).Title;
        foreach (
            var (mine, queue) in new[] { (true, Queue(0, 2, 3)), (true, Queue(0, 0, 3)), (false, Queue(1, 0, 3)), (false, Queue(0, 0, 3)) }
        )
        {
            Assert.NotEqual(waiting, EmptyLabels.Cases(mine, queue).Title);
        }

        Assert.NotEqual(EmptyLabels.Cases(true, Queue(0, 2, 3)), EmptyLabels.Cases(true, Queue(0, 0, 3)));
        Assert.Equal(waiting, EmptyLabels.Cases(mine: false, Queue(0, 0, 0)).Title);
    }

    [Fact]
    public void Every_page_that_chooses_among_its_rows_takes_its_empty_text_from_there() =>
        Assert.Empty(
            Pages()
                .Where(page => ChoosesRows(page.Code) && page.Markup.Contains("Empty", StringComparison.Ordinal))
                .Where(page =>
                    !page.Code.Contains("EmptyLabels.", StringComparison.Ordinal)
                    && !page.Markup.Contains("EmptyLabels.", StringComparison.Ordinal)
                )
                .Select(page => page.Name)
                // What it shows is drawn by another component, which asks there.
                .Except([.. NoFilters, "ExceptionList"])
        );

    [Fact]
    public void A_page_that_chooses_among_its_rows_is_found()
    {
        Assert.True(ChoosesRows("[SupplyParameterFromQuery]\n    public string? State { get; set; }"));
        Assert.True(ChoosesRows("[SupplyParameterFromQuery(Name = \"q\")]\n    public string? Search { get; set; }"));
        Assert.False(ChoosesRows("[SupplyParameterFromQuery]\n    public long? Before { get; set; }"));
    }

    private static IEnumerable<(string List, IReadOnlyList<Nothing> Said)> Lists()
    {
        yield return ("bills", [EmptyLabels.Bills(null), .. Enum.GetValues<BillState>().Select(tab => EmptyLabels.Bills(tab))]);
        yield return ("exceptions", [.. Enum.GetValues<ExceptionFilter>().Select(EmptyLabels.Exceptions)]);
        yield return ("payments", [.. Both.Select(EmptyLabels.Payments)]);
        yield return ("work", [EmptyLabels.Work(null), .. Enum.GetValues<WorkState>().Select(tab => EmptyLabels.Work(tab))]);
        yield return ("people", [.. Both.SelectMany(staff => Both.Select(searched => EmptyLabels.People(staff, searched)))]);
        yield return ("merchants", [.. Both.Select(EmptyLabels.Merchants)]);
        yield return (
            "messages",
            [.. Enum.GetValues<MessageView>().SelectMany(tab => Both.Select(searched => EmptyLabels.Messages(tab, searched)))]
        );
        yield return ("followers", [.. Both.Select(EmptyLabels.Followers)]);
        yield return ("notices", [.. Both.SelectMany(unread => Both.Select(filtered => EmptyLabels.Notices(unread, filtered)))]);
        yield return ("payouts", [EmptyLabels.Payouts(null), .. Enum.GetValues<PayoutState>().Select(tab => EmptyLabels.Payouts(tab))]);
        yield return (
            "differences",
            [.. new[] { null, "mine", "settled" }.SelectMany(tab => Both.Select(filtered => EmptyLabels.Differences(tab, filtered)))]
        );
        yield return (
            "approvals",
            [.. Enum.GetValues<ApprovalView>().SelectMany(tab => Both.Select(filtered => EmptyLabels.Approvals(tab, filtered)))]
        );
        yield return (
            "statements",
            [EmptyLabels.Statements(false, false), EmptyLabels.Statements(true, false), EmptyLabels.Statements(false, true)]
        );
        yield return ("terms", [.. Both.Select(EmptyLabels.Terms)]);
        yield return ("accounts of the ledger", [.. Both.Select(EmptyLabels.LedgerAccounts)]);
        yield return ("entries of the ledger", [.. Both.Select(EmptyLabels.LedgerEntries)]);
        yield return ("directory", [.. Both.Select(EmptyLabels.Directory)]);
    }

    private static ReviewQueue Queue(int mine, int free, int waiting)
    {
        static QueueRow[] Rows(int count) => new QueueRow[count];
        return new ReviewQueue(Rows(mine), Rows(free), 5, waiting);
    }

    private static IEnumerable<(string Name, string Code, string Markup)> Pages() =>
        Repository
            .Sources(Repository.PathOf("Portal", "Components"), ".razor.cs")
            .Select(file => (file.Path, file.Text, Markup: Repository.PathOf(file.Path[..^3])))
            .Where(page => File.Exists(page.Markup))
            .Select(page => (Path.GetFileName(page.Path).Split('.')[0], page.Text, File.ReadAllText(page.Markup)));

    /// <summary>Whether its address says more than where in the list one is.</summary>
    private static bool ChoosesRows(string code) => Query().Matches(code).Any(one => one.Groups["name"].Value is not ("Before" or "After"));

    [GeneratedRegex(@"\[SupplyParameterFromQuery[^\]]*\]\s+public \S+ (?<name>\w+)")]
    private static partial Regex Query();
}
