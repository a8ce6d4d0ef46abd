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
    public const string Jump = "/jump";
    public const string NotFound = "/not-found";
    public const string DevMailbox = "/dev/mail";

    // ---- where people land
    public const string Start = "/start";
    public const string Me = "/me";
    public const string Review = "/review";
    public const string Finance = "/finance";
    public const string Administration = "/admin";
    public const string Wallet = "/w";

    public static string Merchant(string slug) => $"/m/{slug}";

    public static string Messages(string slug) => $"/m/{slug}/messages";

    public static string Messages(string slug, string view) => $"/m/{slug}/messages?view={view}";

    public static string NewMessage(string slug) => $"/m/{slug}/messages/new";

    public static string Message(string slug, string number) => $"/m/{slug}/messages/{number}";

    public static string Followers(string slug) => $"/m/{slug}/followers";

    public static string Followers(string slug, string account) => $"/m/{slug}/followers?account={account}";

    public const string HeldMessages = "/review/messages";

    public static string HeldMessage(string number) => $"/review/messages/{number}";

    public const string WalletChats = "/w";
    public const string WalletDiscover = "/w/discover";
    public const string WalletMe = "/w/me";

    public static string WalletChat(string handle) => $"/w/c/{handle}";

    public static string WalletChat(string handle, long before) => FormattableString.Invariant($"/w/c/{handle}?before={before}");

    public static string WalletAccount(string handle) => $"/w/p/{handle}";

    public static string WalletArticle(string number) => $"/w/a/{number}";

    public static string WalletSignIn(string? to = null) => to is null ? "/w/sign-in" : "/w/sign-in?to=" + Uri.EscapeDataString(to);

    public static string WalletCode(string ticket, string to) => $"/w/code?t={ticket}&to=" + Uri.EscapeDataString(to);

    public static string Media(string key) => $"/media/{key}";

    public static string DevMail(string file) => $"{DevMailbox}/{Uri.EscapeDataString(file)}";

    /// <summary>Sign-in that comes back here.</summary>
    public static string SignInTo(string path) => $"{SignIn}?to={Uri.EscapeDataString(path)}";
}
