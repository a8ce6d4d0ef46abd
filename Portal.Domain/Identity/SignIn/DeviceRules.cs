namespace Portal.Domain.Identity;

/// <summary>Says in words what a browser calls itself: "Chrome on Windows".</summary>
public static class DeviceRules
{
    public const string Unknown = "?";

    // The first match wins: most browsers also claim to be the ones below them.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("EdgA/", "Edge"),
        ("OPR/", "Opera"),
        ("MicroMessenger", "WeChat"),
        ("AlipayClient", "Alipay"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];

    public static string Name(string? userAgent)
    {
        var browser = First(Browsers, userAgent);
        var system = First(Systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => Unknown,
            (null, { } only) => only,
            ({ } only, null) => only,
            ({ } name, { } on) => $"{name} · {on}",
        };
    }

    private static string? First((string Mark, string Name)[] marks, string? userAgent) =>
        userAgent is null ? null : marks.FirstOrDefault(mark => userAgent.Contains(mark.Mark, StringComparison.Ordinal)).Name;
}
