using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;

namespace Portal.Components.Banking;

/// <summary>The lines of one side, each with the one thing that can be done to it.</summary>
public sealed partial class ReconMatchSide
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ReconRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>Null: these are not added up.</summary>
    [Parameter]
    public long? TotalMinor { get; set; }

    [Parameter, EditorRequired]
    public required string Act { get; set; }

    /// <summary>Where the act leads; null: it cannot be done to this one.</summary>
    [Parameter, EditorRequired]
    public required Func<long, string?> Address { get; set; }
}
