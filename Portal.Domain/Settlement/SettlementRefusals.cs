namespace Portal.Domain.Settlement;

public static class SettlementRefusals
{
    public const string DayNotOver = "Settlement_DayNotOver";
    public const string NoStatement = "Settlement_NoStatement";
}
