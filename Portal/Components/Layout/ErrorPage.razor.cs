using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace Portal.Components.Layout;

/// <summary>A request that failed: the fault is in the log under the number shown, and nothing of it is on the page.</summary>
public sealed partial class ErrorPage
{
    private readonly string reference = FaultNumber.Next();

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    [Inject]
    public required ILogger<ErrorPage> Log { get; init; }

    protected override void OnInitialized()
    {
        if (Http?.Features.Get<IExceptionHandlerPathFeature>() is { } fault)
        {
            Log.LogError(fault.Error, "Request {Path} failed, reference {Reference}", fault.Path, reference);
        }
    }
}
