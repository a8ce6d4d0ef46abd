using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Routes;

namespace Portal.Components.Layout;

/// <summary>
/// One box that leads anywhere (Ctrl K). The pages come with it, so that it answers before the server does; objects are asked of
/// <see cref="Urls.Jump"/>, which honours permits (portal-palette.js).
/// </summary>
public sealed partial class Palette
{
    [Parameter, EditorRequired]
    public required Me Me { get; set; }

    [Parameter]
    public string? Slug { get; set; }

    private sealed record Page(int At, string Text, string? Section, string Icon, string Url);

    private IEnumerable<Page> Pages =>
        Nav.For(Me, Slug)
            .Concat(Slug is not null && Me.Staff.Count > 0 ? Nav.For(Me, null) : [])
            .SelectMany(section => section.Items.Select(item => (section, item)))
            .Select(
                (both, at) =>
                    new Page(at, both.item.Text(), both.section.Title?.Invoke(), both.item.Icon, both.item.Url(Slug ?? string.Empty))
            );
}
