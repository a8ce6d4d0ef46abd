namespace Portal.Domain.Accounts;

/// <summary>Codes of this module; each is a sentence in Portal/Resources/AccountsTexts.</summary>
internal static class AccountsRefusals
{
    public const string CreditCodeLength = "Accounts_CreditCodeLength";
    public const string CreditCodeCharacter = "Accounts_CreditCodeCharacter";
    public const string CreditCodeRegion = "Accounts_CreditCodeRegion";
    public const string HandleLength = "Accounts_HandleLength";
    public const string HandleCharacter = "Accounts_HandleCharacter";
    public const string HandleShape = "Accounts_HandleShape";
    public const string HandleReserved = "Accounts_HandleReserved";
    public const string HandleTaken = "Accounts_HandleTaken";
    public const string HandleConfusable = "Accounts_HandleConfusable";
    public const string NameTooShort = "Accounts_NameTooShort";
    public const string NameInvisible = "Accounts_NameInvisible";
    public const string NameBlank = "Accounts_NameBlank";
    public const string NameBadge = "Accounts_NameBadge";
    public const string NameRoleWord = "Accounts_NameRoleWord";
    public const string NameProtected = "Accounts_NameProtected";
    public const string NameNear = "Accounts_NameNear";
    public const string NameMixedScript = "Accounts_NameMixedScript";
    public const string NameCertified = "Accounts_NameCertified";
    public const string NameInReview = "Accounts_NameInReview";
    public const string CategoryCertified = "Accounts_CategoryCertified";
    public const string CategoryInReview = "Accounts_CategoryInReview";
    public const string AvatarTooLarge = "Accounts_AvatarTooLarge";
    public const string TooManyAccounts = "Accounts_TooManyAccounts";
    public const string TooManyOrganisations = "Accounts_TooManyOrganisations";
    public const string MoveNotAllowed = "Accounts_MoveNotAllowed";
    public const string FileEmpty = "Accounts_FileEmpty";
    public const string FileTooLarge = "Accounts_FileTooLarge";
    public const string FileKind = "Accounts_FileKind";
    public const string FileDamaged = "Accounts_FileDamaged";
    public const string FilePixels = "Accounts_FilePixels";
    public const string FileNotOnlyPicture = "Accounts_FileNotOnlyPicture";
    public const string FileGrown = "Accounts_FileGrown";
    public const string FileActive = "Accounts_FileActive";
    public const string FileLocked = "Accounts_FileLocked";
    public const string AvatarKind = "Accounts_AvatarKind";
    public const string DraftChanged = "Accounts_DraftChanged";
    public const string DraftTooLarge = "Accounts_DraftTooLarge";
    public const string CategoryUnknown = "Accounts_CategoryUnknown";
}
