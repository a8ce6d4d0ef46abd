using System.Xml.Linq;

namespace Portal.Domain.Banking;

/// <summary>What the bank says of one transfer, or of a whole batch where <see cref="EndToEndId"/> is null.</summary>
internal sealed record ReadStatus(
    XElement At,
    string BatchRef,
    string? EndToEndId,
    string Status,
    string? Reason,
    string? Text,
    string? ServicerRef
);

/// <summary>Reads a payment status report of any version: only what Portal needs, by local name.</summary>
internal static class Pain002
{
    public static IReadOnlyList<ReadStatus> Read(XElement message, BankProblems problems)
    {
        var statuses = new List<ReadStatus>();
        var group = message.One("OrgnlGrpInfAndSts");
        var batch = group.One("OrgnlMsgId").Said(35);
        if (batch is null)
        {
            problems.Add(message, BankFaults.Missing, "OrgnlGrpInfAndSts/OrgnlMsgId");
            return statuses;
        }

        if (Status(group!, "GrpSts", batch, null) is { } whole)
        {
            statuses.Add(whole);
        }

        foreach (var payments in message.All("OrgnlPmtInfAndSts"))
        {
            if (Status(payments, "PmtInfSts", batch, null) is { } part)
            {
                statuses.Add(part);
            }

            foreach (var transfer in payments.All("TxInfAndSts"))
            {
                var id = transfer.One("OrgnlEndToEndId").Said(35);
                var status = id is null ? null : Status(transfer, "TxSts", batch, id);
                if (status is null)
                {
                    problems.Add(transfer, BankFaults.Missing, id is null ? "OrgnlEndToEndId" : "TxSts");
                    continue;
                }

                statuses.Add(status);
            }
        }

        if (statuses.Count == 0 && problems.Count == 0)
        {
            problems.Add(message, BankFaults.Missing, "GrpSts");
        }

        foreach (var strange in statuses.Where(status => !BankStatusRules.IsKnown(status.Status)))
        {
            problems.Add(strange.At, BankFaults.StatusUnknown, strange.Status);
        }

        return statuses;
    }

    private static ReadStatus? Status(XElement element, string name, string batch, string? endToEndId)
    {
        if (element.One(name).Said(10) is not { } status)
        {
            return null;
        }

        var reason = element.One("StsRsnInf");
        return new ReadStatus(
            element,
            batch,
            endToEndId,
            status,
            reason.One("Rsn", "Cd").Said(35) ?? reason.One("Rsn", "Prtry").Said(35),
            reason.One("AddtlInf").Said(),
            element.One("AcctSvcrRef").Said(35)
        );
    }
}

/// <summary>How far a bank's status is. It never goes back, except that a payment in progress can still be rejected.</summary>
internal static class BankStatusRules
{
    public const string Rejected = "RJCT";

    /// <summary>Some were done and some not: each payment speaks for itself, and what is not mentioned stays in progress.</summary>
    public const string Part = "PART";

    private static readonly Dictionary<string, int> Rank = new(StringComparer.Ordinal)
    {
        ["RCVD"] = 1,
        ["ACTC"] = 1,
        ["ACCP"] = 1,
        ["PDNG"] = 2,
        ["ACSP"] = 2,
        ["ACWC"] = 2,
        [Part] = 2,
        ["ACSC"] = 3,
        ["ACCC"] = 3,
    };

    public static bool IsKnown(string status) => status == Rejected || Rank.ContainsKey(status);

    public static bool Follows(string? before, string next)
    {
        if (before is null)
        {
            return true;
        }

        var reached = before == Rejected ? int.MaxValue : Rank.GetValueOrDefault(before);
        return next == Rejected ? reached < Rank["ACSC"] : Rank.GetValueOrDefault(next) > reached;
    }
}
