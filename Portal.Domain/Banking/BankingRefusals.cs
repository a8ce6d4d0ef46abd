namespace Portal.Domain.Banking;

internal static class BankingRefusals
{
    public const string NameShape = "Banking_NameShape";
    public const string NameTaken = "Banking_NameTaken";
    public const string LimitShape = "Banking_LimitShape";
    public const string NothingChosen = "Banking_NothingChosen";
    public const string TooMany = "Banking_TooMany";
    public const string CannotLeave = "Banking_CannotLeave";
    public const string PlanChanged = "Banking_PlanChanged";
    public const string BatchState = "Banking_BatchState";
    public const string DayPast = "Banking_DayPast";
    public const string FileNotWritten = "Banking_FileNotWritten";
    public const string FileDiffers = "Banking_FileDiffers";
    public const string FormatUnknown = "Banking_FormatUnknown";
    public const string NotUnknown = "Banking_NotUnknown";
    public const string FileTooLarge = "Banking_FileTooLarge";
    public const string NotABankLine = "Banking_NotABankLine";
    public const string MatchTooFew = "Banking_MatchTooFew";
    public const string MatchTooMany = "Banking_MatchTooMany";
    public const string MatchMixed = "Banking_MatchMixed";
    public const string MatchOneSide = "Banking_MatchOneSide";
    public const string MatchDiffers = "Banking_MatchDiffers";
    public const string MatchNeedsFee = "Banking_MatchNeedsFee";
    public const string MatchPlaced = "Banking_MatchPlaced";
    public const string SettledMeanwhile = "Banking_SettledMeanwhile";
    public const string NotHeld = "Banking_NotHeld";
}
