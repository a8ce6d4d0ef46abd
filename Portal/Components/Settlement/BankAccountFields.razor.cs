using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Settlement;

/// <summary>Holder, bank, number and why.</summary>
public sealed partial class BankAccountFields
{
    [Parameter, EditorRequired]
    public required BankFormView Form { get; set; }

    [Parameter, EditorRequired]
    public required string LegalName { get; set; }

    /// <summary>What the rules refused, shown beside the field it names.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Where leaving the form leads.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
