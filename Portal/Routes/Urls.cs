namespace Portal.Routes;

/// <summary>Every address of the product, used by pages, mails and tests.</summary>
public static partial class Urls
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    public static string Merchant(string slug) => $"/m/{slug}";
}
