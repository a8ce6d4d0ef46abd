using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>A part of a whole: its name, its weight, and its value as printed.</summary>
public sealed record SharePart(string Text, long Weight, string Value);

/// <summary>Shares of a whole as one bar, and as the list that says the same in words. At most five parts; group the rest.</summary>
public sealed partial class ShareBar
{
    public const int PartsMax = 5;

    [Parameter, EditorRequired]
    public required IReadOnlyList<SharePart> Parts { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private long Total => Parts.Sum(part => part.Weight);

    private static string Css(int index) => "p-c" + ((index % PartsMax) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Grow(SharePart part) => Math.Max(0, part.Weight).ToString(CultureInfo.InvariantCulture);
}
