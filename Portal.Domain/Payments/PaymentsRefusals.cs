namespace Portal.Domain.Payments;

/// <summary>Sentences of this module. The Bill* codes describe one place of a bill (line, column) or the file as a whole.</summary>
public static class PaymentsRefusals
{
    public const string BillEmpty = "Payments_BillEmpty";
    public const string BillTooLarge = "Payments_BillTooLarge";
    public const string BillEncoding = "Payments_BillEncoding";
    public const string BillArchive = "Payments_BillArchive";
    public const string BillHtml = "Payments_BillHtml";
    public const string BillProviderError = "Payments_BillProviderError";
    public const string BillPersonal = "Payments_BillPersonal";
    public const string BillFundFlow = "Payments_BillFundFlow";
    public const string BillAlipay = "Payments_BillAlipay";
    public const string BillHeaderMissing = "Payments_BillHeaderMissing";
    public const string BillColumnMissing = "Payments_BillColumnMissing";
    public const string BillColumnTwice = "Payments_BillColumnTwice";
    public const string BillLineTooLong = "Payments_BillLineTooLong";
    public const string BillNoBacktick = "Payments_BillNoBacktick";
    public const string BillCellCount = "Payments_BillCellCount";
    public const string BillValueMissing = "Payments_BillValueMissing";
    public const string BillAmount = "Payments_BillAmount";
    public const string BillAmountFraction = "Payments_BillAmountFraction";
    public const string BillAmountTooLarge = "Payments_BillAmountTooLarge";
    public const string BillAmountNegative = "Payments_BillAmountNegative";
    public const string BillFeeSign = "Payments_BillFeeSign";
    public const string BillTime = "Payments_BillTime";
    public const string BillTimeDamaged = "Payments_BillTimeDamaged";
    public const string BillIdDamaged = "Payments_BillIdDamaged";
    public const string BillId = "Payments_BillId";
    public const string BillCurrency = "Payments_BillCurrency";
    public const string BillStateUnknown = "Payments_BillStateUnknown";
    public const string BillRefundStateUnknown = "Payments_BillRefundStateUnknown";
    public const string BillRefundInPayments = "Payments_BillRefundInPayments";
    public const string BillPaymentInRefunds = "Payments_BillPaymentInRefunds";
    public const string BillRefundZero = "Payments_BillRefundZero";
    public const string BillTextDamaged = "Payments_BillTextDamaged";
    public const string BillTextTooLong = "Payments_BillTextTooLong";
    public const string BillRowTwice = "Payments_BillRowTwice";
    public const string BillSummaryMissing = "Payments_BillSummaryMissing";
    public const string BillAfterSummary = "Payments_BillAfterSummary";
    public const string BillTotalTooLarge = "Payments_BillTotalTooLarge";
    public const string BillNotHeld = "Payments_BillNotHeld";
    public const string BillRejectedBefore = "Payments_BillRejectedBefore";
    public const string ProviderUnknown = "Payments_ProviderUnknown";
    public const string FormatUnknown = "Payments_FormatUnknown";
    public const string GatewayAccountTaken = "Payments_GatewayAccountTaken";
    public const string BillFileGone = "Payments_BillFileGone";
    public const string SiteNotEmpty = "Payments_SiteNotEmpty";
    public const string ScaleRange = "Payments_ScaleRange";
}
