using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Components.Layout;

/// <summary>Around pages without a circuit and without navigation: sign-in, errors, the front page.</summary>
public sealed partial class PlainLayout
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    /// <summary>The address the reader sees: a problem page answers under the address that was asked for.</summary>
    private string Path => Http is null ? new Uri(Navigation.Uri).PathAndQuery : Asked.Address(Http);
}
