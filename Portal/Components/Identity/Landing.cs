using Portal.Components.Layout;
using Portal.Domain.Identity;
using Portal.Routes;

namespace Portal.Components.Identity;

/// <summary>Whose first page is which: the first entry of the navigation that this person holds.</summary>
public static class Landing
{
    public static string Of(Me me)
    {
        var slug = me.Staff.Count > 0 ? null : me.Organisations.Select(one => one.Slug).FirstOrDefault();
        return slug is null && me.Staff.Count == 0 ? Urls.Start : In(me, slug);
    }

    /// <summary>The first page inside one organisation, or (null) of the staff area.</summary>
    public static string In(Me me, string? slug) =>
        Nav.For(me, slug).SelectMany(section => section.Items).Select(item => item.Url(slug ?? string.Empty)).FirstOrDefault() ?? Urls.Me;
}
