using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>One payout: how far the money is, the transfers that carry it, the attempts before and after.</summary>
public sealed partial class PayoutPage
{
    private PayoutDetail? detail;
    private bool maySend;
    private string why = string.Empty;

    [Parameter]
    public required string Number { get; set; }

    [Inject]
    public required PayoutQueries Queries { get; init; }

    [Inject]
    public required PayoutBatchService Batches { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(BankingTexts.Payouts, Urls.FinancePayouts)];

    private IReadOnlyList<Moment> Moments => detail is null ? [] : [.. Past(detail).Reverse()];

    protected override Task OnParametersSetAsync() => Read();

    private IEnumerable<Moment> Past(PayoutDetail payout)
    {
        yield return new Moment(BankingTexts.Proposed, Fmt.Instant(payout.ProposedUtc, Zone.Zone));
        if (payout.ApprovedUtc is { } approved)
        {
            yield return new Moment(BankingTexts.Approved, Fmt.Instant(approved, Zone.Zone));
        }

        if (payout.InFileUtc is { } written)
        {
            yield return new Moment(BankingTexts.InFile, Fmt.Instant(written, Zone.Zone));
        }

        if (payout.SentUtc is { } sent)
        {
            yield return new Moment(BankingTexts.SentToBank, Fmt.Instant(sent, Zone.Zone));
        }

        if (payout.Payout.State == PayoutState.Unknown)
        {
            yield return new Moment(BankingTexts.Unknown, null, MomentKind.Bad);
        }

        if (payout.EndedUtc is { } ended)
        {
            yield return End(payout, Fmt.Instant(ended, Zone.Zone));
        }
    }

    private static Moment End(PayoutDetail payout, string when) =>
        payout.Payout.State == PayoutState.Paid
            ? new Moment(BankingTexts.EndPaid, when)
            : new Moment(
                payout.Payout.State == PayoutState.Failed ? BankingTexts.EndFailed : BankingTexts.EndReturned,
                Fmt.Text(BankingTexts.ReturnedNote, when, payout.Payout.Reason ?? Fmt.None),
                MomentKind.Bad
            );

    private Task Read() =>
        Load(async me =>
        {
            detail = await Queries.Detail(me, Number, Gone);
            maySend = (await People.Me(me, Gone)).May(Permit.SendPayouts);
        });

    private async Task Answer(TransferRow transfer, BankAnswer answer)
    {
        if (await Act(me => Batches.Answer(me, transfer.EndToEndId, answer, why, Gone)))
        {
            why = string.Empty;
            await Read();
        }
    }
}
