using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;
using Portal.Components.Layout;
using Portal.Resources;

namespace Portal.Components.Wallet;

/// <summary>What a request below the wallet's address that came to nothing looks like on the phone.</summary>
public sealed partial class WalletStatus
{
    [Parameter]
    public int Code { get; set; }

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
            429 => LimitWords.Of(Http),
            >= 500 => SharedTexts.Fault,
            _ => WalletTexts.NotHereText,
        };

    protected override void OnInitialized()
    {
        // Typed by hand there is nothing here either.
        if (Http.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
