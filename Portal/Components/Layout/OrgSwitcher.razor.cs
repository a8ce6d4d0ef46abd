using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>Where one is, and the other places one may go: one's organisations, and the staff area for the operator's people.</summary>
public sealed partial class OrgSwitcher
{
    [Parameter, EditorRequired]
    public required Me Me { get; set; }

    /// <summary>The organisation of the address; null in the staff area.</summary>
    [Parameter]
    public string? Slug { get; set; }

    private IEnumerable<MyOrganisation> Organisations => Me.Organisations.DistinctBy(one => one.Slug);

    private string Name =>
        Organisations.FirstOrDefault(one => one.Slug == Slug)?.DisplayName
        ?? (Me.View?.Slug == Slug ? Me.View?.DisplayName : null)
        ?? (Me.Staff.Count > 0 ? SharedTexts.Operator : Slug ?? Me.DisplayName);

    private string Role
    {
        get
        {
            var here = Me.Organisations.Where(one => one.Slug == Slug).Select(one => RoleNames.Of(one)).ToList();
            return string.Join(" · ", here.Count > 0 ? here : Me.Staff.Select(RoleNames.Of));
        }
    }

    private static string Initial(string name) => System.Globalization.StringInfo.GetNextTextElement(name).ToUpperInvariant();
}
