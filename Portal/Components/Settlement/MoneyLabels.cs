using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>What states and kinds of settlement are called: one map each for the whole product.</summary>
public static class MoneyLabels
{
    public static string Line(LineKind kind) =>
        kind switch
        {
            LineKind.Payment => SettlementTexts.Line_Payment,
            LineKind.Refund => SettlementTexts.Line_Refund,
            LineKind.Fee => SettlementTexts.Line_Fee,
            LineKind.FeeReturn => SettlementTexts.Line_FeeReturn,
            LineKind.CertificationFee => SettlementTexts.Line_CertificationFee,
            LineKind.Adjustment => SettlementTexts.Line_Adjustment,
            LineKind.ReserveHold => TermsTexts.Line_ReserveHold,
            LineKind.ReserveRelease => TermsTexts.Line_ReserveRelease,
            LineKind.FeeWaiver => FeePlanTexts.Line_FeeWaiver,
            LineKind.RefundFee => FeePlanTexts.Line_RefundFee,
            LineKind.PayoutFee => FeePlanTexts.Line_PayoutFee,
            LineKind.MonthlyFee => FeePlanTexts.Line_MonthlyFee,
        };

    public static string Items(LineKind kind, int items) =>
        kind switch
        {
            LineKind.Payment => Fmt.Text(SettlementTexts.Items_Payment, Fmt.Count(items)),
            LineKind.Refund => Fmt.Text(SettlementTexts.Items_Refund, Fmt.Count(items)),
            LineKind.Fee => Fmt.Text(SettlementTexts.Items_Fee, Fmt.Count(items)),
            LineKind.FeeReturn => Fmt.Text(SettlementTexts.Items_FeeReturn, Fmt.Count(items)),
            LineKind.CertificationFee => Fmt.Text(SettlementTexts.Items_CertificationFee, Fmt.Count(items)),
            LineKind.Adjustment => Fmt.Text(SettlementTexts.Items_Adjustment, Fmt.Count(items)),
            LineKind.ReserveHold => Fmt.Text(TermsTexts.Items_ReserveHold, Fmt.Count(items)),
            LineKind.ReserveRelease => Fmt.Text(TermsTexts.Items_ReserveRelease, Fmt.Count(items)),
            LineKind.FeeWaiver => Fmt.Text(FeePlanTexts.Items_FeeWaiver, Fmt.Count(items)),
            LineKind.RefundFee => Fmt.Text(FeePlanTexts.Items_RefundFee, Fmt.Count(items)),
            LineKind.PayoutFee => Fmt.Text(FeePlanTexts.Items_PayoutFee, Fmt.Count(items)),
            LineKind.MonthlyFee => Fmt.Text(FeePlanTexts.Items_MonthlyFee, Fmt.Count(items)),
        };

    /// <summary>The colour a kind of money has in the waterfall and at its line.</summary>
    public static string Mark(LineKind kind) =>
        kind switch
        {
            LineKind.Payment => "p-fill-total",
            LineKind.Refund => "p-fill-fall",
            LineKind.Fee or LineKind.FeeReturn or LineKind.RefundFee or LineKind.PayoutFee or LineKind.MonthlyFee => "p-fill-cost",
            LineKind.CertificationFee or LineKind.Adjustment or LineKind.FeeWaiver => "p-fill-rise",
            LineKind.ReserveHold or LineKind.ReserveRelease => "p-fill-fall",
        };

    public static (ChipKind Kind, string Icon, string Text) Progress(PayoutProgress standing) =>
        standing switch
        {
            PayoutProgress.NothingOwed => (ChipKind.Neutral, PortalIcons.Minus, SettlementTexts.PayoutState_None),
            PayoutProgress.BelowMinimum => (ChipKind.Neutral, PortalIcons.Minus, SettlementTexts.PayoutState_BelowMinimum),
            PayoutProgress.CarriedStopped => (ChipKind.Warning, PortalIcons.Pause, SettlementTexts.PayoutState_CarriedStopped),
            PayoutProgress.Proposed => Payout(PayoutState.Proposed),
            PayoutProgress.AccountChanged => (ChipKind.Warning, PortalIcons.Pause, SettlementTexts.PayoutState_Held),
            PayoutProgress.Stopped => (ChipKind.Warning, PortalIcons.Ban, SettlementTexts.PayoutState_Stopped),
            PayoutProgress.Approved => Payout(PayoutState.Approved),
            PayoutProgress.InFile => Payout(PayoutState.InFile),
            PayoutProgress.Sent => Payout(PayoutState.Sent),
            PayoutProgress.Unknown => Payout(PayoutState.Unknown),
            PayoutProgress.Paid => Payout(PayoutState.Paid),
            PayoutProgress.Failed => Payout(PayoutState.Failed),
            PayoutProgress.Returned => Payout(PayoutState.Returned),
        };

    /// <summary>With a sign where it moves the amount.</summary>
    public static string Signed(LineKind kind, Money amount) => kind == LineKind.Payment ? Fmt.Money(amount) : Fmt.MoneySigned(amount);

    public static (ChipKind Kind, string Icon, string Text) Payout(PayoutState state) =>
        state switch
        {
            PayoutState.Proposed => (ChipKind.Info, PortalIcons.Clock, SettlementTexts.PayoutState_Proposed),
            PayoutState.Approved => (ChipKind.Info, PortalIcons.Check, SettlementTexts.PayoutState_Approved),
            PayoutState.InFile => (ChipKind.Info, PortalIcons.File, SettlementTexts.PayoutState_InFile),
            PayoutState.Sent => (ChipKind.Primary, PortalIcons.Bank, SettlementTexts.PayoutState_Sent),
            PayoutState.Unknown => (ChipKind.Warning, PortalIcons.Hourglass, SettlementTexts.PayoutState_Unknown),
            PayoutState.Paid => (ChipKind.Success, PortalIcons.Check, SettlementTexts.PayoutState_Paid),
            PayoutState.Failed => (ChipKind.Error, PortalIcons.Ban, SettlementTexts.PayoutState_Failed),
            PayoutState.Returned => (ChipKind.Error, PortalIcons.Undo, SettlementTexts.PayoutState_Returned),
        };
}
