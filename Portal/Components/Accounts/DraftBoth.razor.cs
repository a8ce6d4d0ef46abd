using Microsoft.AspNetCore.Components;

namespace Portal.Components.Accounts;

/// <summary>Two versions of one form side by side, where they differ; the person says which one counts.</summary>
public sealed partial class DraftBoth
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<DraftWord> Mine { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<DraftWord> Theirs { get; set; }

    [Parameter, EditorRequired]
    public required DateTime AtUtc { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>The other version is what everybody sees already, not another window's draft.</summary>
    [Parameter]
    public bool IsSaved { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback OnMine { get; set; }

    [Parameter]
    public EventCallback OnTheirs { get; set; }

    private IEnumerable<(string Label, string Mine, string Theirs)> Rows =>
        Mine.Zip(Theirs)
            .Where(pair => (pair.First.Value ?? string.Empty) != (pair.Second.Value ?? string.Empty))
            .Select(pair => (pair.First.Label, Shown(pair.First.Value), Shown(pair.Second.Value)));

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? Fmt.None : value;
}
