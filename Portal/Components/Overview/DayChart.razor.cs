using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Overview;

/// <summary>Payments per day against the period before, as lines; the same as a sentence for who cannot see it, and as a table.</summary>
public sealed partial class DayChart
{
    private const double Left = 60;
    private const double Right = 712;
    private const double Floor = 190;
    private const double Head = 14;
    private const int LabelsMax = 8;
    private bool asTable;

    [Parameter, EditorRequired]
    public required MerchantFigures Figures { get; set; }

    private long Top => Figures.Days.Concat(Figures.PreviousDays).Max(day => day.GrossMinor);

    private int Stride => Math.Max(1, (Figures.Days.Count + LabelsMax - 1) / LabelsMax);

    private IEnumerable<long> Steps => Enumerable.Range(0, 4).Select(step => step * Unit);

    /// <summary>A third of the height, as a round number: 1, 2 or 5 times a power of ten.</summary>
    private long Unit
    {
        get
        {
            var wish = Math.Max(100, (Top + 2) / 3);
            long power = 1;
            while (power <= wish / 10)
            {
                power *= 10;
            }

            return new[] { 1, 2, 5, 10 }.Select(times => times * power).First(unit => unit >= wish);
        }
    }

    private string Closed => FormattableString.Invariant($"L{Right} {Floor}L{Left} {Floor}Z");

    private string Summary
    {
        get
        {
            var best = Figures.Days.MaxBy(day => day.GrossMinor)!;
            return Fmt.Text(
                OverviewTexts.ChartLabel,
                Fmt.Range(Figures.From, Figures.To),
                Yuan(Figures.GrossMinor),
                Fmt.Date(best.Day),
                Yuan(best.GrossMinor),
                Yuan(Figures.PreviousGrossMinor)
            );
        }
    }

    private static string Yuan(long minor) => Fmt.Money(Money.Cny(minor));

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Short(DateOnly day)
    {
        var text = Fmt.Day(day);
        var zh = text.IndexOf('年', StringComparison.Ordinal);
        return zh > 0 ? text[(zh + 1)..] : text[..text.LastIndexOf(' ')];
    }

    private double X(int at) => Left + (at * (Right - Left) / (Figures.Days.Count - 1));

    private double Y(long minor) => Floor - (minor / (3.0 * Unit) * (Floor - Head));

    private string Path(IReadOnlyList<DayFigure> days)
    {
        var path = new StringBuilder();
        for (var at = 0; at < days.Count; at++)
        {
            path.Append(at == 0 ? 'M' : 'L').Append(N(X(at))).Append(' ').Append(N(Y(days[at].GrossMinor)));
        }

        return path.ToString();
    }
}
