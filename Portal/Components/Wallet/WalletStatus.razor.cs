using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;
using Portal.Resources;

namespace Portal.Components.Wallet;

/// <summary>What a request below the wallet's address that came to nothing looks like on the phone.</summary>
public sealed partial class WalletStatus
{
    /// <summary>The status of the answer, e.g. 404.</summary>
    [Parameter, EditorRequired]
    public int Code { get; set; }

    /// <summary>The number of a fault in the log, to be quoted; null when it is none.</summary>
    [Parameter]
    public string? Reference { get; set; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private string Heading =>
        Code switch
        {
            400 => SharedTexts.ExpiredTitle,
            401 or 403 => WalletTexts.NotYoursTitle,
            429 => SharedTexts.TooManyTitle,
            >= 500 => WalletTexts.FaultTitle,
            _ => WalletTexts.NotHereTitle,
        };

    private string Words =>
        Code switch
        {
            400 => SharedTexts.ExpiredText,
            401 or 403 => WalletTexts.NotYoursText,
            429 => LimitLabels.Of(Http),
            >= 500 when Reference is { } number => Fmt.Text(WalletTexts.FaultText, number),
            >= 500 => SharedTexts.Fault,
            _ => WalletTexts.NotHereText,
        };
}
