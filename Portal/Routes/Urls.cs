namespace Portal.Routes;

/// <summary>Every address of the product, used by pages, mails and tests.</summary>
public static partial class Urls
{
    public const string Home = "/";

    // ---- signing in
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string SignUp = "/sign-up";
    public const string ConfirmEmail = "/confirm";
    public const string ResendConfirmation = "/confirm/again";
    public const string ForgotPassword = "/forgot";
    public const string ResetPassword = "/reset";
    public const string DemoSignIn = "/demo/sign-in";

    // ---- the shell
    public const string SwitchLanguage = "/language";
    public const string SwitchTheme = "/theme";
    public const string NotFound = "/not-found";
    public const string DevMailbox = "/dev/mail";

    // ---- where people land
    public const string Start = "/start";
    public const string Review = "/review";
    public const string Finance = "/finance";
    public const string Administration = "/admin";
    public const string Wallet = "/w";

    public static string Merchant(string slug) => $"/m/{slug}";

    public static string DevMail(string file) => $"{DevMailbox}/{Uri.EscapeDataString(file)}";

    /// <summary>Sign-in that comes back here.</summary>
    public static string SignInTo(string path) => $"{SignIn}?to={Uri.EscapeDataString(path)}";
}
