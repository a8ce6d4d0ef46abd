using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Review;

/// <summary>What waits for a decision, by time left.</summary>
public sealed partial class ReviewPage
{
    private ReviewQueue _queue = new([], [], 0, 0);

    /// <summary>mine or unclaimed.</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? Chosen { get; set; }

    [Inject]
    public required ReviewService Review { get; init; }

    private string Shown =>
        Chosen is "mine" or "unclaimed" ? Chosen
        : _queue.Mine.Count > 0 ? "mine"
        : "unclaimed";

    private IReadOnlyList<QueueRow> Rows => Shown == "mine" ? _queue.Mine : _queue.Unclaimed;

    private string Lead => Fmt.Text(CertificationTexts.QueueLead, Fmt.Count(_queue.Waiting), Fmt.Count(_queue.DecidedToday));

    private Nothing Nothing => EmptyLabels.Cases(Shown == "mine", _queue);

    private IReadOnlyList<Segment> Segments =>
        [
            new("mine", $"{CertificationTexts.QueueMine} {Fmt.Count(_queue.Mine.Count)}", Url: $"{Urls.Review}?view=mine"),
            new(
                "unclaimed",
                $"{CertificationTexts.QueueUnclaimed} {Fmt.Count(_queue.Unclaimed.Count)}",
                Url: $"{Urls.Review}?view=unclaimed"
            ),
        ];

    protected override Task OnInitializedAsync() => Reload();

    private Task Reload() => Load(async actor => _queue = await Review.Queue(actor, Gone));

    private async Task StartNext()
    {
        string? number = null;
        if (await Act(async actor => number = await Review.StartNext(actor, Gone)))
        {
            LeadOn(Urls.Case(number!));
        }
        else
        {
            await Reload();
        }
    }
}
