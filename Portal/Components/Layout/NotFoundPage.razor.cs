using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>Nothing is here. Drawn by the server, so that looking for what is not there holds no circuit; inside one, where a link leads nowhere.</summary>
public sealed partial class NotFoundPage
{
    [CascadingParameter]
    public HttpContext? Http { get; set; }

    protected override void OnInitialized()
    {
        if (Http is { Response.HasStarted: false } http)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
