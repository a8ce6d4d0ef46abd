using Microsoft.AspNetCore.Components;
using Portal.Components.Banking;
using Portal.Components.Shared;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Approvals;

/// <summary>One approval: what would change, who wants it and why, and the decision or the reason why it is not this reader's.</summary>
public sealed partial class ApprovalDetail
{
    private ApprovalPage? view;
    private BatchReview? batch;
    private int shown = BatchPayees.Step;
    private string? done;
    private bool staff;

    [Parameter]
    public required string Number { get; set; }

    [Inject]
    public required ApprovalListService Approvals { get; init; }

    [Inject]
    public required ApprovalService Decisions { get; init; }

    [Inject]
    public required Domain.Identity.PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required BatchReviewService Batches { get; init; }

    [Inject]
    public required NoticeWakeups Wakeups { get; init; }

    private bool IsBatch => view?.Row.Kind == PayoutBatchService.ApprovalKind;

    private bool Open => view?.Row.State == ApprovalState.Proposed;

    private bool HolderDiffers => Open && view!.Lines.Any(line => line is { Field: "holderDiffers", After: "yes" });

    private string Title =>
        view is null
            ? ApprovalsTexts.Approvals
            : $"{ApprovalLabels.Kind(view.Row.Kind)} · {ApprovalLabels.Title(view.Row.Kind, view.Row.Title)}";

    private IReadOnlyList<Crumb> Above =>
        staff ? [new Crumb(ApprovalsTexts.Approvals, Urls.Approvals)]
        : view?.Row.Merchant is { } slug ? [new Crumb(ApprovalsTexts.Approvals, Urls.MerchantApprovals(slug))]
        : [];

    private string? Lead =>
        view is null ? null
        : Open ? $"{view.Row.Number} · {Fmt.Text(ApprovalsTexts.WaitsUntil, Fmt.Instant(view.Row.ExpiresUtc, Zone.Zone), Deciders)}"
        : $"{view.Row.Number} · {Outcome(view.Row)}";

    private string Deciders => ApprovalLabels.Deciders(view!.Row.Kind).ToLower(System.Globalization.CultureInfo.CurrentUICulture);

    protected override Task OnParametersSetAsync() => Read();

    private string Outcome(ApprovalRow row) =>
        row.State == ApprovalState.Expired
            ? Fmt.Text(ApprovalsTexts.EndedNote, ApprovalLabels.State(row.State).Text, Fmt.Instant(row.DecidedUtc, Zone.Zone))
            : Fmt.Text(
                ApprovalsTexts.DecidedNote,
                ApprovalLabels.State(row.State).Text,
                row.DecidedBy,
                Fmt.Instant(row.DecidedUtc, Zone.Zone)
            );

    private Task Read() =>
        Load(async me =>
        {
            view = await Approvals.Read(me, Number, Gone);
            var reader = await People.Me(me, Gone);
            staff = reader.May(Domain.Identity.Permit.ViewApprovals);
            batch = IsBatch && reader.May(Domain.Identity.Permit.ViewPayouts) ? await Batches.Read(me, view.Row.Title, shown, Gone) : null;
        });

    private Task More()
    {
        shown += BatchPayees.Step;
        return Read();
    }

    // What was looked at is what is decided, also where the act runs a second time after a confirmation.
    private Task Approve(string? remark)
    {
        var (number, hash) = (Number, view!.Hash);
        return Decide(me => Decisions.Approve(me, number, hash, remark, Gone), ApprovalsTexts.DoneApproved);
    }

    private Task Reject(string remark)
    {
        var number = Number;
        return Decide(me => Decisions.Reject(me, number, remark, Gone), Fmt.Text(ApprovalsTexts.DoneRejected, view!.Row.MakerName));
    }

    private Task Withdraw()
    {
        var number = Number;
        return Decide(me => Decisions.Withdraw(me, number, Gone), ApprovalsTexts.DoneWithdrawn);
    }

    private async Task Decide(Func<Actor, Task> act, string sentence)
    {
        done = await Act(act) ? sentence : null;
        // The number beside the menu's entry, in every window of theirs.
        await Wakeups.Pulse((await Me()).UserId);
        // Refused or not, the state may have moved; what was refused stays on the page.
        var refused = Problem;
        await Read();
        Problem = refused;
    }
}
