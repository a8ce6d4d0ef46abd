using System.Globalization;

namespace Portal.Routes;

/// <summary>Addresses of people and roles, in an organisation and on the staff.</summary>
public static partial class Urls
{
    public const string InvitationPath = "/invitation";
    public const string InvitationSignOut = "/invitation/switch";

    public static string Members(string slug) => $"/m/{slug}/people";

    public static string Invite(string slug) => $"/m/{slug}/people?invite=true";

    public static string Member(string slug, long userId) =>
        string.Create(CultureInfo.InvariantCulture, $"/m/{slug}/people?person={userId}");

    public static string Roles(string slug) => $"/m/{slug}/people/roles";

    public static string NewRole(string slug) => $"/m/{slug}/people/roles/new";

    public static string Role(string slug, long id) => string.Create(CultureInfo.InvariantCulture, $"/m/{slug}/people/roles/{id}");

    public static string Looks(string slug) => $"/m/{slug}/looks";

    public static string Invitation(string token) => $"{InvitationPath}?token={Uri.EscapeDataString(token)}";

    public const string AdminLinks = "/admin/people/links";

    public static string AdminPerson(long id) => string.Create(CultureInfo.InvariantCulture, $"/admin/people/{id}");

    public static string ViewAs(string slug) => $"/admin/merchants/{slug}/view";
}
