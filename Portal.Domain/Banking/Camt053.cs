using System.Globalization;
using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

internal sealed record ReadDetail(string? EndToEndId, long AmountMinor, string? ReturnReason, string? ReturnText);

internal sealed record ReadEntry(
    DateOnly BookDay,
    DateOnly ValueDay,
    long AmountMinor,
    string Currency,
    string ServicerRef,
    string Code,
    bool IsReturn,
    string? BatchRef,
    string? Counterparty,
    string? Text,
    IReadOnlyList<ReadDetail> Details
);

internal sealed record ReadStatement(
    XElement At,
    string Reference,
    long? SequenceNo,
    string AccountNumber,
    string Currency,
    DateOnly FromDay,
    DateOnly ToDay,
    long OpeningMinor,
    long ClosingMinor,
    IReadOnlyList<ReadEntry> Entries
)
{
    private long Booked => OpeningMinor + Entries.Sum(entry => entry.AmountMinor) - ClosingMinor;

    /// <summary>By booking day, and where that does not add up, without what counts only after the closing day.</summary>
    private long Valued => OpeningMinor + Entries.Where(entry => entry.ValueDay <= ToDay).Sum(entry => entry.AmountMinor) - ClosingMinor;

    public bool ByValueDay => Booked != 0 && Valued == 0;
    public long DifferenceMinor => ByValueDay ? 0 : Booked;
}

/// <summary>Reads camt.053, V02 and V08 alike: whole or not at all.</summary>
internal static class Camt053
{
    private static readonly string[] OpeningCodes = ["OPBD", "PRCD"];

    public static IReadOnlyList<ReadStatement> Read(XElement message, BankProblems problems)
    {
        var pages = message.All("Stmt").Select(statement => Statement(statement, problems)).OfType<ReadStatement>().ToList();
        if (pages.Count == 0 && problems.Count == 0)
        {
            problems.Add(message, BankFaults.Missing, "Stmt");
        }

        var joined = pages.GroupBy(page => (page.AccountNumber, page.Reference)).Select(Join).ToList();
        if (joined.Sum(statement => statement.Entries.Count) > BankFiles.LinesMax)
        {
            problems.Add(message, BankFaults.TooManyLines, BankFiles.LinesMax.ToString(CultureInfo.InvariantCulture));
        }

        return joined;
    }

    /// <summary>A long statement comes in pages under one id: it opens with the first and closes with the last.</summary>
    private static ReadStatement Join(IEnumerable<ReadStatement> pages)
    {
        var all = pages.ToList();
        return all[0] with
        {
            ToDay = all.Max(page => page.ToDay),
            ClosingMinor = all[^1].ClosingMinor,
            Entries = [.. all.SelectMany(page => page.Entries)],
        };
    }

    private static ReadStatement? Statement(XElement statement, BankProblems problems)
    {
        var before = problems.Count;
        var account = statement.One("Acct");
        var number = account.One("Id", "IBAN").Said() ?? account.One("Id", "Othr", "Id").Said();
        var reference = statement.One("Id").Said(70);
        var code = account.One("Ccy").Said() ?? statement.One("Bal").One("Amt")?.Attribute("Ccy")?.Value;
        if (number is null || reference is null || code is null || !Currency.TryOf(code, out var currency))
        {
            problems.Add(
                statement,
                BankFaults.Missing,
                number is null ? "Acct/Id"
                    : reference is null ? "Id"
                    : "Acct/Ccy"
            );
            return null;
        }

        var balances = statement.All("Bal").Select(balance => Balance(balance, currency, problems)).ToList();
        var opening = balances.Find(balance => OpeningCodes.Contains(balance.Code));
        var closing = balances.FindLast(balance => balance.Code == "CLBD") is { Code: not null } closed
            ? closed
            : balances.FindLast(balance => balance.Code == "ITBD");
        if (opening.Code is null || closing.Code is null)
        {
            problems.Add(statement, BankFaults.Missing, opening.Code is null ? "Bal/OPBD" : "Bal/CLBD");
        }

        var entries = statement
            .All("Ntry")
            .Select((entry, at) => Entry(entry, at, reference, currency, problems))
            .OfType<ReadEntry>()
            .ToList();
        var period = statement.One("FrToDt");
        var from = DayOf(period.One("FrDtTm") ?? period.One("FrDt")) ?? opening.Day ?? closing.Day;
        var to = closing.Day ?? DayOf(period.One("ToDtTm") ?? period.One("ToDt"));
        if (from is null || to is null)
        {
            problems.Add(statement, BankFaults.Missing, "Bal/Dt");
        }

        return problems.Count > before
            ? null
            : new ReadStatement(
                statement,
                reference,
                long.TryParse(statement.One("ElctrncSeqNb").Said(), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                    ? seq
                    : null,
                number,
                currency.Code,
                from!.Value < to!.Value ? from.Value : to.Value,
                to.Value,
                opening.Minor,
                closing.Minor,
                entries
            );
    }

    private static DateOnly? DayOf(XElement? element) =>
        element.Said() is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static (string? Code, long Minor, DateOnly? Day) Balance(XElement balance, Currency currency, BankProblems problems)
    {
        var amount = Signed(balance, currency, problems);
        return (balance.One("Tp", "CdOrPrtry", "Cd").Said() ?? "-", amount ?? 0, balance.One("Dt").Day(problems));
    }

    private static long? Signed(XElement parent, Currency currency, BankProblems problems)
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

    private static ReadEntry? Entry(XElement entry, int at, string reference, Currency currency, BankProblems problems)
    {
        if ((entry.One("Sts", "Cd").Said() ?? entry.One("Sts").Said()) != "BOOK")
        {
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

        var details = entry.One("NtryDtls").All("TxDtls").ToList();
        var batch = entry.One("NtryDtls", "Btch");
        var code = Code(entry);
        var first = details.FirstOrDefault();
        return new ReadEntry(
            booked.Value,
            entry.One("ValDt").Day(problems) ?? booked.Value,
            amount.Value,
            currency.Code,
            entry.One("AcctSvcrRef").Said(35)
                ?? first.One("Refs", "AcctSvcrRef").Said(35)
                ?? string.Create(CultureInfo.InvariantCulture, $"#{at + 1}@{reference}"),
            code,
            code.EndsWith("/RRTN", StringComparison.Ordinal)
                || entry.One("RvslInd").Said() == "true"
                || details.Exists(detail => detail.One("RtrInf") is not null),
            batch.One("MsgId").Said(35) ?? batch.One("PmtInfId").Said(35) ?? first.One("Refs", "PmtInfId").Said(35),
            Party(first, amount.Value > 0 ? "Dbtr" : "Cdtr"),
            first.One("RmtInf", "Ustrd").Said() ?? entry.One("AddtlNtryInf").Said() ?? first.One("Refs", "EndToEndId").Said(),
            [.. details.Select(detail => Detail(detail, details.Count, amount.Value, currency, problems))]
        );
    }

    /// <summary>The amount of a payment inside a line; a bank that books one payment a line may leave it out.</summary>
    private static ReadDetail Detail(XElement detail, int count, long whole, Currency currency, BankProblems problems)
    {
        var amount = detail.One("Amt") ?? detail.One("AmtDtls", "TxAmt", "Amt");
        var minor = amount is null ? (count == 1 ? Math.Abs(whole) : 0) : amount.Minor(currency, problems) ?? 0;
        var back = detail.One("RtrInf");
        return new ReadDetail(
            detail.One("Refs", "EndToEndId").Said(35),
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
