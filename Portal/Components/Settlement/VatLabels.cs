using Portal.Components.Shared;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>What lines and rates of VAT are called.</summary>
public static class VatLabels
{
    public static string Kind(VatKind kind) =>
        kind switch
        {
            VatKind.PaymentFee => VatTexts.Kind_PaymentFee,
            VatKind.RefundFee => FeePlanTexts.Line_RefundFee,
            VatKind.PayoutFee => FeePlanTexts.Line_PayoutFee,
            VatKind.MonthlyFee => FeePlanTexts.Line_MonthlyFee,
            VatKind.CertificationFee => SettlementTexts.Line_CertificationFee,
            VatKind.FeeWaiver => FeePlanTexts.Line_FeeWaiver,
            VatKind.FeeCorrection => VatTexts.Kind_FeeCorrection,
        };

    public static (ChipKind Kind, string Icon, string Text) InForce(VatRateInForce standing) =>
        standing switch
        {
            VatRateInForce.Coming => (ChipKind.Info, PortalIcons.Clock, VatTexts.Standing_Coming),
            VatRateInForce.InForce => (ChipKind.Success, PortalIcons.Check, VatTexts.Standing_InForce),
            VatRateInForce.Former => (ChipKind.Neutral, PortalIcons.Hourglass, VatTexts.Standing_Former),
            VatRateInForce.Replaced => (ChipKind.Neutral, PortalIcons.Swap, VatTexts.Standing_Replaced),
        };
}
