using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Settlement;

/// <summary>What has happened on the way to the money, newest first; nothing that has not.</summary>
public sealed partial class PayoutCard
{
    [Parameter, EditorRequired]
    public required StatementView View { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    private Moment? Kept =>
        View.Row switch
        {
            { Progress: PayoutProgress.Stopped } => new Moment(
                SettlementTexts.PayoutState_Stopped,
                SettlementTexts.PayoutStoppedNote,
                MomentKind.Bad
            ),
            { Progress: PayoutProgress.AccountChanged, PayoutHeldUntilUtc: { } until } => new Moment(
                SettlementTexts.PayoutHeld,
                Fmt.Text(SettlementTexts.PayoutHeldNote, Fmt.Instant(until, Zone)),
                MomentKind.Bad
            ),
            _ => null,
        };

    private IReadOnlyList<Moment> Moments =>
        [
            .. Kept is { } kept ? [kept] : Array.Empty<Moment>(),
            View.Row.Payout is { } state
                ? Now(state)
                : new Moment(
                    MoneyLabels.Progress(View.Row.Progress).Text,
                    TermsLabels.Why(View.Page),
                    View.Row.Progress == PayoutProgress.CarriedStopped ? MomentKind.Bad : MomentKind.Done
                ),
            new(SettlementTexts.Calculated, Fmt.Instant(View.Page.ClosedUtc, Zone)),
            new(SettlementTexts.PeriodClosed, Fmt.Text(SettlementTexts.PeriodClosedNote, Fmt.Date(View.Row.PeriodTo))),
        ];

    private Moment Now(PayoutState state)
    {
        var amount = Fmt.Money(View.PaidOut);
        return state switch
        {
            PayoutState.Proposed => new Moment(
                SettlementTexts.PayoutProposed,
                Fmt.Text(SettlementTexts.PayoutProposedNote, amount, Fmt.Date(View.Row.DueDay)),
                MomentKind.Now
            ),
            PayoutState.Approved => new Moment(SettlementTexts.PayoutApproved, amount, MomentKind.Now),
            PayoutState.InFile => new Moment(SettlementTexts.PayoutState_InFile, amount, MomentKind.Now),
            PayoutState.Sent => new Moment(SettlementTexts.PayoutSent, Fmt.Text(SettlementTexts.PayoutSentNote, amount), MomentKind.Now),
            PayoutState.Unknown => new Moment(
                SettlementTexts.PayoutUnknown,
                Fmt.Text(SettlementTexts.PayoutUnknownNote, amount),
                MomentKind.Bad
            ),
            PayoutState.Paid => new Moment(
                SettlementTexts.PayoutPaid,
                Fmt.Text(SettlementTexts.PayoutPaidNote, amount, View.Page.LegalName)
            ),
            PayoutState.Failed => new Moment(
                SettlementTexts.PayoutState_Failed,
                Fmt.Text(SettlementTexts.PayoutReturnedNote, amount),
                MomentKind.Bad
            ),
            PayoutState.Returned => new Moment(
                SettlementTexts.PayoutReturned,
                Fmt.Text(SettlementTexts.PayoutReturnedNote, amount),
                MomentKind.Bad
            ),
        };
    }
}
