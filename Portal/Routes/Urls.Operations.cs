namespace Portal.Routes;

/// <summary>Addresses of settings and of what a person takes away about themselves.</summary>
public static partial class Urls
{
    public const string AdminSettings = "/admin/settings";
    public const string MyData = "/me/data";
}
