using System.Globalization;
using Portal.Domain.Identity;
using Portal.Resources;

namespace Portal.Components;

/// <summary>Permits and their areas in the reader's language.</summary>
public static class PermitLabels
{
    public static string Of(Permit permit, CultureInfo? culture = null) => Text($"Permit_{permit}", culture);

    public static string Of(PermitArea area) => Text($"Area_{area}", null);

    private static string Text(string key, CultureInfo? culture) =>
        PeopleTexts.ResourceManager.GetString(key, culture ?? CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"PeopleTexts has no {key}.");
}
