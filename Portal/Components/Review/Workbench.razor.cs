using Microsoft.AspNetCore.Components;
using Portal.Components.Certification;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Review;

/// <summary>The case on the table: queue, document, checklist, decision.</summary>
public sealed partial class Workbench
{
    private CaseWorkView? _view;
    private ReviewQueue _queue = new([], [], 0, 0);
    private (string IdentityNumber, string Mobile)? _revealed;
    private string? _loaded;
    private bool _mine = true;
    private bool _approving;
    private bool _rejecting;
    private bool _asking;
    private bool _mayReview;

    [Parameter]
    public required string Number { get; set; }

    [SupplyParameterFromQuery]
    public string? Doc { get; set; }

    [Inject]
    public required ReviewService Review { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required UndoOffer Undo { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private bool IsOver => _view is { } view && (CaseMoves.IsOver(view.Row.State) || view.Row.State == CaseState.NeedsInfo);

    private bool MayClaim => _mayReview && _view is { IsMine: false, IsOwnOrganisation: false, Pending: null, Row.HeldBy: null } && !IsOver;

    private IReadOnlyList<Segment> Segments =>
        [
            new("mine", $"{CertificationTexts.QueueMine} {Fmt.Count(_queue.Mine.Count)}"),
            new("free", $"{CertificationTexts.QueueUnclaimed} {Fmt.Count(_queue.Unclaimed.Count)}"),
        ];

    /// <summary>The list shown, with the letters that lead to the neighbours of this case.</summary>
    private IEnumerable<(QueueRow Row, string? Key)> Queue
    {
        get
        {
            var rows = _mine ? _queue.Mine : _queue.Unclaimed;
            var at = rows.ToList().FindIndex(row => row.Number == Number);
            return rows.Select(
                (row, index) =>
                    (
                        row,
                        index == at + 1 ? "j"
                        : index == at - 1 ? "k"
                        : null
                    )
            );
        }
    }

    protected override Task OnParametersSetAsync()
    {
        // Parameters come more than once for one address: a case is laid on the table once.
        if (_loaded == Number)
        {
            return Task.CompletedTask;
        }

        _loaded = Number;
        return Reload();
    }

    private async Task Reload()
    {
        await Load(async actor =>
        {
            (_revealed, Problem) = (null, null);
            _mayReview = (await People.Me(actor, Gone)).May(Permit.ReviewCases, null);
            await Refresh(actor);
            _mine = _view!.IsMine || _queue.Unclaimed.Count == 0;
        });
        _ = Follow(() => _view?.Pending is not null, () => Act(Refresh));
    }

    private async Task Refresh(Actor actor)
    {
        _view = await Review.Case(actor, Number, Gone);
        _queue = await Review.Queue(actor, Gone);
    }

    private Task Claim() =>
        Act(async actor =>
        {
            await Review.Claim(actor, Number, Gone);
            await Refresh(actor);
            _mine = true;
        });

    private Task Read((FactField Field, bool? Same, string? Says) read) =>
        Put(actor => Review.Read(actor, Number, read.Field, read.Same, read.Says, Gone));

    private Task Answer((ChecklistItem Item, bool? Passed, string? Note) line) =>
        Put(actor => Review.Answer(actor, Number, line.Item, line.Passed, line.Note, Gone));

    private async Task Put(Func<Actor, Task> verb)
    {
        var done = await Act(async actor =>
        {
            await verb(actor);
            _view = await Review.Case(actor, Number, Gone);
        });
        if (!done)
        {
            // The claim may be lost: show what is true now beside what was refused.
            var problem = Problem;
            await Act(Refresh);
            Problem = problem;
        }
    }

    private Task Reveal() => Act(async actor => _revealed = await Review.Reveal(actor, Number, Gone));

    private async Task Skip()
    {
        if (await Act(actor => Review.Release(actor, Number, Gone)))
        {
            await GoOn();
        }
    }

    private async Task Decide(DecisionForm decision)
    {
        (_approving, _rejecting, _asking) = (false, false, false);
        var (number, name) = (Number, _view!.Row.AccountName);
        DateTime until = default;
        if (await Act(async actor => until = await Review.Decide(actor, number, decision, Gone)))
        {
            Undo.Offer(CaseLabels.Decided(decision.Kind, name), until, Urls.Case(number), (actor, ct) => Review.Undo(actor, number, ct));
            await GoOn();
        }
    }

    /// <summary>After a decision the next case is on the table; when nothing waits, the queue says so.</summary>
    private async Task GoOn()
    {
        string? next = null;
        await Act(async actor =>
        {
            var queue = await Review.Queue(actor, Gone);
            next = queue.Mine.Concat(queue.Unclaimed).FirstOrDefault(row => row.Number != Number)?.Number;
            if (next is not null && queue.Mine.All(row => row.Number != next))
            {
                await Review.Claim(actor, next, Gone);
            }
        });
        Problem = null;
        LeadOn(next is null ? Urls.Review : Urls.Case(next));
    }
}
