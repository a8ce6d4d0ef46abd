namespace Portal.Domain.Fees;

internal static class FeesRefusals
{
    public const string RateRange = "Fees_RateRange";
    public const string AmountRange = "Fees_AmountRange";
    public const string CapBelowMinimum = "Fees_CapBelowMinimum";
    public const string EndBeforeStart = "Fees_EndBeforeStart";
    public const string Overlap = "Fees_Overlap";
    public const string StartsInThePast = "Fees_StartsInThePast";
    public const string ReplacesOther = "Fees_ReplacesOther";
    public const string TierOrder = "Fees_TierOrder";
    public const string TiersUnused = "Fees_TiersUnused";
    public const string EndNeeded = "Fees_EndNeeded";
    public const string WaiverShare = "Fees_WaiverShare";
    public const string MonthlyFixed = "Fees_MonthlyFixed";
    public const string ScopeUnused = "Fees_ScopeUnused";
    public const string ChannelUnused = "Fees_ChannelUnused";
    public const string RangeOrder = "Fees_RangeOrder";
    public const string DraftShape = "Fees_DraftShape";
    public const string WhatIfKind = "Fees_WhatIfKind";
    public const string AlreadyReplaced = "Fees_AlreadyReplaced";
}
