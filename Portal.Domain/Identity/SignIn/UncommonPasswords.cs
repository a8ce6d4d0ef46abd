using Microsoft.AspNetCore.Identity;

namespace Portal.Domain.Identity;

/// <summary>Hangs the rules into Identity, so that every way to set a password asks them.</summary>
internal sealed class UncommonPasswords : IPasswordValidator<PortalUser>
{
    public const string CommonCode = "PasswordCommon";
    public const string TooLongCode = "PasswordTooLong";

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) =>
        Task.FromResult(
            password is { Length: > PasswordRules.LengthMax } ? Failed(TooLongCode)
            : password is not null && PasswordRules.IsCommon(password, user.Email, user.DisplayName) ? Failed(CommonCode)
            : IdentityResult.Success
        );

    private static IdentityResult Failed(string code) => IdentityResult.Failed(new IdentityError { Code = code, Description = code });
}
