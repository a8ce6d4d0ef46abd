using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>The sums that must be equal, both sides shown, with what lies between them (I-10).</summary>
public sealed partial class ProofCard
{
    [Parameter, EditorRequired]
    public required StatementView Sheet { get; set; }

    private IEnumerable<(string Left, Money LeftSum, string Right, Money RightSum)> Pairs =>
        [
            (SettlementTexts.ProofOpening, Sheet.LeftSum, SettlementTexts.ProofPayout, Sheet.RightSum),
            (SettlementTexts.ProofLines, Sheet.Lines, SettlementTexts.ProofLedger, Sheet.LedgerLines),
            (SettlementTexts.Closing, Sheet.Closing, SettlementTexts.ProofLedgerClosing, Sheet.LedgerClosing),
        ];
}
