using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Components.Fees;

/// <summary>The fields of a rule or of its next version.</summary>
public sealed partial class FeeForm
{
    [Parameter, EditorRequired]
    public required FeeFormView Form { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>What the rules refused, shown beside the field it names.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool MaySave { get; set; }

    /// <summary>The rate, an amount or the refund policy changed.</summary>
    [Parameter]
    public EventCallback OnTermsChanged { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private string? Wrong(string typed, string? refused = null) => FeeLabels.Wrong(Form, Problem, typed, refused);
}
