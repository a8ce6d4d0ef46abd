namespace Portal.Domain.Fees;

public static class FeesRefusals
{
    public const string RateRange = "Fees_RateRange";
    public const string AmountRange = "Fees_AmountRange";
    public const string CapBelowMinimum = "Fees_CapBelowMinimum";
    public const string EndBeforeStart = "Fees_EndBeforeStart";
    public const string Overlap = "Fees_Overlap";
    public const string StartsInThePast = "Fees_StartsInThePast";
    public const string ReplacesOther = "Fees_ReplacesOther";
    public const string AlreadyReplaced = "Fees_AlreadyReplaced";
}
