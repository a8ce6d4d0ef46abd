using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>What a refused request looks like to a reader. Not there and not yours look alike.</summary>
public sealed partial class StatusPage
{
    [Parameter]
    public int Code { get; set; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private Permit? Missing => Code == 403 ? Http?.Items[PermitPolicies.Missing] as Permit? : null;

    private string? AskedPath => Http is null ? null : Asked.Path(Http).Value;

    /// <summary>What an endpoint refused for another reason than a permit, in its own words.</summary>
    private Refusal? Refused => Code == 400 ? Http?.Items[typeof(Refusal)] as Refusal : null;

    private string Title =>
        Code switch
        {
            400 when Refused is not null => SharedTexts.NotDoneTitle,
            400 => SharedTexts.ExpiredTitle,
            401 or 403 => SharedTexts.DeniedTitle,
            429 => SharedTexts.TooManyTitle,
            >= 500 => SharedTexts.ErrorTitle,
            _ => SharedTexts.NotFoundTitle,
        };

    private string Text =>
        Code switch
        {
            400 when Refused is { } refused => RefusalText.Refusal(refused),
            400 => SharedTexts.ExpiredText,
            401 or 403 => SharedTexts.DeniedText,
            429 => LimitLabels.Of(Http),
            >= 500 => SharedTexts.Fault,
            _ => SharedTexts.NotFoundText,
        };
}
