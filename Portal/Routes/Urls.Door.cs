namespace Portal.Routes;

public static partial class Urls
{
    public const string SecondStep = "/sign-in/second";
    public const string Enrol = "/sign-in/enrol";
    public const string PasskeySignInOptions = "/sign-in/passkey/options";
    public const string PasskeySignIn = "/sign-in/passkey";
    public const string Setup = "/setup";
    public const string Security = "/me/security";
    public const string Confirm = "/me/confirm";
    public const string ConfirmHere = "/me/confirm/here";
    public const string PasskeyConfirm = "/me/confirm/passkey";
    public const string Password = "/me/password";
    public const string Email = "/me/email";
    public const string EmailChange = "/email-change";
    public const string Authenticator = "/me/authenticator";
    public const string RecoveryCodes = "/me/recovery-codes";
    public const string PasskeyOptions = "/me/passkeys/options";
    public const string Passkeys = "/me/passkeys";
    public const string SignOutEverywhere = "/sign-out/everywhere";

    /// <summary>Confirming oneself and coming back here.</summary>
    public static string ConfirmTo(string path) => $"{Confirm}?to={Uri.EscapeDataString(path)}";

    public static string SecondStepTo(string? path) => path is null ? SecondStep : $"{SecondStep}?to={Uri.EscapeDataString(path)}";

    public static string EnrolTo(string? path) => path is null ? Enrol : $"{Enrol}?to={Uri.EscapeDataString(path)}";
}
