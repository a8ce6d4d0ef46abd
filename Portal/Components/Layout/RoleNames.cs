using Portal.Domain.Identity;
using Portal.Resources;

namespace Portal.Components.Layout;

/// <summary>Roles in the reader's language; custom ones by the name their organisation gave.</summary>
public static class RoleNames
{
    public static string Of(MerchantRole role) => Text($"MerchantRole_{role}");

    public static string Of(StaffRole role) => Text($"StaffRole_{role}");

    public static string Of(RoleName role) => role.CustomName ?? Of(role.Key.BuiltIn.GetValueOrDefault());

    public static string Of(MyOrganisation organisation) => organisation.CustomRole ?? Of(organisation.Role.GetValueOrDefault());

    private static string Text(string key) =>
        SharedTexts.ResourceManager.GetString(key, System.Globalization.CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"SharedTexts has no {key}.");
}
