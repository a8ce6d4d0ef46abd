using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>What terms, holds, reserves and adjustments are called.</summary>
public static class TermsLabels
{
    public static string Cycle(CycleTerms terms) =>
        terms.Cycle switch
        {
            SettlementCycle.Daily => TermsTexts.Cycle_Daily,
            SettlementCycle.Weekly => Fmt.Text(TermsTexts.Cycle_Weekly, Weekday(terms.Anchor)),
            SettlementCycle.Monthly => Fmt.Text(TermsTexts.Cycle_Monthly, Fmt.Count(terms.Anchor)),
        };

    public static string Due(CycleTerms terms) =>
        terms.DueCount switch
        {
            DueCount.BusinessDays => Fmt.Text(TermsTexts.Due_BusinessDays, Fmt.Count(terms.DueAfter)),
            DueCount.CalendarDays => Fmt.Text(TermsTexts.Due_CalendarDays, Fmt.Count(terms.DueAfter)),
        };

    public static string Minimum(CycleTerms terms) =>
        terms.MinimumMinor == 0 ? TermsTexts.NoMinimum : Fmt.Money(Money.Cny(terms.MinimumMinor));

    public static string ReserveOf(CycleTerms terms) =>
        terms.ReservePartsPerMillion == 0
            ? TermsTexts.NoReserve
            : Fmt.Text(TermsTexts.ReserveTerms, Fmt.Rate(terms.ReservePartsPerMillion), Fmt.Count(terms.ReserveDays));

    public static string Weekday(int day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));

    public static (ChipKind Kind, string Icon, string Text) InForce(TermsInForce standing) =>
        standing switch
        {
            TermsInForce.Coming => (ChipKind.Info, PortalIcons.Clock, TermsTexts.Standing_Coming),
            TermsInForce.InForce => (ChipKind.Success, PortalIcons.Check, TermsTexts.Standing_InForce),
            TermsInForce.Former => (ChipKind.Neutral, PortalIcons.Minus, TermsTexts.Standing_Former),
        };

    /// <summary>What became of what is owed, in one sentence.</summary>
    public static string Why(StatementPage page)
    {
        var currency = Currency.Of(page.Statement.Currency);
        var owed = Fmt.Money(new Money(page.Statement.ClosingMinor, currency));
        return page.Outcome switch
        {
            PayoutOutcome.Paid => Fmt.Money(new Money(page.Statement.PayoutMinor, currency)),
            PayoutOutcome.NothingOwed => Fmt.Text(SettlementTexts.PayoutNothingNote, owed),
            PayoutOutcome.BelowMinimum => Fmt.Text(TermsTexts.Why_BelowMinimum, owed, Fmt.Money(new Money(page.MinimumMinor, currency))),
            PayoutOutcome.Held => Fmt.Text(TermsTexts.Why_Held, owed, page.HoldReason),
        };
    }

    /// <summary>Why the next payout comes when it does, or does not come.</summary>
    public static string Why(NextPayout next) =>
        next.Outcome switch
        {
            PayoutOutcome.Paid => Fmt.Text(
                TermsTexts.Next_Paid,
                Cycle(next.Terms),
                Fmt.Date(next.ClosesOn),
                Due(next.Terms),
                Fmt.Date(next.DueDay)
            ),
            PayoutOutcome.NothingOwed => TermsTexts.Next_NothingOwed,
            PayoutOutcome.BelowMinimum => Fmt.Text(TermsTexts.Next_BelowMinimum, Minimum(next.Terms)),
            PayoutOutcome.Held => Fmt.Text(TermsTexts.Next_Held, next.HoldReason),
        };

    public static string Outcome(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.Paid => TermsTexts.Outcome_Paid,
            PayoutOutcome.NothingOwed => TermsTexts.Outcome_NothingOwed,
            PayoutOutcome.BelowMinimum => TermsTexts.Outcome_BelowMinimum,
            PayoutOutcome.Held => TermsTexts.Outcome_Held,
        };

    public static string Reason(AdjustmentReason reason) =>
        reason switch
        {
            AdjustmentReason.GatewayCorrection => TermsTexts.Reason_GatewayCorrection,
            AdjustmentReason.Goodwill => TermsTexts.Reason_Goodwill,
            AdjustmentReason.FeeCorrection => TermsTexts.Reason_FeeCorrection,
            AdjustmentReason.Chargeback => TermsTexts.Reason_Chargeback,
            AdjustmentReason.Other => TermsTexts.Reason_Other,
        };

    public static string Account(AdjustmentAccount account) =>
        account switch
        {
            AdjustmentAccount.Adjustments => TermsTexts.Account_Adjustments,
            AdjustmentAccount.CompensationFund => TermsTexts.Account_CompensationFund,
            AdjustmentAccount.PaymentFees => TermsTexts.Account_PaymentFees,
        };

    public static (ChipKind Kind, string Icon, string Text) State(AdjustmentState state) =>
        state switch
        {
            AdjustmentState.Waiting => (ChipKind.Warning, PortalIcons.Clock, TermsTexts.Adjustment_Waiting),
            AdjustmentState.Posted => (ChipKind.Success, PortalIcons.Check, TermsTexts.Adjustment_Posted),
            AdjustmentState.Dropped => (ChipKind.Neutral, PortalIcons.Close, TermsTexts.Adjustment_Dropped),
        };

    public static string Cause(FailureCause cause) =>
        cause switch
        {
            FailureCause.BooksDisagree => TermsTexts.Cause_BooksDisagree,
            FailureCause.Calendar => TermsTexts.Cause_Calendar,
            FailureCause.TooLarge => TermsTexts.Cause_TooLarge,
            FailureCause.DatabaseBusy => TermsTexts.Cause_DatabaseBusy,
            FailureCause.Unexpected => TermsTexts.Cause_Unexpected,
        };

    /// <summary>A value of an approval's content; null when the field is not of these.</summary>
    public static string? Value(string field, string value, string currency) =>
        field switch
        {
            "cycle" when Pair(value) is var (word, number) => Cycle(
                CycleTerms.Default with
                {
                    Cycle = Enum.Parse<SettlementCycle>(word),
                    Anchor = (int)number,
                }
            ),
            "due" when Pair(value) is var (word, number) => Due(
                CycleTerms.Default with
                {
                    DueCount = Enum.Parse<DueCount>(word),
                    DueAfter = (int)number,
                }
            ),
            "reserve" when Pair(value) is var (rate, days) => ReserveOf(
                CycleTerms.Default with
                {
                    ReservePartsPerMillion = Number(rate),
                    ReserveDays = (int)days,
                }
            ),
            "fromDay" => Fmt.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "amount" => Fmt.MoneySigned(new Money(Number(value), Currency.Of(currency))),
            "adjustmentReason" => Reason(Enum.Parse<AdjustmentReason>(value)),
            "account" => Account(Enum.Parse<AdjustmentAccount>(value)),
            _ => null,
        };

    private static (string Word, long Number) Pair(string value)
    {
        var at = value.IndexOf(':', StringComparison.Ordinal);
        return (value[..at], Number(value[(at + 1)..]));
    }

    private static long Number(string digits) => MoneyText.Kept(digits);
}
