using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>The shape of a series in a figure's corner; its label says in words what it shows.</summary>
public sealed partial class Sparkline
{
    private const double Width = 76;
    private const double Height = 34;
    private const double Margin = 2;

    [Parameter, EditorRequired]
    public required IReadOnlyList<long> Values { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    internal string Line
    {
        get
        {
            var low = Values.Min();
            double range = Math.Max(1, (double)Values.Max() - low);
            var path = new StringBuilder();
            for (var i = 0; i < Values.Count; i++)
            {
                var x = i * Width / (Values.Count - 1);
                var y = Height - Margin - (((double)Values[i] - low) / range * (Height - (2 * Margin)));
                path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
            }

            return path.ToString();
        }
    }

    private string Area => FormattableString.Invariant($"{Line}V{Height}H0Z");
}
