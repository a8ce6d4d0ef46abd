namespace Portal.Domain.Banking;

/// <summary>How far a bank's status is. It never goes back, except that a payment in progress can still be rejected.</summary>
internal static class BankStatusRules
{
    public const string Rejected = "RJCT";

    /// <summary>Some were done and some not: each payment speaks for itself, and what is not mentioned stays in progress.</summary>
    public const string Part = "PART";

    /// <summary>Cancelled at somebody's wish: as little will come of it as of a rejected one.</summary>
    public const string Cancelled = "CANC";

    // ISO 20022, ExternalPaymentTransactionStatus1Code and its two sisters. ACWP is accepted and not yet credited, BLCK blocked at the bank:
    // both are on their way, and only the statement says more.
    private static readonly Dictionary<string, int> Rank = new(StringComparer.Ordinal)
    {
        ["RCVD"] = 1,
        ["PATC"] = 1,
        ["ACTC"] = 1,
        ["ACCP"] = 1,
        ["PRES"] = 1,
        ["ACFC"] = 2,
        ["PDNG"] = 2,
        ["ACIS"] = 2,
        ["ACPD"] = 2,
        ["ACSP"] = 2,
        ["ACWC"] = 2,
        ["ACWP"] = 2,
        ["CPUC"] = 2,
        ["BLCK"] = 2,
        [Part] = 2,
        ["ACSC"] = 3,
        ["ACCC"] = 3,
    };

    /// <summary>The bank will not pay it.</summary>
    public static bool Ended(string? status) => status is Rejected or Cancelled;

    public static bool IsKnown(string status) => Ended(status) || Rank.ContainsKey(status);

    public static bool Follows(string? before, string next)
    {
        if (before is null)
        {
            return true;
        }

        var reached = Ended(before) ? int.MaxValue : Rank.GetValueOrDefault(before);
        return Ended(next) ? reached < Rank["ACSC"] : Rank.GetValueOrDefault(next) > reached;
    }
}
