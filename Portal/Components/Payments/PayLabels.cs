using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Payments;

/// <summary>What channels, states and exceptions of payments are called.</summary>
public static class PayLabels
{
    public static string Channel(Channel channel) =>
        channel switch
        {
            Domain.Kernel.Channel.Wallet => PaymentsTexts.Channel_Wallet,
            Domain.Kernel.Channel.MobileApp => PaymentsTexts.Channel_MobileApp,
            Domain.Kernel.Channel.MobileWeb => PaymentsTexts.Channel_MobileWeb,
            Domain.Kernel.Channel.PcWeb => PaymentsTexts.Channel_PcWeb,
            Domain.Kernel.Channel.QrCode => PaymentsTexts.Channel_QrCode,
            Domain.Kernel.Channel.InStore => PaymentsTexts.Channel_InStore,
            Domain.Kernel.Channel.Api => PaymentsTexts.Channel_Api,
            Domain.Kernel.Channel.Other => PaymentsTexts.Channel_Other,
        };

    public static (ChipKind Kind, string Icon, string Text) State(PaymentState state) =>
        state switch
        {
            PaymentState.Suspense => (ChipKind.Warning, PortalIcons.Pause, PaymentsTexts.State_Suspense),
            PaymentState.Paid => (ChipKind.Success, PortalIcons.Check, PaymentsTexts.State_Paid),
            PaymentState.PartlyRefunded => (ChipKind.Info, PortalIcons.Undo, PaymentsTexts.State_PartlyRefunded),
            PaymentState.Refunded => (ChipKind.Neutral, PortalIcons.Undo, PaymentsTexts.State_Refunded),
        };

    public static (ChipKind Kind, string Icon, string Text) State(BillState state) =>
        state switch
        {
            BillState.Held => (ChipKind.Warning, PortalIcons.Pause, PaymentsTexts.BillState_Held),
            BillState.Posting => (ChipKind.Info, PortalIcons.Hourglass, PaymentsTexts.BillState_Posting),
            BillState.Posted => (ChipKind.Success, PortalIcons.Check, PaymentsTexts.BillState_Posted),
            BillState.Rejected => (ChipKind.Neutral, PortalIcons.Ban, PaymentsTexts.BillState_Rejected),
        };

    public static (ChipKind Kind, string Text) State(RefundState state) =>
        state switch
        {
            RefundState.Succeeded => (ChipKind.Success, PaymentsTexts.RefundState_Succeeded),
            RefundState.Processing => (ChipKind.Info, PaymentsTexts.RefundState_Processing),
            RefundState.Changed => (ChipKind.Info, PaymentsTexts.RefundState_Changed),
            RefundState.Failed => (ChipKind.Error, PaymentsTexts.RefundState_Failed),
        };

    public static string Kind(BillKind kind) =>
        kind switch
        {
            BillKind.All => PaymentsTexts.BillKind_All,
            BillKind.Success => PaymentsTexts.BillKind_Success,
            BillKind.Refund => PaymentsTexts.BillKind_Refund,
        };

    public static string Format(string format) =>
        format switch
        {
            BillFormats.WechatTrade => PaymentsTexts.Format_WechatTrade,
            BillFormats.WechatFund => PaymentsTexts.Format_WechatFund,
            BillFormats.AlipayTrade => PaymentsTexts.Format_AlipayTrade,
            BillFormats.AlipayDetail => PaymentsTexts.Format_AlipayDetail,
            BillFormats.StripePayout => PaymentsTexts.Format_StripePayout,
            BillFormats.Mapped => PaymentsTexts.Format_Mapped,
            _ => format,
        };

    public static string Gateway(string provider) =>
        provider switch
        {
            Gateways.Wechat => PaymentsTexts.ProviderWechat,
            Gateways.Alipay => PaymentsTexts.ProviderAlipay,
            Gateways.Stripe => PaymentsTexts.ProviderStripe,
            Gateways.UnionPay => PaymentsTexts.ProviderUnionPay,
            Gateways.Other => PaymentsTexts.ProviderOther,
            _ => provider,
        };

    public static string Movement(MovementKind kind) =>
        kind switch
        {
            MovementKind.Payment => PaymentsTexts.Movement_Payment,
            MovementKind.Refund => PaymentsTexts.Movement_Refund,
            MovementKind.Fee => PaymentsTexts.Movement_Fee,
            MovementKind.FeeReturn => PaymentsTexts.Movement_FeeReturn,
            MovementKind.Withdrawal => PaymentsTexts.Movement_Withdrawal,
            MovementKind.TopUp => PaymentsTexts.Movement_TopUp,
            MovementKind.Transfer => PaymentsTexts.Movement_Transfer,
            MovementKind.Other => PaymentsTexts.Movement_Other,
        };

    public static string Change(BillChangeKind kind) =>
        kind switch
        {
            BillChangeKind.Added => PaymentsTexts.Change_Added,
            BillChangeKind.Gone => PaymentsTexts.Change_Gone,
            BillChangeKind.Changed => PaymentsTexts.Change_Changed,
        };

    /// <summary>A figure of a bill's summary: those that count rows are numbers, all others money in minor units.</summary>
    public static string Figure(string figure, long value, string currency) =>
        figure.EndsWith('数') || figure.EndsWith('笔') ? Fmt.Count(value) : Fmt.Money(new Money(value, Currency.Of(currency)));

    public static string Held(HeldReason reason) =>
        reason switch
        {
            HeldReason.SummaryDiffers => PaymentsTexts.Held_SummaryDiffers,
            HeldReason.Revision => PaymentsTexts.Held_Revision,
            HeldReason.FutureDay => PaymentsTexts.Held_FutureDay,
        };

    /// <summary>What kind of row an exception is about.</summary>
    public static string Row(ExceptionRow row) =>
        row.Kind == ExceptionKind.UnknownMovement ? PaymentsTexts.Movement
        : row.IsRefund ? PaymentsTexts.Movement_Refund
        : PaymentsTexts.Movement_Payment;

    /// <summary>What an exception is, and what to do about it.</summary>
    public static (string Name, string Help) Exception(ExceptionKind kind) =>
        kind switch
        {
            ExceptionKind.UnknownMerchant => (PaymentsTexts.Exception_UnknownMerchant, PaymentsTexts.Help_UnknownMerchant),
            ExceptionKind.UnknownPayment => (PaymentsTexts.Exception_UnknownPayment, PaymentsTexts.Help_UnknownPayment),
            ExceptionKind.RefundAbovePayment => (PaymentsTexts.Exception_RefundAbovePayment, PaymentsTexts.Help_RefundAbovePayment),
            ExceptionKind.RefundFailed => (PaymentsTexts.Exception_RefundFailed, PaymentsTexts.Help_RefundFailed),
            ExceptionKind.RowDiffers => (PaymentsTexts.Exception_RowDiffers, PaymentsTexts.Help_RowDiffers),
            ExceptionKind.RowGone => (PaymentsTexts.Exception_RowGone, PaymentsTexts.Help_RowGone),
            ExceptionKind.UnknownMovement => (PaymentsTexts.Exception_UnknownMovement, PaymentsTexts.Help_UnknownMovement),
        };
}
