namespace Portal.Domain.Certification;

/// <summary>Codes of this module; each is a sentence in Portal/Resources/CertificationTexts.</summary>
internal static class CertificationRefusals
{
    public const string MoveNotAllowed = "Certification_MoveNotAllowed";
    public const string NotAsked = "Certification_NotAsked";
    public const string CreditCodeUnread = "Certification_CreditCodeUnread";
    public const string LegalNameUnread = "Certification_LegalNameUnread";
    public const string NotEditable = "Certification_NotEditable";
    public const string AccountNotLive = "Certification_AccountNotLive";
    public const string AlreadyCertified = "Certification_AlreadyCertified";
    public const string IdentityNumberWrong = "Certification_IdentityNumberWrong";
    public const string MobileWrong = "Certification_MobileWrong";
    public const string CreditCodeDiffers = "Certification_CreditCodeDiffers";
    public const string DocumentMissing = "Certification_DocumentMissing";
    public const string DocumentToReplace = "Certification_DocumentToReplace";
    public const string DocumentAccepted = "Certification_DocumentAccepted";
    public const string ClaimedByOther = "Certification_ClaimedByOther";
    public const string NotClaimed = "Certification_NotClaimed";
    public const string OwnOrganisation = "Certification_OwnOrganisation";
    public const string NothingWaiting = "Certification_NothingWaiting";
    public const string NoteRequired = "Certification_NoteRequired";
    public const string ChecksOpen = "Certification_ChecksOpen";
    public const string RemarkRequired = "Certification_RemarkRequired";
    public const string RoundsUsedUp = "Certification_RoundsUsedUp";
    public const string ReasonRequired = "Certification_ReasonRequired";
    public const string DecisionWaits = "Certification_DecisionWaits";
    public const string DecisionStands = "Certification_DecisionStands";
    public const string ValuesDiffer = "Certification_ValuesDiffer";
    public const string DeadlinePassed = "Certification_DeadlinePassed";
}
