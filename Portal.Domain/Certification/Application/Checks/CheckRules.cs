using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum CheckOutcome
{
    Passed,
    Warned,
    Failed,

    /// <summary>What it looks at is not there yet.</summary>
    Missing,
}

/// <summary>The result of one automated check; <see cref="Detail"/> is what it found (a date, a name, a number of days).</summary>
public sealed record CheckResult(CheckKind Kind, CheckOutcome Outcome, string? Detail = null);

/// <summary>The machine's part of a review. The free pre-check and the reviewer's signals are the same code.</summary>
internal static class CheckRules
{
    public static IReadOnlyList<CheckResult> Run(CheckFacts facts) =>
        [
            LegalName(facts),
            CreditCode(facts),
            IdentityNumber(facts),
            DuplicateLicence(facts),
            LicenceValidity(facts),
            LetterAge(facts),
            NameLikeness(facts),
            PublicBody(facts),
        ];

    /// <summary>What the machine found and cannot settle: the reviewer must have read these in the licence before they approve.</summary>
    public static IReadOnlyList<FactField> MustRead(IReadOnlyList<CheckResult> results) =>
        [
            .. results
                .Where(result => result.Outcome is CheckOutcome.Warned or CheckOutcome.Failed)
                .Select(result =>
                    result.Kind switch
                    {
                        CheckKind.CreditCode => FactField.CreditCode,
                        CheckKind.LegalName => FactField.LegalName,
                        _ => (FactField?)null,
                    }
                )
                .OfType<FactField>(),
        ];

    /// <summary>A failed check is high risk, a warning medium; what is high is looked at first.</summary>
    public static RiskLevel Risk(IReadOnlyList<CheckResult> results)
    {
        if (results.Any(result => result.Outcome == CheckOutcome.Failed))
        {
            return RiskLevel.High;
        }

        return results.Any(result => result.Outcome == CheckOutcome.Warned) ? RiskLevel.Medium : RiskLevel.Low;
    }

    private static CheckResult CreditCode(CheckFacts facts)
    {
        if (facts.CreditCode.Length == 0)
        {
            return new(CheckKind.CreditCode, CheckOutcome.Missing);
        }

        // A check digit that does not hold stands on real licences too: the picture decides.
        var outcome =
            facts.CreditCode != facts.MerchantCreditCode ? CheckOutcome.Failed
            : CreditCodeRules.IsValid(facts.CreditCode) ? CheckOutcome.Passed
            : CheckOutcome.Warned;
        return new(CheckKind.CreditCode, outcome, facts.CreditCode);
    }

    private static CheckResult LegalName(CheckFacts facts)
    {
        if (facts.LegalName.Length == 0)
        {
            return new(CheckKind.LegalName, CheckOutcome.Missing);
        }

        return ReadingRules.Agree(facts.LegalName, facts.MerchantLegalName)
            ? new(CheckKind.LegalName, CheckOutcome.Passed)
            : new(CheckKind.LegalName, CheckOutcome.Failed, facts.MerchantLegalName);
    }

    private static CheckResult PublicBody(CheckFacts facts)
    {
        var match =
            facts.EntityType == EntityType.Government
                ? null
                : PublicBodyRules.Match(facts.AccountName) ?? PublicBodyRules.Match(facts.LegalName);
        return match is null ? new(CheckKind.PublicBody, CheckOutcome.Passed) : new(CheckKind.PublicBody, CheckOutcome.Failed, match);
    }

    private static CheckResult IdentityNumber(CheckFacts facts) =>
        facts.IdentityNumber switch
        {
            null => new(CheckKind.IdentityNumber, CheckOutcome.Missing),
            var number when IdentityNumberRules.IsValid(number, facts.Today) => new(CheckKind.IdentityNumber, CheckOutcome.Passed),
            _ => new(CheckKind.IdentityNumber, CheckOutcome.Failed),
        };

    private static CheckResult DuplicateLicence(CheckFacts facts) =>
        facts.OthersWithLicence == 0
            ? new(CheckKind.DuplicateLicence, CheckOutcome.Passed)
            : new(CheckKind.DuplicateLicence, CheckOutcome.Warned, facts.OthersWithLicence.ToString(CultureInfo.InvariantCulture));

    private static CheckResult LicenceValidity(CheckFacts facts) =>
        facts.LicenceValidUntil switch
        {
            null => new(CheckKind.LicenceValidity, CheckOutcome.Missing),
            { } until when until < facts.Today => new(CheckKind.LicenceValidity, CheckOutcome.Failed, Iso(until)),
            { } until when until < facts.Today.AddDays(facts.LicenceDaysLeft) => new(
                CheckKind.LicenceValidity,
                CheckOutcome.Warned,
                Iso(until)
            ),
            { } until => new(CheckKind.LicenceValidity, CheckOutcome.Passed, Iso(until)),
        };

    private static CheckResult LetterAge(CheckFacts facts) =>
        facts.LetterDate switch
        {
            null => new(CheckKind.LetterAge, CheckOutcome.Missing),
            { } date when date > facts.Today || date < facts.Today.AddDays(-facts.LetterDays) => new(
                CheckKind.LetterAge,
                CheckOutcome.Failed,
                Iso(date)
            ),
            { } date => new(CheckKind.LetterAge, CheckOutcome.Passed, Iso(date)),
        };

    private static CheckResult NameLikeness(CheckFacts facts)
    {
        var verdict = NameRules.Judge(facts.AccountName, facts.NearestCertified is { } near ? [near] : []);
        return verdict.Level switch
        {
            NameLevel.Plain => new(CheckKind.NameLikeness, CheckOutcome.Passed),
            NameLevel.Watch => new(CheckKind.NameLikeness, CheckOutcome.Warned, verdict.Match),
            NameLevel.Refused => new(CheckKind.NameLikeness, CheckOutcome.Failed, verdict.Match),
        };
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
