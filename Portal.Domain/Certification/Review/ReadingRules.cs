using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>How the values of an application and of its documents are held against each other.</summary>
public static class ReadingRules
{
    public const int SaysMax = 120;

    public static IReadOnlyList<FactField> All { get; } = Enum.GetValues<FactField>();

    public static bool IsSecret(FactField field) => field is FactField.IdentityNumber or FactField.OperatorMobile;

    /// <summary>Width, case and spaces do not make a difference; everything else does.</summary>
    public static bool Agree(string claimed, string says) => Fold(claimed) == Fold(says);

    /// <summary>What the merchant must look at when this value differs.</summary>
    public static RemarkSubject SubjectOf(FactField field) =>
        field switch
        {
            FactField.LegalName => RemarkSubject.LegalName,
            FactField.CreditCode => RemarkSubject.CreditCode,
            FactField.LegalRepresentative => RemarkSubject.LegalRepresentative,
            FactField.IdentityNumber => RemarkSubject.LegalRepresentativeId,
            FactField.OperatorName => RemarkSubject.AuthorisationLetter,
            FactField.OperatorMobile => RemarkSubject.OperatorMobile,
            FactField.LicenceValidUntil => RemarkSubject.BusinessLicence,
            FactField.LetterDate => RemarkSubject.AuthorisationLetter,
        };

    private static string Fold(string value) => new([.. Text.Fold(value).Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);
}
