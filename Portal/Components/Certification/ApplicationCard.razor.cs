using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>The values of the application. While the reviewer asks, only what they ask about can be typed in.</summary>
public sealed partial class ApplicationCard
{
    [Parameter, EditorRequired]
    public required CertificationView View { get; set; }

    [Parameter, EditorRequired]
    public required CaseForm Form { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string?> Errors { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string? SavedNote { get; set; }

    [Parameter]
    public EventCallback OnTyped { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private string IdentityHint =>
        View.Current is { HasIdentityNumber: true } ? CertificationTexts.KeptHint : CertificationTexts.IdentityHint;

    private string? MobileHint => View.Current is { HasMobile: true } ? CertificationTexts.KeptHint : CertificationTexts.MobileHint;

    private bool IsOpen(FactField field) => View.Current is not { State: CaseState.NeedsInfo } asked || asked.OpenFields.Contains(field);

    private string? Hint(FactField field, string? hint) => MayEdit && !IsOpen(field) ? CertificationTexts.NotAskedHint : hint;

    private Task Typed() => OnTyped.InvokeAsync();
}
