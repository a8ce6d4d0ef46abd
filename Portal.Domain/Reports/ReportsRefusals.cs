namespace Portal.Domain.Reports;

public static class ReportsRefusals
{
    public const string PeriodBackwards = "Operations_PeriodBackwards";
}
