using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

internal sealed record ReadDetail(string? EndToEndId, long AmountMinor, string? ReturnReason, string? ReturnText);

/// <summary>One line of a statement: what is booked of it, and the payments inside.</summary>
internal static class CamtEntry
{
    private static readonly string[] NotBooked = ["PDNG", "INFO", "FUTR"];

    /// <summary>Null for what is not booked, and for what is wrong.</summary>
    public static ReadEntry? Read(XElement entry, Currency currency, BankProblems problems)
    {
        var state = entry.One("Sts", "Cd").Said() ?? entry.One("Sts").Said();
        if (state != "BOOK")
        {
            if (!NotBooked.Contains(state))
            {
                problems.Add(entry, state is null ? BankFaults.Missing : BankFaults.BadWord, "Sts", state ?? string.Empty);
            }

            return null;
        }

        var amount = Signed(entry, currency, problems);
        var booked = entry.One("BookgDt").Day(problems);
        if (booked is null)
        {
            problems.Add(entry, BankFaults.Missing, "BookgDt");
        }

        if (amount is null || booked is null)
        {
            return null;
        }

        // A batch may be split over several groups of details.
        var details = entry.All("NtryDtls").SelectMany(group => group.All("TxDtls")).ToList();
        var batch = entry.All("NtryDtls").Select(group => group.One("Btch")).FirstOrDefault(group => group is not null);
        var code = Code(entry);
        var first = details.FirstOrDefault();
        var named = entry.One("AcctSvcrRef").Named() ?? first.One("Refs", "AcctSvcrRef").Named();
        return new ReadEntry(
            booked.Value,
            entry.One("ValDt").Day(problems) ?? booked.Value,
            amount.Value,
            currency.Code,
            named is null || named[0] == ReadEntry.Unnamed ? string.Empty : named,
            code,
            code.EndsWith("/RRTN", StringComparison.Ordinal)
                || entry.One("RvslInd").Said() is "true" or "1"
                || details.Exists(detail => detail.One("RtrInf") is not null),
            batch.One("MsgId").Named() ?? batch.One("PmtInfId").Named() ?? first.One("Refs", "PmtInfId").Named(),
            Party(first, amount.Value > 0 ? "Dbtr" : "Cdtr"),
            first.One("RmtInf", "Ustrd").Said() ?? entry.One("AddtlNtryInf").Said() ?? first.One("Refs", "EndToEndId").Said(),
            Details(entry, details, amount.Value, currency, problems)
        );
    }

    public static long? Signed(XElement parent, Currency currency, BankProblems problems)
    {
        var amount = parent.One("Amt");
        if (amount?.Attribute("Ccy")?.Value is { } code && code != currency.Code)
        {
            problems.Add(amount, BankFaults.MixedCurrency, code, currency.Code);
            return null;
        }

        var minor = amount.Minor(currency, problems);
        var direction = parent.One("CdtDbtInd").Said();
        switch (direction)
        {
            case "CRDT":
                return minor;
            case "DBIT":
                return -minor;
            default:
                problems.Add(parent, BankFaults.BadWord, "CdtDbtInd", direction ?? string.Empty);
                return null;
        }
    }

    private static IReadOnlyList<ReadDetail> Details(
        XElement entry,
        List<XElement> details,
        long whole,
        Currency currency,
        BankProblems problems
    )
    {
        var note = entry.One("AddtlNtryInf").Words();
        if (details.Count == 0)
        {
            return OurMarks.In(note) is { } ours ? [new ReadDetail(ours, Math.Abs(whole), null, null)] : [];
        }

        return
        [
            .. details.Select(detail => Detail(detail, details.Count == 1 ? note : string.Empty, details.Count, whole, currency, problems)),
        ];
    }

    /// <summary>
    /// A payment inside a line, by our reference: in its own field, in the instruction's, or in the text. Its amount may be left out where the bank
    /// books one payment a line; one in another currency is not the account's.
    /// </summary>
    private static ReadDetail Detail(XElement detail, string note, int count, long whole, Currency currency, BankProblems problems)
    {
        var amount = detail.One("Amt") ?? detail.One("AmtDtls", "TxAmt", "Amt");
        amount = amount?.Attribute("Ccy")?.Value is { } code && code != currency.Code ? null : amount;
        var minor = amount is null ? (count == 1 ? Math.Abs(whole) : 0) : amount.Minor(currency, problems) ?? 0;
        var (back, refs) = (detail.One("RtrInf"), detail.One("Refs"));
        var text = string.Join(' ', detail.One("RmtInf").Words(), detail.One("AddtlTxInf").Words(), note);
        var named = OurMarks.First(refs.One("EndToEndId").Named(), refs.One("InstrId").Named());
        return new ReadDetail(
            OurMarks.In(named) ?? OurMarks.In(text) ?? named,
            minor,
            back.One("Rsn", "Cd").Said(35) ?? back.One("Rsn", "Prtry").Said(35),
            back.One("AddtlInf").Said()
        );
    }

    private static string? Party(XElement? detail, string side)
    {
        var party = detail.One("RltdPties", side);
        return party.One("Pty", "Nm").Said() ?? party.One("Nm").Said();
    }

    private static string Code(XElement entry)
    {
        var domain = entry.One("BkTxCd", "Domn");
        var parts = new[] { domain.One("Cd").Said(10), domain.One("Fmly", "Cd").Said(10), domain.One("Fmly", "SubFmlyCd").Said(10) };
        var known = string.Join('/', parts.OfType<string>());
        return known.Length > 0 ? known : entry.One("BkTxCd", "Prtry", "Cd").Said(35) ?? string.Empty;
    }
}
