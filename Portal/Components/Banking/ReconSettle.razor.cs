using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;

namespace Portal.Components.Banking;

/// <summary>One difference: why it is there, and how it is to be settled.</summary>
public sealed partial class ReconSettle
{
    private ReconReason reason;
    private string note = string.Empty;
    private ReconAnswer answer;
    private string why = string.Empty;

    [Parameter, EditorRequired]
    public required ReconRow Row { get; set; }

    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<(ReconReason Reason, string Note)> OnExplain { get; set; }

    [Parameter]
    public EventCallback<(ReconAnswer Answer, string Why)> OnPropose { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IEnumerable<ReconAnswer> Answers =>
        Row is { RefKind: ReconRef.BankLine, State: ReconState.MissingHere }
            ? [ReconAnswer.Explained, ReconAnswer.IsWithdrawal, ReconAnswer.IsBankFee]
            : [ReconAnswer.Explained];

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
