using System.Globalization;
using Bunit;
using Portal.Components.Overview;
using Portal.Components.Payments;
using Portal.Components.Settlement;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Tests.Components;

/// <summary>What the pages say about money and its proof, from the values alone.</summary>
public sealed class MoneyCardTests : BunitContext
{
    private static readonly DateOnly Day = new(2026, 11, 21);

    public MoneyCardTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_statement_that_adds_up_has_three_ticks_and_no_warning()
    {
        var card = Render<ProofCard>(p => p.Add(one => one.View, Sheet(ledgerLines: 1_000_00)));

        Assert.Equal(3, card.FindAll(".st-equal").Count);
        Assert.Empty(card.FindAll(".st-apart"));
        Assert.Equal(
            "ok",
            Render<StatementHead>(p => p.Add(one => one.View, Sheet(1_000_00))).Find("[data-proof]").GetAttribute("data-proof")
        );
    }

    [Fact]
    public void A_statement_that_does_not_shows_what_lies_between_the_sides()
    {
        var sheet = Sheet(ledgerLines: 999_99);
        var card = Render<ProofCard>(p => p.Add(one => one.View, sheet));

        Assert.Contains("¥0.01", Assert.Single(card.FindAll(".st-apart")).TextContent, StringComparison.Ordinal);
        Assert.Equal(2, card.FindAll(".st-equal").Count);
        var head = Render<StatementHead>(p => p.Add(one => one.View, sheet)).Find("[data-proof]");
        Assert.Equal("bad", head.GetAttribute("data-proof"));
        Assert.Contains("¥0.01", head.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_s_files_show_their_checksums_once_they_are_known()
    {
        var hash = new string('a', 58) + "98de1a";
        var files = Render<StatementFiles>(p =>
            p.Add(one => one.View, Sheet(1_000_00)).Add(one => one.MayExport, true).Add(one => one.Zone, TimeZoneInfo.Utc)
        );
        Assert.Empty(files.FindAll("[data-copy]"));

        files.Render(p => p.Add(one => one.Checksums, new StatementChecksums(hash, new string('b', 64))));
        Assert.Equal([hash, new string('b', 64)], files.FindAll("[data-copy]").Select(one => one.GetAttribute("data-copy")));
        Assert.Contains("sha256 aaaaaa…98de1a", files.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_bill_lists_every_fault_with_line_column_and_reason()
    {
        BillProblem[] faults =
        [
            new(3, "交易时间", 1, PaymentsRefusals.BillCellCount, [27, 3]),
            new(7, null, null, PaymentsRefusals.BillCellCount, [27, 4]),
        ];
        var receipt = new BillReceipt(BillStatus.Refused, null, BillTotals.None, 0, null, [], faults, 2);
        var result = Render<BillResult>(p => p.Add(one => one.Receipt, receipt).Add(one => one.FileName, "bill.csv"));

        Assert.Equal(["3", "7"], result.FindAll("tbody th[scope=row]").Select(cell => cell.TextContent));
        Assert.Equal(["交易时间", PaymentsTexts.WholeFile], result.FindAll("tbody td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.All(result.FindAll("tbody td:last-child"), cell => Assert.NotEmpty(cell.TextContent));
        Assert.Equal("bill.csv.errors.csv", result.Find("a[download]").GetAttribute("download"));
        Assert.NotNull(result.Find("[role=alert]"));
    }

    [Fact]
    public void An_overview_with_nothing_waiting_says_so()
    {
        var card = Render<TasksCard>(p =>
            p.Add(one => one.Tasks, []).Add(one => one.Merchant, "qinghe").Add(one => one.Zone, TimeZoneInfo.Utc)
        );
        Assert.Contains(OverviewTexts.NothingWaits, card.Markup, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("li"));
    }

    [Fact]
    public void A_new_organisation_is_led_through_its_first_steps()
    {
        var nothing = new Onboarding(null, false, false, false, false, false);
        IRenderedComponent<OnboardingCard> Shown(Me me) =>
            Render<OnboardingCard>(p => p.Add(one => one.Onboarding, nothing).Add(one => one.Merchant, "qinghe").AddCascadingValue(me));
        var owner = new Me(7, "a@example.test", "A", "en", [new MyOrganisation("qinghe", "Qinghe", MerchantRole.Owner)], []);
        Assert.Contains("/m/qinghe/accounts/new", Shown(owner).Markup, StringComparison.Ordinal);
        // Staff who look on are led to no form that is not theirs.
        var support = new Me(8, "b@example.test", "B", "en", [], [StaffRole.Support]);
        Assert.DoesNotContain("/m/qinghe/accounts/new", Shown(support).Markup, StringComparison.Ordinal);
    }

    private static StatementView Sheet(long ledgerLines) =>
        new(
            new StatementPage(
                new StatementRow(
                    1,
                    "ST-20261121-000001",
                    "qinghe",
                    "Qinghe",
                    Day,
                    Day,
                    "CNY",
                    1_000_00,
                    0,
                    0,
                    0,
                    1_000_00,
                    0,
                    Day,
                    null,
                    null
                ),
                "Qinghe",
                0,
                1_000_00,
                0,
                DateTime.UnixEpoch,
                null,
                null,
                null,
                null,
                [new StatementLineRow(LineKind.Payment, 1, 1_000_00)],
                [Row()],
                new StatementProof(0, ledgerLines, 0, ledgerLines == 1_000_00)
            )
        );

    private static StatementDayRow Row() => new(Day, 1, 1_000_00, 0, 0, 0, 0, 0, 0, 1_000_00);
}
