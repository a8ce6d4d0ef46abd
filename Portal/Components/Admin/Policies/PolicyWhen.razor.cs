using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Admin.Policies;

/// <summary>From when a change holds, and why it is made: the same two fields for one policy and for a pack.</summary>
public sealed partial class PolicyWhen
{
    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public string From { get; set; } = string.Empty;

    [Parameter]
    public EventCallback<string> FromChanged { get; set; }

    [Parameter]
    public string Reason { get; set; } = string.Empty;

    [Parameter]
    public EventCallback<string> ReasonChanged { get; set; }

    /// <summary>What the browser's field for a day and a time holds; null while it is empty.</summary>
    internal static DateTime? Read(string typed) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
