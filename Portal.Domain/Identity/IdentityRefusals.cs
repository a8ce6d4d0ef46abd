namespace Portal.Domain.Identity;

public static class IdentityRefusals
{
    public const string SlugShape = "Identity_SlugShape";
    public const string SlugTaken = "Identity_SlugTaken";
    public const string SignInFailed = "Identity_SignInFailed";
    public const string LockedOut = "Identity_LockedOut";
    public const string PasswordRefused = "Identity_PasswordRefused";
    public const string LinkUsedUp = "Identity_LinkUsedUp";
    public const string EmailShape = "Identity_EmailShape";
    public const string EmailTaken = "Identity_EmailTaken";
    public const string NotConfirmed = "Identity_NotConfirmed";
}
