using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Finance;

/// <summary>The fields of a merchant's terms.</summary>
public sealed partial class TermsForm
{
    [Parameter, EditorRequired]
    public required TermsFormView Form { get; set; }

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
        Form.Wrong.TryGetValue(typed, out var sentence) ? sentence : RefusalText.At(Problem, refused);
}
