using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>The values of the application. The identity number and the mobile are never shown again in full; an empty box keeps them.</summary>
public sealed partial class ApplicationCard
{
    private bool _filled;
    private string? _case;
    private string? _legalName;
    private string? _creditCode;
    private string? _representative;
    private string? _identity;
    private string? _operatorName;
    private string? _mobile;
    private DateOnly? _validUntil;
    private DateOnly? _letterDate;

    [Parameter, EditorRequired]
    public required CertificationView View { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string?> Errors { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string? SavedNote { get; set; }

    [Parameter]
    public EventCallback<ApplicationForm> OnSave { get; set; }

    private ApplicationForm? Form => View.Case?.Form;

    private string IdentityHint =>
        View.Current is { HasIdentityNumber: true } ? CertificationTexts.KeptHint : CertificationTexts.IdentityHint;

    private string? MobileHint => View.Current is { HasMobile: true } ? CertificationTexts.KeptHint : CertificationTexts.MobileHint;

    protected override void OnParametersSet()
    {
        // Only another case replaces what stands in the boxes: an upload, which may open the case, must not wipe what is being typed.
        var shown = View.Case?.Number;
        if (_filled && (_case is null || _case == shown))
        {
            _case = shown;
            return;
        }

        (_filled, _case) = (true, shown);
        _legalName = Form?.LegalName ?? View.Organisation;
        _creditCode = Form?.CreditCode ?? View.CreditCode;
        _representative = Form?.LegalRepresentative;
        _operatorName = Form?.OperatorName;
        _validUntil = Form?.LicenceValidUntil;
        _letterDate = Form?.LetterDate;
    }

    private async Task Save()
    {
        await OnSave.InvokeAsync(
            new ApplicationForm(_legalName, _creditCode, _representative, _identity, _operatorName, _mobile, _validUntil, _letterDate)
        );
        if (SavedNote is not null)
        {
            (_identity, _mobile) = (null, null);
        }
    }
}
