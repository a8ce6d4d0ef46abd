using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
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

    private string Title =>
        Code switch
        {
            400 => SharedTexts.ExpiredTitle,
            401 or 403 => SharedTexts.DeniedTitle,
            429 => SharedTexts.TooManyTitle,
            >= 500 => SharedTexts.ErrorTitle,
            _ => SharedTexts.NotFoundTitle,
        };

    private string Text =>
        Code switch
        {
            400 => SharedTexts.ExpiredText,
            401 or 403 => SharedTexts.DeniedText,
            429 => SharedTexts.TooManyText,
            >= 500 => SharedTexts.Fault,
            _ => SharedTexts.NotFoundText,
        };
}
