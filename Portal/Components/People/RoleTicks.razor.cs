using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.People;

/// <summary>Roles to tick, one or more.</summary>
public sealed partial class RoleTicks
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>The roles to choose from.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<RoleName> Roles { get; set; }

    /// <summary>The set that ticking changes.</summary>
    [Parameter, EditorRequired]
    public required HashSet<RoleKey> Chosen { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Something was ticked or unticked.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private Task Tick(RoleKey key, bool on)
    {
        if (on)
        {
            Chosen.Add(key);
        }
        else
        {
            Chosen.Remove(key);
        }

        return Changed.InvokeAsync();
    }
}
