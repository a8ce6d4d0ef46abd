using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.Components.Layout;

/// <summary>The last net of a circuit: the fault goes to the log under a number, the reader gets the number.</summary>
public sealed class PortalErrorBoundary : ErrorBoundaryBase
{
    [Inject]
    public required ILogger<PortalErrorBoundary> Log { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    public string Reference { get; private set; } = string.Empty;

    protected override Task OnErrorAsync(Exception exception)
    {
        Reference = FaultNumber.Next();
        Log.LogError(exception, "A page failed at {Path}, reference {Reference}", new Uri(Navigation.Uri).AbsolutePath, Reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
        }
        else
        {
            builder.AddContent(1, ErrorContent?.Invoke(CurrentException));
        }
    }
}
