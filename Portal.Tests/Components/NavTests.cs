using System.Text.RegularExpressions;
using Bunit;
using Microsoft.AspNetCore.Components;
using Portal.Components.Identity;
using Portal.Components.Layout;
using Portal.Routes;

namespace Portal.Tests.Components;

public sealed partial class NavTests : BunitContext
{
    public static TheoryData<MerchantRole> MerchantRoles => [.. Enum.GetValues<MerchantRole>()];

    public static TheoryData<StaffRole> StaffRoles => [.. Enum.GetValues<StaffRole>()];

    [Fact]
    public void Every_entry_leads_to_a_page_that_exists_and_asks_for_the_same_permit()
    {
        var pages = typeof(Nav)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>().Select(route => (type, route.Template))
            )
            // As the router does: a literal address wins over one with a hole in its place.
            .OrderBy(page => Hole().Count(page.Template))
            .ToList();

        foreach (var item in Nav.Merchant.Concat(Nav.Staff).SelectMany(section => section.Items))
        {
            var url = item.Url("qinghe");
            var (page, _) = pages.FirstOrDefault(page => Regex.IsMatch(url, "^" + Hole().Replace(page.Template, "[^/]+") + "$"));
            Assert.True(page is not null, $"No page at {url}");
            var permits = page.GetCustomAttributes(typeof(Portal.Hosting.RequiresAttribute), false)
                .Cast<Portal.Hosting.RequiresAttribute>();
            Assert.Contains(item.Permit, permits.Select(needed => needed.Permit));
        }
    }

    [Theory]
    [MemberData(nameof(MerchantRoles))]
    public void A_member_sees_what_their_role_permits_in_their_organisation_and_nothing_elsewhere(MerchantRole role)
    {
        var me = new Me(7, "a@example.test", "A", "en", [new MyOrganisation("qinghe", "Qinghe", role)], []);

        Assert.All(Items(me, "qinghe"), item => Assert.Contains(role, Permits.Of(item.Permit).Merchant));
        Assert.Equal(
            Nav.Merchant.SelectMany(s => s.Items).Count(item => Permits.Of(item.Permit).Merchant.Contains(role)),
            Items(me, "qinghe").Count()
        );
        Assert.Empty(Items(me, "lantern"));
        Assert.Empty(Items(me, null));
    }

    [Theory]
    [MemberData(nameof(StaffRoles))]
    public void Staff_see_what_their_role_permits(StaffRole role)
    {
        var me = new Me(7, "a@example.test", "A", "en", [], [role]);

        Assert.All(Items(me, null), item => Assert.Contains(role, Permits.Of(item.Permit).Staff));
    }

    [Fact]
    public void Who_belongs_nowhere_lands_where_an_organisation_begins() =>
        Assert.Equal(Urls.Start, Landing.Of(new Me(7, "a@example.test", "A", "en", [], [])));

    [Fact]
    public void The_entry_of_the_page_is_marked_also_on_the_pages_below_it()
    {
        NavSection[] sections =
        [
            new(
                null,
                [
                    new NavItem(() => "Overview", "", slug => $"/m/{slug}", Permit.ViewMerchant),
                    new NavItem(() => "Accounts", "", slug => $"/m/{slug}/accounts", Permit.ViewAccounts),
                ]
            ),
        ];

        var menu = Render<NavMenu>(p =>
            p.Add(m => m.Sections, sections).Add(m => m.Slug, "qinghe").Add(m => m.Path, "/m/qinghe/accounts/tea")
        );

        Assert.Equal("/m/qinghe/accounts", menu.Find("a[aria-current=page]").GetAttribute("href"));
        Assert.Equal(2, menu.FindAll("a").Count);
    }

    [Theory]
    [InlineData("/m/qinghe/accounts", "qinghe")]
    [InlineData("/m/qinghe", "qinghe")]
    [InlineData("/messages", null)]
    [InlineData("/m", null)]
    public void The_organisation_stands_in_the_address(string path, string? slug) => Assert.Equal(slug, Nav.Slug(path));

    private static IEnumerable<NavItem> Items(Me me, string? slug) => Nav.For(me, slug).SelectMany(section => section.Items);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();
}
