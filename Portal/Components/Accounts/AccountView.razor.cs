using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Accounts;

/// <summary>An account's picture, or the first character of its name on a colour of its own.</summary>
public sealed partial class AccountView
{
    private static readonly string[] Colours =
    [
        "#9A5B0F",
        "#B5343F",
        "#3B49B8",
        "#2C4A6B",
        "#2D6E9E",
        "#556B1F",
        "#7E3A8C",
        "#47476B",
        "#0B6E5F",
    ];

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string? AvatarKey { get; set; }

    [Parameter]
    public bool Big { get; set; }

    private string Css => Big ? "a-face a-face-big" : "a-face";

    private string Letter => Name.Length == 0 ? "·" : StringInfo.GetNextTextElement(Name).ToUpper(CultureInfo.CurrentCulture);

    // The same name always gets the same colour, on every server.
    private string Colour => Colours[Name.Sum(c => c) % Colours.Length];
}
