namespace Portal.Domain.Banking;

/// <summary>Names of faults of bank files.</summary>
internal static class BankFaults
{
    public const string NotXml = "Banking_NotXml";
    public const string OtherMessage = "Banking_OtherMessage";
    public const string Missing = "Banking_Missing";
    public const string BadAmount = "Banking_BadAmount";
    public const string BadDay = "Banking_BadDay";
    public const string BadWord = "Banking_BadWord";
    public const string MixedCurrency = "Banking_MixedCurrency";
    public const string AccountUnknown = "Banking_AccountUnknown";
    public const string BatchUnknown = "Banking_BatchUnknown";
    public const string TransferUnknown = "Banking_TransferUnknown";
    public const string StatusUnknown = "Banking_StatusUnknown";
    public const string StatementDiffers = "Banking_StatementDiffers";
    public const string TooManyLines = "Banking_TooManyLines";
    public const string DetailsDiffer = "Banking_DetailsDiffer";
    public const string TooDeep = "Banking_TooDeep";
    public const string TooManyElements = "Banking_TooManyElements";
    public const string CurrencyUnknown = "Banking_CurrencyUnknown";
}
