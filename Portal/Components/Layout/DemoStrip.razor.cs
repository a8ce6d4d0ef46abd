using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Portal.Options;

namespace Portal.Components.Layout;

/// <summary>Demo mode only: says that nothing is real and lets anybody be anyone of its people.</summary>
public sealed partial class DemoStrip
{
    /// <summary>Who is signed in now.</summary>
    [Parameter]
    public string? Email { get; set; }

    [Inject]
    public required IOptions<DemoOptions> Demo { get; init; }
}
