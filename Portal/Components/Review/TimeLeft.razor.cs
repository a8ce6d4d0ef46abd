using Microsoft.AspNetCore.Components;
using Portal.Resources;

namespace Portal.Components.Review;

/// <summary>Working time until the promise, warm when it is near and red when it is over.</summary>
public sealed partial class TimeLeft
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(8);

    [Parameter, EditorRequired]
    public required TimeSpan Left { get; set; }

    private bool Late => Left < TimeSpan.Zero;

    private string Css =>
        Late ? "r-due r-due-late"
        : Left < Soon ? "r-due r-due-soon"
        : "r-due";

    private string Text =>
        Late ? Fmt.Text(CertificationTexts.Late, Fmt.Span(Left.Negate())) : Fmt.Text(CertificationTexts.Left, Fmt.Span(Left));
}
