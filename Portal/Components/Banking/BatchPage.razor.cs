using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>One batch: what it pays, who agreed, its bank file, and what became of each transfer.</summary>
public sealed partial class BatchPage
{
    private BatchDetail? detail;
    private BatchReview? review;
    private int shown = BatchPayees.Step;
    private bool mayExport;
    private bool maySend;
    private bool mayPropose;
    private bool sending;
    private string why = string.Empty;

    [Parameter]
    public required string Number { get; set; }

    [Inject]
    public required PayoutQueries Queries { get; init; }

    [Inject]
    public required BatchReviewService Reviews { get; init; }

    [Inject]
    public required PayoutBatchService Batches { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(BankingTexts.Payouts, Urls.FinancePayouts), new(BankingTexts.Batches, Urls.FinanceBatches)];

    protected override async Task OnParametersSetAsync()
    {
        await Read();
        // Another person agrees, and a job writes the file a moment later: the page sees both come.
        _ = Follow(() => detail is { Batch.State: BatchState.Proposed or BatchState.Approved }, Read);
    }

    private Task Read() =>
        Load(async me =>
        {
            var person = await People.Me(me, Gone);
            (mayExport, maySend, mayPropose) = (
                person.May(Permit.ExportPayoutFiles),
                person.May(Permit.SendPayouts),
                person.May(Permit.ProposePayouts)
            );
            detail = await Queries.Batch(me, Number, Gone);
            // Until the file is written the payees are what they are now; from then on its transfers say it.
            review = detail.Batch.State is BatchState.Proposed or BatchState.Approved ? await Reviews.Read(me, Number, shown, Gone) : null;
        });

    private Task More()
    {
        shown += BatchPayees.Step;
        return Read();
    }

    private async Task Sent()
    {
        if (await Act(me => Batches.MarkSent(me, Number, Gone)))
        {
            await Read();
        }
    }

    private async Task Cancel()
    {
        if (await Act(me => Batches.Cancel(me, Number, why, Gone)))
        {
            await Read();
        }
    }
}
