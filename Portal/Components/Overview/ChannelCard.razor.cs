using Microsoft.AspNetCore.Components;
using Portal.Components.Payments;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Overview;

/// <summary>Where payments come from, by amount or by count.</summary>
public sealed partial class ChannelCard
{
    private const string Amount = "amount";
    private string way = Amount;

    [Parameter, EditorRequired]
    public required MerchantFigures Figures { get; set; }

    private static IReadOnlyList<Segment> Ways => [new(Amount, OverviewTexts.ByAmount), new("count", OverviewTexts.ByCount)];

    private IReadOnlyList<SharePart> Parts
    {
        get
        {
            var sorted = Figures.Channels.OrderByDescending(Weight).ToList();
            var shown = sorted.Count > ShareBar.PartsMax ? sorted.Take(ShareBar.PartsMax - 1).ToList() : sorted;
            var rest = sorted.Skip(shown.Count).Sum(Weight);
            var parts = shown.Select(row => Part(PayLabels.Channel(row.Channel), Weight(row)));
            return rest == 0 ? [.. parts] : [.. parts, Part(OverviewTexts.Rest, rest)];
        }
    }

    private long Weight(ChannelFigure row) => way == Amount ? row.GrossMinor : row.Payments;

    private SharePart Part(string name, long weight) => new(name, weight, way == Amount ? Fmt.Money(Money.Cny(weight)) : Fmt.Count(weight));
}
