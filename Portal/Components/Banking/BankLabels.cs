using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Banking;

/// <summary>What states and kinds of payouts and bank files are called.</summary>
public static class BankLabels
{
    public static string Money(long minor, string currency) => Fmt.Money(new Money(minor, Currency.Of(currency)));

    public static string Signed(long minor, string currency) => Fmt.MoneySigned(new Money(minor, Currency.Of(currency)));

    /// <summary>Who agreed to a batch; where the site's policy did, in its words.</summary>
    public static string Agreed(string by) => by == PayoutBatchService.Policy ? BankingTexts.AgreedByPolicy : by;

    /// <summary>How many payees of a batch ask for a second look, and why; or that none does.</summary>
    public static string Notable(BatchReview review)
    {
        (int Count, string Text)[] kinds =
        [
            (review.Held, BankingTexts.NotableHeld),
            (review.First, BankingTexts.NotableFirst),
            (review.Changed, BankingTexts.NotableChanged),
            (review.Differing, BankingTexts.NotableDiffering),
            (review.Large, BankingTexts.NotableLarge),
        ];
        var said = kinds.Where(kind => kind.Count > 0).Select(kind => Fmt.Text(kind.Text, Fmt.Count(kind.Count))).ToList();
        return said.Count == 0
            ? BankingTexts.NotableNone
            : Fmt.Text(BankingTexts.NotableSome, string.Join(SharedTexts.ListSeparator, said));
    }

    /// <summary>What is unusual about a payee, each with its word.</summary>
    public static IEnumerable<(ChipKind Kind, string Icon, string Text)> Marks(BatchPayee row, TimeZoneInfo zone)
    {
        if (row.Hurdle is { } hurdle)
        {
            yield return (ChipKind.Error, PortalIcons.Lock, Hurdle(hurdle));
        }

        if (row.IsFirst)
        {
            yield return (ChipKind.Warning, PortalIcons.Flag, BankingTexts.MarkFirst);
        }

        if (row.ChangedUtc is { } changed)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(changed, zone));
            yield return (ChipKind.Warning, PortalIcons.Swap, Fmt.Text(BankingTexts.MarkChanged, Fmt.Day(day)));
        }

        if (row.HolderDiffers)
        {
            yield return (ChipKind.Warning, PortalIcons.Warning, BankingTexts.MarkHolderDiffers);
        }

        if (row.IsLarge)
        {
            var before = Money(row.LargestBeforeMinor!.Value, row.Currency);
            yield return (ChipKind.Warning, PortalIcons.Up, Fmt.Text(BankingTexts.MarkLarge, before));
        }
    }

    public static string Hurdle(PayoutHurdle hurdle) =>
        hurdle switch
        {
            PayoutHurdle.NoAccount => BankingTexts.Hurdle_NoAccount,
            PayoutHurdle.HolderDiffers => BankingTexts.Hurdle_HolderDiffers,
            PayoutHurdle.Stopped => BankingTexts.Hurdle_Stopped,
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
            BatchState.Settled => (ChipKind.Success, PortalIcons.Check, BankingTexts.BatchState_Settled),
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
            BankStatementState.Replaced => (ChipKind.Neutral, PortalIcons.Swap, BankingTexts.StatementState_Replaced),
        };

    public static (ChipKind Kind, string Icon, string Text) State(ReconState state) =>
        state switch
        {
            ReconState.Matched => (ChipKind.Success, PortalIcons.Check, BankingTexts.Recon_Matched),
            ReconState.MissingHere => (ChipKind.Warning, PortalIcons.Flag, BankingTexts.Recon_MissingHere),
            ReconState.MissingThere => (ChipKind.Info, PortalIcons.Clock, BankingTexts.Recon_MissingThere),
            ReconState.AmountDiffers => (ChipKind.Error, PortalIcons.Swap, BankingTexts.Recon_AmountDiffers),
            ReconState.Duplicate => (ChipKind.Error, PortalIcons.File, BankingTexts.Recon_Duplicate),
        };

    public static string Answer(ReconAnswer answer) =>
        answer switch
        {
            ReconAnswer.Explained => BankingTexts.Answer_Explained,
            ReconAnswer.IsWithdrawal => BankingTexts.Answer_IsWithdrawal,
            ReconAnswer.IsBankFee => BankingTexts.Answer_IsBankFee,
            ReconAnswer.Matched => BankingTexts.Answer_Matched,
        };

    public static string Ref(ReconRef kind) =>
        kind switch
        {
            ReconRef.Payment => BankingTexts.Ref_Payment,
            ReconRef.Refund => BankingTexts.Ref_Refund,
            ReconRef.Movement => BankingTexts.Ref_Movement,
            ReconRef.Transfer => BankingTexts.Ref_Transfer,
            ReconRef.BankLine => BankingTexts.Ref_BankLine,
        };

    /// <summary>The lines of one side as an approval keeps them, one each: <c>reference=minor=state</c>.</summary>
    public static string Lines(string listed, string currency) =>
        string.Join(" · ", listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Line(line, currency)));

    /// <summary>A line of a match: reference, amount and where it stood. What was agreed to before the state was kept has none.</summary>
    private static string Line(string line, string currency)
    {
        var parts = line.Split('=');
        ReconState? state = Enum.GetNames<ReconState>().Contains(parts[^1]) ? Enum.Parse<ReconState>(parts[^1]) : null;
        var at = state is null ? parts.Length - 1 : parts.Length - 2;
        return at > 0 && MoneyText.TryKept(parts[at], out var minor)
            ? $"{string.Join('=', parts[..at])} {Signed(minor, currency)}{(state is { } stood ? $" ({State(stood).Text})" : null)}"
            : line;
    }

    public static string Reason(ReconReason reason) =>
        reason switch
        {
            ReconReason.Timing => BankingTexts.Reason_Timing,
            ReconReason.Fee => BankingTexts.Reason_Fee,
            ReconReason.WrongReference => BankingTexts.Reason_WrongReference,
            ReconReason.AskedBank => BankingTexts.Reason_AskedBank,
            ReconReason.AskedGateway => BankingTexts.Reason_AskedGateway,
            ReconReason.Other => BankingTexts.Reason_Other,
        };

    public static string Pair(ReconPair pair) =>
        pair switch
        {
            ReconPair.Gateway => BankingTexts.Pair_Gateway,
            ReconPair.Bank => BankingTexts.Pair_Bank,
        };

    public static string Age(string bucket) =>
        BankingTexts.ResourceManager.GetString($"Age_{bucket}", System.Globalization.CultureInfo.CurrentUICulture) ?? bucket;

    public static (ChipKind Kind, string Icon, string Text) Line(BankLineKind kind) =>
        kind switch
        {
            BankLineKind.New => (ChipKind.Info, PortalIcons.Hourglass, BankingTexts.Line_New),
            BankLineKind.PayoutOut => (ChipKind.Success, PortalIcons.Check, BankingTexts.Line_PayoutOut),
            BankLineKind.PayoutBack => (ChipKind.Error, PortalIcons.Undo, BankingTexts.Line_PayoutBack),
            BankLineKind.Withdrawal => (ChipKind.Success, PortalIcons.Check, BankingTexts.Line_Withdrawal),
            BankLineKind.BankFee => (ChipKind.Neutral, PortalIcons.Tag, BankingTexts.Line_BankFee),
            BankLineKind.Unknown => (ChipKind.Warning, PortalIcons.Flag, BankingTexts.Line_Unknown),
            BankLineKind.Cancelled => (ChipKind.Neutral, PortalIcons.Undo, BankingTexts.Line_Cancelled),
            BankLineKind.Aside => (ChipKind.Neutral, PortalIcons.Pause, BankingTexts.Line_Aside),
        };

    /// <summary>Why a statement waits, and what to do.</summary>
    /// <summary>Why a statement waits, where its figures stand beside it.</summary>
    public static string Held(BankHeldReason reason) =>
        reason switch
        {
            BankHeldReason.Differs => BankingTexts.HeldWhy_Differs,
            BankHeldReason.NoOpening => BankingTexts.HeldWhy_NoOpening,
            BankHeldReason.MayRepeat => BankingTexts.Held_MayRepeat,
            BankHeldReason.FutureDay => BankingTexts.HeldWhy_FutureDay,
        };

    public static string Held(BankStatementRow row) =>
        row.Held switch
        {
            BankHeldReason.NoOpening => Fmt.Text(BankingTexts.Held_NoOpening, Signed(row.OpeningMinor, row.Currency)),
            BankHeldReason.MayRepeat => BankingTexts.Held_MayRepeat,
            BankHeldReason.FutureDay => Fmt.Text(BankingTexts.Held_FutureDay, Fmt.Date(row.ToDay)),
            BankHeldReason.Differs or null => Fmt.Text(BankingTexts.HeldText, Signed(row.DifferenceMinor, row.Currency)),
        };
}
