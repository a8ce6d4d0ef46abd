namespace Portal.Domain.Calendar;

internal static class CalendarRefusals
{
    public const string DayFrozen = "Terms_DayFrozen";
    public const string DayNeedless = "Terms_DayNeedless";
    public const string CalendarLine = "Terms_CalendarLine";
    public const string CalendarTwice = "Terms_CalendarTwice";
    public const string CalendarYear = "Terms_CalendarYear";
    public const string CalendarEmpty = "Terms_CalendarEmpty";
    public const string TooManyDaysOff = "Terms_TooManyDaysOff";
}
