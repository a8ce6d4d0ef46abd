using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>The sums that must be equal, both sides shown, with what lies between them (I-10).</summary>
public sealed partial class ProofCard
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    private IEnumerable<(string Left, Money LeftSum, string Right, Money RightSum)> Pairs =>
        [
            (SettlementTexts.ProofOpening, View.LeftSum, SettlementTexts.ProofPayout, View.RightSum),
            (SettlementTexts.ProofLines, View.Lines, SettlementTexts.ProofLedger, View.LedgerLines),
            (SettlementTexts.Closing, View.Closing, SettlementTexts.ProofLedgerClosing, View.LedgerClosing),
        ];
}
