using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>What a revision changes: counts and sums, and every row of it, kind by kind and page by page.</summary>
public sealed partial class BillChangesCard
{
    private BillChangeList? list;
    private PageAsk ask = new(Size: 50);
    private (long, string?) shown;

    [Parameter, EditorRequired]
    public required long BillId { get; set; }

    [Parameter, EditorRequired]
    public required BillChanges Changes { get; set; }

    [Parameter, EditorRequired]
    public required Func<long, string> Money { get; set; }

    /// <summary>The kind that the address names.</summary>
    [Parameter]
    public string? Wanted { get; set; }

    [Inject]
    public required BillRevisionService Revisions { get; init; }

    private BillChangeKind? Kind => Enum.TryParse<BillChangeKind>(Wanted, out var known) ? known : null;

    private IReadOnlyList<Segment> Kinds =>
        [
            Tab(null, PaymentsTexts.AllChanges, Changes.Gone + Changes.Changed + Changes.Added),
            Tab(BillChangeKind.Gone, PayLabels.Change(BillChangeKind.Gone), Changes.Gone),
            Tab(BillChangeKind.Changed, PayLabels.Change(BillChangeKind.Changed), Changes.Changed),
            Tab(BillChangeKind.Added, PayLabels.Change(BillChangeKind.Added), Changes.Added),
        ];

    protected override async Task OnParametersSetAsync()
    {
        // The page around it reads itself again while rows are posted: that is no reason to compare two files again.
        if (shown != (BillId, Wanted))
        {
            (shown, ask) = ((BillId, Wanted), new PageAsk(Size: 50));
            await Read();
        }
    }

    private Segment Tab(BillChangeKind? kind, string text, int count) =>
        new(
            kind?.ToString() ?? "all",
            $"{text} {Fmt.Count(count)}",
            Url: Urls.FinanceBill(BillId) + (kind is null ? string.Empty : $"?change={kind}")
        );

    private Task Turn(PageAsk to)
    {
        ask = to with { Size = 50 };
        return Read();
    }

    private Task Read() => Load(async me => list = await Revisions.Changes(me, BillId, Kind, ask, Gone));
}
