using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Approvals;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Approvals;

/// <summary>The staff's inbox of what needs a second person.</summary>
public sealed partial class ApprovalInbox
{
    private Page<ApprovalRow>? page;

    /// <summary>mine or decided; anything else is what waits for the reader.</summary>
    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required ApprovalListService Approvals { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private ApprovalView Wanted =>
        Enum.GetValues<ApprovalView>().FirstOrDefault(view => Urls.ApprovalViewKey(view) == View, ApprovalView.ForMe);

    private IReadOnlyList<Segment> Views =>
        [
            Tab(ApprovalView.ForMe, ApprovalsTexts.ForMe),
            Tab(ApprovalView.Mine, ApprovalsTexts.Mine),
            Tab(ApprovalView.Decided, ApprovalsTexts.Decided),
        ];

    private IReadOnlyList<Segment> Kinds =>
        [
            new(string.Empty, ApprovalsTexts.AllKinds, Url: Urls.ApprovalsOf(Wanted, null)),
            .. Approvals.StaffKinds.Select(kind => new Segment(kind, ApprovalLabels.Kind(kind), Url: Urls.ApprovalsOf(Wanted, kind))),
        ];

    private Nothing Nothing => EmptyLabels.Approvals(Wanted, !string.IsNullOrEmpty(Kind));

    protected override Task OnParametersSetAsync() => Read();

    private Segment Tab(ApprovalView view, string text) => new(Urls.ApprovalViewKey(view), text, Url: Urls.ApprovalsOf(view, Kind));

    private Task Read() => Load(async me => page = await Approvals.List(me, Wanted, Kind, new PageAsk(Before: Before, After: After), Gone));
}
