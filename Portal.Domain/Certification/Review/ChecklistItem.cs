namespace Portal.Domain.Certification;

/// <summary>What a reviewer answers, in the order of the digits that answer it.</summary>
public enum ChecklistItem
{
    LicenceMatches,
    IdentityMatches,
    LetterRecent,
    SealWhole,
    SealMatches,
    OperatorMatches,
    NameHonest,
    CategoryFits,
}
