using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.Layout;

/// <summary>Who is signed in, and the way out.</summary>
public sealed partial class PersonMenu
{
    [Parameter, EditorRequired]
    public required Me Me { get; set; }

    private string Initials =>
        string.Concat(
            Me.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(2)
                .Select(word => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant())
        );
}
