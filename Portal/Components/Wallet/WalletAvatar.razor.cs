using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Wallet;

/// <summary>An account's picture, or the first character of its name on a colour that is always the same for it.</summary>
public sealed partial class WalletAvatar
{
    private const int Tones = 6;

    [Parameter, EditorRequired]
    public required string Handle { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public string? ImageKey { get; set; }

    private string Letter => Name.Length == 0 ? string.Empty : StringInfo.GetNextTextElement(Name);

    // Not GetHashCode: that differs from start to start.
    private int Tone => Handle.Sum(c => (int)c) % Tones;
}
