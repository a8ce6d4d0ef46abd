using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>The tone of a state: what it asks of the reader, not its name.</summary>
public enum ChipKind
{
    Neutral,
    Info,
    Success,
    Warning,
    Error,
    Primary,
}

/// <summary>A state as icon (or dot) and word; colour is never the only signal.</summary>
public sealed partial class StateChip
{
    [Parameter]
    public ChipKind Kind { get; set; }

    [Parameter]
    public string? Icon { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    private string Css => "p-chip " + Tone(Kind);

    internal static string Tone(ChipKind kind) =>
        kind switch
        {
            ChipKind.Neutral => "p-chip-neutral",
            ChipKind.Info => "p-chip-info",
            ChipKind.Success => "p-chip-success",
            ChipKind.Warning => "p-chip-warning",
            ChipKind.Error => "p-chip-error",
            ChipKind.Primary => "p-chip-primary",
        };
}
