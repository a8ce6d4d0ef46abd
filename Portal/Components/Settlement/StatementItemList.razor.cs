using Microsoft.AspNetCore.Components;
using Portal.Components.Finance;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Settlement;

/// <summary>The rows that a figure of a statement is the sum of: as many and as much as the figure says.</summary>
public sealed partial class StatementItemList
{
    private StatementItems? items;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Number { get; set; }

    /// <summary>Kinds of line, with dots between them.</summary>
    [SupplyParameterFromQuery(Name = "of")]
    public string? KindsText { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required StatementItemsService Service { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Crumb[] Above => [new(SettlementTexts.Statements, Urls.Settlements(Merchant)), new(Number, Urls.Statement(Merchant, Number))];

    private string Title => KindsText is null ? SettlementTexts.ItemsAll : string.Join(" · ", Kinds.Select(MoneyLabels.Line));

    private string? Lead =>
        items is null
            ? null
            : Fmt.Text(
                SettlementTexts.ItemsLead,
                Fmt.Count(items.Count),
                Fmt.Money(items.Sum),
                Day is { } day ? Fmt.Date(day) : Fmt.Range(items.PeriodFrom, items.PeriodTo)
            );

    private DateOnly? Day => LedgerLabels.Day(DayText);

    /// <summary>What the address names; what it cannot mean is nothing, and no kind named is all of them.</summary>
    private IReadOnlyList<LineKind> Kinds =>
        KindsText is null
            ? Enum.GetValues<LineKind>()
            :
            [
                .. KindsText
                    .Split('.')
                    .Select(name => Enum.TryParse<LineKind>(name, out var kind) && Enum.IsDefined(kind) ? kind : (LineKind?)null)
                    .OfType<LineKind>(),
            ];

    protected override Task OnParametersSetAsync() => Read();

    private static string Detail(StatementItem row) =>
        string.Join(
            " · ",
            new[]
            {
                row.RefundNo is { } refund ? Fmt.Text(SettlementTexts.ItemRefund, refund) : null,
                row.Rule is { } rule ? Fmt.Text(SettlementTexts.ItemRule, rule) : null,
                row.Reason is { } reason ? TermsLabels.Reason(reason) : null,
                row.ReleaseDay is { } release ? Fmt.Text(SettlementTexts.ItemRelease, Fmt.Date(release)) : null,
                row.Note,
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    private Task Read() =>
        Load(async me => items = await Service.List(me, Merchant, Number, Kinds, Day, new PageAsk(50, Before, After), Gone));
}
