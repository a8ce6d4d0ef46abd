using Portal.Components.Accounts;
using Portal.Domain.Certification;

namespace Portal.Components.Certification;

/// <summary>
/// What is typed into an application, and over which case and round. The identity number and the mobile are never shown again in full once
/// they are saved; an empty box keeps them.
/// </summary>
public sealed class CaseForm
{
    public string? Case { get; set; }
    public int Round { get; set; }
    public string? LegalName { get; set; }
    public string? CreditCode { get; set; }
    public string? LegalRepresentative { get; set; }
    public string? IdentityNumber { get; set; }
    public string? OperatorName { get; set; }
    public string? OperatorMobile { get; set; }
    public DateOnly? LicenceValidUntil { get; set; }
    public DateOnly? LetterDate { get; set; }

    public static CaseForm Of(CertificationView view) =>
        new()
        {
            Case = view.Current?.Number,
            Round = view.Current?.Round ?? 0,
            LegalName = view.Case?.Form.LegalName ?? view.Organisation,
            CreditCode = view.Case?.Form.CreditCode ?? view.CreditCode,
            LegalRepresentative = view.Case?.Form.LegalRepresentative,
            OperatorName = view.Case?.Form.OperatorName,
            LicenceValidUntil = view.Case?.Form.LicenceValidUntil,
            LetterDate = view.Case?.Form.LetterDate,
        };

    /// <summary>It was typed over what is shown now; an upload may have opened the case meanwhile.</summary>
    public bool Fits(CertificationView view) => (Case is null || Case == view.Current?.Number) && Round == (view.Current?.Round ?? 0);

    public ApplicationForm ToForm() =>
        new(LegalName, CreditCode, LegalRepresentative, IdentityNumber, OperatorName, OperatorMobile, LicenceValidUntil, LetterDate);

    public IReadOnlyList<DraftWord> Words() =>
        [.. ReadingRules.All.Select(field => new DraftWord(CaseLabels.Of(field), CaseLabels.Claimed(ToForm(), field)))];
}
