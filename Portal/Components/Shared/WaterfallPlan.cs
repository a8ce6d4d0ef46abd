using Portal.Domain.Kernel;

namespace Portal.Components.Shared;

public enum WaterfallKind
{
    /// <summary>Stands on the axis: what one starts with and what is left.</summary>
    Total,

    /// <summary>Moves the level: up or down by its sign.</summary>
    Change,

    /// <summary>As a change, drawn in the colour of costs.</summary>
    Cost,
}

/// <summary>One bar. The amounts of the changes, added to the first total, give the last.</summary>
public sealed record WaterfallBar(string Text, Money Amount, WaterfallKind Kind);

/// <summary>A bar as drawn, in the drawing's own units from the top, with the level it leaves behind.</summary>
public sealed record PlannedBar(WaterfallBar Bar, double Left, double Width, double Top, double Height, double Level, string Css);

/// <summary>
/// Where the bars of a waterfall stand. When the changes are small beside the totals the axis is cut, so that they stay visible; then
/// <see cref="Floor"/> says where it begins and the drawing shows the break.
/// </summary>
public sealed record WaterfallPlan(IReadOnlyList<PlannedBar> Bars, long Floor, bool Broken, double Zero)
{
    public const double Width = 720;
    public const double Height = 204;
    private const double Base = 182;
    private const double Head = 34;
    private const double BarShare = 0.61;
    private const double ThinnestBar = 2;

    public static WaterfallPlan Of(IReadOnlyList<WaterfallBar> bars)
    {
        if (bars.Count == 0)
        {
            return new WaterfallPlan([], 0, false, Base);
        }

        var spans = Spans(bars);
        var top = spans.Max(span => Math.Max(span.From, span.To));
        var bottom = spans.Min(span => Math.Min(span.From, span.To));
        var lowestLevel = spans
            .Where((_, i) => i > 0)
            .Select(span => Math.Min(span.From, span.To) is var low && low > 0 ? low : span.To)
            .DefaultIfEmpty(top)
            .Min();
        var floor = bottom >= 0 ? CutAt(lowestLevel, top) : bottom;
        var zero = floor > 0 ? floor : Math.Min(0, bottom);
        var scale = (Base - Head) / Math.Max(1.0, (double)top - zero);
        double Y(long level) => Base - ((level - (double)zero) * scale);

        var slot = Width / bars.Count;
        var planned = bars.Select(
            (bar, i) =>
            {
                var (from, to) = spans[i];
                var start = bar.Kind == WaterfallKind.Total && floor > 0 ? floor : from;
                var (high, low) = (Y(Math.Max(start, to)), Y(Math.Min(start, to)));
                var height = Math.Max(ThinnestBar, low - high);
                return new PlannedBar(bar, (i * slot) + (slot * (1 - BarShare) / 2), slot * BarShare, high, height, Y(to), Css(bar));
            }
        );
        return new WaterfallPlan([.. planned], floor > 0 ? floor : 0, floor > 0, Y(Math.Max(0, zero)));
    }

    /// <summary>The level before and after each bar.</summary>
    private static List<(long From, long To)> Spans(IReadOnlyList<WaterfallBar> bars)
    {
        var spans = new List<(long From, long To)>(bars.Count);
        long level = 0;
        foreach (var bar in bars)
        {
            var from = bar.Kind == WaterfallKind.Total ? 0 : level;
            level = bar.Kind == WaterfallKind.Total ? bar.Amount.MinorUnits : checked(level + bar.Amount.MinorUnits);
            spans.Add((from, level));
        }

        return spans;
    }

    /// <summary>Zero, or a round number some way below everything that moves when the moves are less than a fifth of the height.</summary>
    private static long CutAt(long lowest, long top)
    {
        var moves = top - lowest;
        if (moves <= 0 || moves * 5 > top)
        {
            return 0;
        }

        var wish = lowest - (moves * 3);
        long unit = 1;
        while (unit <= wish / 20)
        {
            unit = checked(unit * 10);
        }

        return wish <= 0 ? 0 : wish / unit * unit;
    }

    private static string Css(WaterfallBar bar) =>
        bar.Kind switch
        {
            WaterfallKind.Total => "p-fill-total",
            WaterfallKind.Cost => "p-fill-cost",
            WaterfallKind.Change => bar.Amount.IsNegative ? "p-fill-fall" : "p-fill-rise",
        };
}
