using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Certification;
using Portal.Domain.Certification;

namespace Portal.Components.Review;

/// <summary>What the application claims beside what the document says: the tick says the same, a typed value says what it says instead.</summary>
public sealed partial class CaseFacts
{
    [Parameter, EditorRequired]
    public required CaseWorkView View { get; set; }

    [Parameter]
    public (string IdentityNumber, string Mobile)? Revealed { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnReveal { get; set; }

    /// <summary>The same, or what the document says; neither takes the answer back.</summary>
    [Parameter]
    public EventCallback<(FactField Field, bool? Same, string? Says)> OnRead { get; set; }

    private static string Name(FactField field) => CaseLabels.Of(field);

    private static bool IsDay(FactField field) => field is FactField.LicenceValidUntil or FactField.LetterDate;

    private string? Claimed(FactField field) =>
        field switch
        {
            FactField.IdentityNumber => Revealed?.IdentityNumber ?? View.Form.IdentityNumber,
            FactField.OperatorMobile => Revealed?.Mobile ?? View.Form.OperatorMobile,
            _ => CaseLabels.Claimed(View.Form, field),
        };

    private static string Says(ReadingView reading) => CaseLabels.Says(reading);

    private Task Toggle(ReadingView reading) => OnRead.InvokeAsync((reading.Field, reading.Same is null ? true : null, null));

    private Task Differs(FactField field, ChangeEventArgs args) =>
        args.Value is string text && !string.IsNullOrWhiteSpace(text) ? OnRead.InvokeAsync((field, false, text)) : Task.CompletedTask;
}
