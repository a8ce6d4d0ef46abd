using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>The answer: the net, how it came about, and the tick.</summary>
public sealed partial class StatementHead
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    /// <summary>What is owed at the end: carried in, and everything that happened.</summary>
    private Money Net => View.LeftSum;
    private Money Gross => View.Sum(LineKind.Payment);
    private Money Refunds => View.Sum(LineKind.Refund);
    private Money Fees => View.Sum(LineKinds.Of(StatementColumn.Fees));
    private Money Other => View.Sum(LineKinds.Of(StatementColumn.Other)) + View.Opening;
    private Money Reserve => View.Sum(LineKinds.Of(StatementColumn.Reserve));

    private IReadOnlyList<WaterfallBar> Bars =>
        [
            new(SettlementTexts.Gross, Gross, WaterfallKind.Total),
            new(SettlementTexts.Refunds, Refunds, WaterfallKind.Change),
            new(SettlementTexts.Fees, Fees, WaterfallKind.Cost),
            new(SettlementTexts.Other, Other, WaterfallKind.Change),
            .. View.HasReserve ? [new WaterfallBar(TermsTexts.Reserve, Reserve, WaterfallKind.Change)] : Array.Empty<WaterfallBar>(),
            new(SettlementTexts.Net, Net, WaterfallKind.Total),
        ];

    private string Label =>
        Fmt.Text(SettlementTexts.WaterfallLabel, Fmt.Money(Gross), Fmt.Money(Refunds), Fmt.Money(Fees), Fmt.Money(Other), Fmt.Money(Net));
}
