using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>How one amount becomes another. An axis that does not begin at zero is drawn broken, and says so below.</summary>
public sealed partial class Waterfall
{
    private WaterfallPlan plan = WaterfallPlan.Of([]);

    [Parameter, EditorRequired]
    public required IReadOnlyList<WaterfallBar> Bars { get; set; }

    /// <summary>The whole story in one sentence, for who cannot see it.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private string BrokenText =>
        Bars.Count == 0 ? "" : Fmt.Text(SharedTexts.AxisStartsAt, Fmt.MoneyShort(new Money(plan.Floor, Bars[0].Amount.Currency)));

    protected override void OnParametersSet() => plan = WaterfallPlan.Of(Bars);

    private static string Value(WaterfallBar bar) => bar.Kind == WaterfallKind.Total ? Fmt.Money(bar.Amount) : Fmt.MoneySigned(bar.Amount);

    private static double Middle(PlannedBar bar) => bar.Left + (bar.Width / 2);

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Break(PlannedBar bar)
    {
        var step = (bar.Width + 4) / 4;
        var y = bar.Top + bar.Height - 14;
        return FormattableString.Invariant($"M{bar.Left - 2:0.#} {y:0.#}l{step:0.#} -5 {step:0.#} 5 {step:0.#} -5 {step:0.#} 5");
    }
}
