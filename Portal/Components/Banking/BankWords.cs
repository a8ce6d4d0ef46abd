using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Banking;

/// <summary>What states and kinds of payouts and bank files are called.</summary>
public static class BankWords
{
    public static string Money(long minor, string currency) => Fmt.Money(new Money(minor, Currency.Of(currency)));

    public static string Signed(long minor, string currency) => Fmt.MoneySigned(new Money(minor, Currency.Of(currency)));

    public static string Hurdle(PayoutHurdle hurdle) =>
        hurdle switch
        {
            PayoutHurdle.NoAccount => BankingTexts.Hurdle_NoAccount,
            PayoutHurdle.HolderDiffers => BankingTexts.Hurdle_HolderDiffers,
            PayoutHurdle.OnHold => BankingTexts.Hurdle_OnHold,
            PayoutHurdle.Taken => BankingTexts.Hurdle_Taken,
            PayoutHurdle.OtherCurrency => BankingTexts.Hurdle_OtherCurrency,
        };

    public static (ChipKind Kind, string Icon, string Text) State(BatchState state) =>
        state switch
        {
            BatchState.Proposed => (ChipKind.Warning, PortalIcons.Clock, BankingTexts.BatchState_Proposed),
            BatchState.Approved => (ChipKind.Info, PortalIcons.Hourglass, BankingTexts.BatchState_Approved),
            BatchState.Written => (ChipKind.Info, PortalIcons.File, BankingTexts.BatchState_Written),
            BatchState.Sent => (ChipKind.Primary, PortalIcons.Bank, BankingTexts.BatchState_Sent),
            BatchState.Dropped => (ChipKind.Neutral, PortalIcons.Ban, BankingTexts.BatchState_Dropped),
        };

    public static (ChipKind Kind, string Icon, string Text) State(TransferState state) =>
        state switch
        {
            TransferState.InFile => (ChipKind.Info, PortalIcons.File, BankingTexts.TransferState_InFile),
            TransferState.Sent => (ChipKind.Primary, PortalIcons.Bank, BankingTexts.TransferState_Sent),
            TransferState.Unknown => (ChipKind.Warning, PortalIcons.Hourglass, BankingTexts.TransferState_Unknown),
            TransferState.Paid => (ChipKind.Success, PortalIcons.Check, BankingTexts.TransferState_Paid),
            TransferState.Failed => (ChipKind.Error, PortalIcons.Ban, BankingTexts.TransferState_Failed),
            TransferState.Returned => (ChipKind.Error, PortalIcons.Undo, BankingTexts.TransferState_Returned),
        };

    public static (ChipKind Kind, string Icon, string Text) State(BankStatementState state) =>
        state switch
        {
            BankStatementState.Held => (ChipKind.Warning, PortalIcons.Pause, BankingTexts.StatementState_Held),
            BankStatementState.Posting => (ChipKind.Info, PortalIcons.Hourglass, BankingTexts.StatementState_Posting),
            BankStatementState.Posted => (ChipKind.Success, PortalIcons.Check, BankingTexts.StatementState_Posted),
            BankStatementState.Rejected => (ChipKind.Neutral, PortalIcons.Ban, BankingTexts.StatementState_Rejected),
        };

    public static (ChipKind Kind, string Icon, string Text) Line(BankLineKind kind) =>
        kind switch
        {
            BankLineKind.New => (ChipKind.Info, PortalIcons.Hourglass, BankingTexts.Line_New),
            BankLineKind.PayoutOut => (ChipKind.Success, PortalIcons.Check, BankingTexts.Line_PayoutOut),
            BankLineKind.PayoutBack => (ChipKind.Error, PortalIcons.Undo, BankingTexts.Line_PayoutBack),
            BankLineKind.Withdrawal => (ChipKind.Success, PortalIcons.Check, BankingTexts.Line_Withdrawal),
            BankLineKind.BankFee => (ChipKind.Neutral, PortalIcons.Tag, BankingTexts.Line_BankFee),
            BankLineKind.Unknown => (ChipKind.Warning, PortalIcons.Flag, BankingTexts.Line_Unknown),
        };
}
