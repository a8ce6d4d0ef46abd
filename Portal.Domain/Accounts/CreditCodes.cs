using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>The credit code of a form, refused beside its field where it cannot be one.</summary>
internal static class CreditCodes
{
    /// <summary>
    /// Capitals without spaces; refuses a wrong length, a wrong character or a wrong region. A check digit that does not hold is no reason to
    /// refuse, since such codes stand on real licences: the person is warned, and the review compares the code with the licence.
    /// </summary>
    public static string Parse(string? value)
    {
        var code = CreditCodeRules.Normalise(value);
        if (code.Length == 0)
        {
            throw new Refusal(KernelRefusals.Required).On("CreditCode");
        }

        if (code.Length != CreditCodeRules.Length)
        {
            throw new Refusal(AccountsRefusals.CreditCodeLength, code.Length).On("CreditCode");
        }

        var strange = code.FirstOrDefault(c => !CreditCodeRules.Alphabet.Contains(c, StringComparison.Ordinal));
        if (strange != default)
        {
            throw new Refusal(AccountsRefusals.CreditCodeCharacter, strange.ToString()).On("CreditCode");
        }

        return CreditCodeRules.HasRegion(code)
            ? code
            : throw new Refusal(AccountsRefusals.CreditCodeRegion, code.Substring(2, 6)).On("CreditCode");
    }
}
