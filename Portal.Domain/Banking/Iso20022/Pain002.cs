using System.Xml;
using System.Xml.Linq;

namespace Portal.Domain.Banking;

/// <summary>What the bank says of one transfer, or of a whole batch where <see cref="EndToEndId"/> is null.</summary>
internal sealed record ReadStatus(
    BankPlace At,
    string BatchRef,
    string? EndToEndId,
    string Status,
    string? Reason,
    string? Text,
    string? ServicerRef
);

/// <summary>Reads a payment status report of any version: only what Portal needs, by local name, one transfer in memory at a time.</summary>
internal static class Pain002
{
    private const string Transfer = "TxInfAndSts";

    public static IReadOnlyList<ReadStatus> Read(byte[] content, BankProblems problems)
    {
        var statuses = new List<ReadStatus>();
        string? batch = null;
        using var reader = BankXml.Open(content);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 2)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "OrgnlGrpInfAndSts":
                    var group = BankXml.Part(reader);
                    batch = group.One("OrgnlMsgId").Named() ?? batch;
                    Take(statuses, Status(group, "GrpSts", null));
                    break;
                case "OrgnlPmtInfAndSts":
                    var name = Payments(reader, statuses, problems);
                    batch ??= name;
                    break;
                case Transfer:
                    One(BankXml.Part(reader), statuses, problems);
                    break;
                default:
                    break;
            }
        }

        if (batch is null)
        {
            problems.Add(new BankPlace(1, 1), BankFaults.Missing, "OrgnlGrpInfAndSts/OrgnlMsgId");
            return [];
        }

        if (statuses.Count == 0 && problems.Count == 0)
        {
            problems.Add(new BankPlace(1, 1), BankFaults.Missing, "GrpSts");
        }

        foreach (var strange in statuses.Where(status => !BankStatusRules.IsKnown(status.Status)))
        {
            problems.Add(strange.At, BankFaults.StatusUnknown, strange.Status);
        }

        return [.. statuses.Select(status => status with { BatchRef = batch })];
    }

    /// <summary>The statuses of one group of payments; returns our name for the group, which is the batch's too.</summary>
    private static string? Payments(XmlReader reader, List<ReadStatus> statuses, BankProblems problems)
    {
        var group = new XElement(reader.LocalName);
        using var payments = reader.ReadSubtree();
        payments.Read();
        while (BankXml.NextPart(payments))
        {
            var part = BankXml.Part(payments);
            if (part.Name.LocalName == Transfer)
            {
                One(part, statuses, problems);
            }
            else
            {
                group.Add(part);
            }
        }

        Take(statuses, Status(group, "PmtInfSts", null));
        return group.One("OrgnlPmtInfId").Named();
    }

    /// <summary>One transfer, by our reference in whichever field the bank brings it back.</summary>
    private static void One(XElement transfer, List<ReadStatus> statuses, BankProblems problems)
    {
        var id = OurMarks.First(
            transfer.One("OrgnlEndToEndId").Named(),
            transfer.One("OrgnlInstrId").Named(),
            transfer.One("OrgnlTxId").Named(),
            transfer.One("OrgnlTxRef", "PmtId", "EndToEndId").Named()
        );
        if (id is null || Status(transfer, "TxSts", id) is not { } status)
        {
            problems.Add(transfer, BankFaults.Missing, id is null ? "OrgnlEndToEndId" : "TxSts");
            return;
        }

        Take(statuses, status);
    }

    private static void Take(List<ReadStatus> statuses, ReadStatus? status)
    {
        if (status is not null)
        {
            statuses.Add(status);
        }
    }

    private static ReadStatus? Status(XElement element, string name, string? endToEndId)
    {
        if (element.One(name).Said(10) is not { } status)
        {
            return null;
        }

        var reason = element.One("StsRsnInf");
        return new ReadStatus(
            BankPlace.Of(element),
            string.Empty,
            endToEndId,
            status,
            reason.One("Rsn", "Cd").Said(35) ?? reason.One("Rsn", "Prtry").Said(35),
            reason.One("AddtlInf").Said(),
            element.One("AcctSvcrRef").Named()
        );
    }
}
