using System.Globalization;
using Portal.Hosting;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>Why a request was turned away, and when to try again: for the problem pages of staff and followers alike.</summary>
internal static class LimitLabels
{
    public static string Of(HttpContext? http) =>
        Limited.Of(http) switch
        {
            null => SharedTexts.TooManyText,
            { Reason: LimitReason.Pages } => SharedTexts.PagesFull,
            var limited => Fmt.Text(Of(limited.Reason), limited.Seconds),
        };

    internal static string Of(LimitReason reason) =>
        SharedTexts.ResourceManager.GetString($"TooMany_{reason}", CultureInfo.CurrentUICulture) ?? SharedTexts.TooManyText;
}
