namespace Portal.Domain.Settlement;

internal static class TermsRefusals
{
    public const string WeekdayRange = "Terms_WeekdayRange";
    public const string MonthDayRange = "Terms_MonthDayRange";
    public const string DueRange = "Terms_DueRange";
    public const string MinimumRange = "Terms_MinimumRange";
    public const string ReserveRange = "Terms_ReserveRange";
    public const string ReserveDaysRange = "Terms_ReserveDaysRange";
    public const string StartsInThePast = "Terms_StartsInThePast";
    public const string SameStart = "Terms_SameStart";
    public const string Unchanged = "Terms_Unchanged";
    public const string AlreadyHeld = "Terms_AlreadyHeld";
    public const string HoldInThePast = "Terms_HoldInThePast";
    public const string AmountRange = "Terms_AmountRange";
    public const string NoSuchPayment = "Terms_NoSuchPayment";
    public const string NoSuchStatement = "Terms_NoSuchStatement";
}
