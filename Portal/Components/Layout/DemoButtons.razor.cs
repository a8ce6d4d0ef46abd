using Microsoft.AspNetCore.Components;
using Portal.Domain.Demo;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>One button for each of the demo people.</summary>
public sealed partial class DemoButtons
{
    [Parameter]
    public string? Email { get; set; }

    [Parameter]
    public string? Class { get; set; }

    private static string Name(DemoPerson person) =>
        SharedTexts.ResourceManager.GetString("Demo_" + person.Button, System.Globalization.CultureInfo.CurrentUICulture)
        ?? person.DisplayName;
}
