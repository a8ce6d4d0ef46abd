using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>The fields of an adjustment.</summary>
public sealed partial class AdjustmentForm
{
    [Parameter, EditorRequired]
    public required AdjustmentFormView Form { get; set; }

    /// <summary>What the rules refused, shown beside the field it names.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool MaySave { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private string? Wrong(string typed, string refused) =>
        Form.Wrong.TryGetValue(typed, out var sentence) ? sentence
        : (Problem?.At(refused) ?? Problem?.At(typed)) is not { } wrong ? null
        : wrong.IsNotFound ? TermsTexts.MerchantUnknown
        : RefusalText.Refusal(wrong);
}
