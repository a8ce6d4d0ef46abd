namespace Portal.Domain.Reports;

internal static class ReportsRefusals
{
    public const string WorkbookFirst = "Operations_WorkbookFirst";
    public const string WorkbookDamaged = "Operations_WorkbookDamaged";
    public const string PeriodBackwards = "Operations_PeriodBackwards";
}
