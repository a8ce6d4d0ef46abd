namespace Portal.Domain.Settlement;

internal static class SettlementRefusals
{
    public const string DayNotOver = "Settlement_DayNotOver";
    public const string AccountNumberShape = "Settlement_AccountNumberShape";
    public const string AccountNumberDigit = "Settlement_AccountNumberDigit";
    public const string IbanShape = "Settlement_IbanShape";
    public const string IbanDigits = "Settlement_IbanDigits";
    public const string BicShape = "Settlement_BicShape";
    public const string BankUnknown = "Settlement_BankUnknown";
    public const string NothingWaits = "Settlement_NothingWaits";
    public const string PayoutTaken = "Settlement_PayoutTaken";
    public const string NoStatement = "Settlement_NoStatement";
    public const string RunOver = "Settlement_RunOver";
}
