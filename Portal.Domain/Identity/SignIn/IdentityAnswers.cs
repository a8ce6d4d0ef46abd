using Microsoft.AspNetCore.Identity;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>ASP.NET Core Identity answers with codes instead of throwing: here they become refusals.</summary>
internal static class IdentityAnswers
{
    /// <summary>What a mailed link does: the second of two uses finds the link used up, also when both came at once.</summary>
    public static async Task Once(Func<Task<IdentityResult>> use)
    {
        IdentityResult result;
        try
        {
            result = await use();
        }
        catch (Refusal lost) when (SaveRaces.IsLost(lost))
        {
            throw new Refusal(IdentityRefusals.LinkUsedUp);
        }

        string[] gone = [nameof(IdentityErrorDescriber.InvalidToken), nameof(IdentityErrorDescriber.ConcurrencyFailure)];
        var codes = result.Errors.Select(error => error.Code).ToList();
        Refusal.Unless(!codes.Any(code => gone.Contains(code) || IsTaken(code)), IdentityRefusals.LinkUsedUp);
        Accept(result, "Password");
    }

    /// <summary>Lets a success pass; says on that field what was refused.</summary>
    /// <exception cref="Refusal">It did not succeed.</exception>
    public static void Accept(IdentityResult result, string field)
    {
        if (result.Succeeded)
        {
            return;
        }

        var codes = result.Errors.Select(error => error.Code).ToList();
        throw (
            codes.Contains(UncommonPasswords.TooLongCode) ? new Refusal(IdentityRefusals.PasswordTooLong, PasswordRules.LengthMax)
            : codes is [UncommonPasswords.CommonCode] ? new Refusal(IdentityRefusals.PasswordCommon)
            : codes.Any(code => code.StartsWith("Password", StringComparison.Ordinal))
                ? new Refusal(IdentityRefusals.PasswordRefused, PasswordRules.LengthMin)
            : codes.Any(IsTaken) ? new Refusal(IdentityRefusals.EmailTaken, string.Empty)
            : new Refusal(KernelRefusals.Conflict)
        ).On(field);
    }

    /// <summary>Whether a code says that somebody has that name or address.</summary>
    public static bool IsTaken(string code) => code.StartsWith("Duplicate", StringComparison.Ordinal);
}
