using System.Globalization;
using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>What a statement says of itself beside its lines: account, currency, balances, days.</summary>
internal sealed record CamtHead(BankPlace At, string Number, string Reference, Currency Currency)
{
    private static readonly string[] OpeningCodes = ["OPBD", "PRCD"];
    private const string Closed = "CLBD";
    private const string Between = "ITBD";

    private sealed record Balance(string Code, long Minor, DateOnly? Day);

    /// <summary>The account's currency is said at the account, or by its balances.</summary>
    public static CamtHead? Of(XElement head, BankPlace at, BankProblems problems)
    {
        var account = head.One("Acct");
        var number = account.One("Id", "IBAN").Said() ?? account.One("Id", "Othr", "Id").Said();
        var reference = head.One("Id").Said(70);
        var code =
            account.One("Ccy").Said()
            ?? head.All("Bal")
                .Select(balance => balance.One("Amt")?.Attribute("Ccy")?.Value.Trim())
                .FirstOrDefault(said => said is { Length: > 0 });
        if (number is null || reference is null || code is null)
        {
            var missing =
                number is null ? "Acct/Id"
                : reference is null ? "Id"
                : "Acct/Ccy";
            problems.Add(at, BankFaults.Missing, missing);
            return null;
        }

        if (!Currency.TryOf(code, out var currency))
        {
            problems.Add(at, BankFaults.CurrencyUnknown, Text.Short(code, 10));
            return null;
        }

        return new CamtHead(at, number, reference, currency);
    }

    /// <summary>The number of a page where there is more than one.</summary>
    public static long? PageOf(XElement? pagination) =>
        long.TryParse(pagination.One("PgNb").Said(), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
        && !(page == 1 && pagination.One("LastPgInd").Said() is "true" or "1")
            ? page
            : null;

    public ReadStatement? Whole(XElement head, IReadOnlyList<ReadEntry> entries, long? messagePage, BankProblems problems)
    {
        var balances = head.All("Bal").Select(balance => BalanceOf(balance, problems)).ToList();
        var between = balances.Where(balance => balance.Code == Between).ToList();
        var closed = balances.FindLast(balance => balance.Code == Closed);
        // A page in the middle opens and closes with interim balances: the first opens, the last closes.
        var opened =
            balances.Find(balance => OpeningCodes.Contains(balance.Code))
            ?? (closed is not null || between.Count > 1 ? between.FirstOrDefault() : null);
        var closing = closed ?? between.LastOrDefault(balance => !ReferenceEquals(balance, opened));
        if (closing is null)
        {
            problems.Add(At, BankFaults.Missing, "Bal/CLBD");
            return null;
        }

        var period = head.One("FrToDt");
        var from = DayOf(period.One("FrDtTm") ?? period.One("FrDt")) ?? opened?.Day ?? closing.Day;
        var to = closing.Day ?? DayOf(period.One("ToDtTm") ?? period.One("ToDt"));
        if (from is null || to is null)
        {
            problems.Add(At, BankFaults.Missing, "Bal/Dt");
            return null;
        }

        return new ReadStatement(
            At,
            Reference,
            long.TryParse(head.One("ElctrncSeqNb").Said(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Number,
            Currency.Code,
            from.Value < to.Value ? from.Value : to.Value,
            to.Value,
            opened?.Minor ?? closing.Minor - entries.Sum(entry => entry.AmountMinor),
            closing.Minor,
            entries
        )
        {
            PageNo = PageOf(head.One("StmtPgntn")) ?? messagePage,
            OpensBetween = opened?.Code == Between,
            ClosesBetween = closing.Code == Between,
            NoOpening = opened is null,
        };
    }

    private static DateOnly? DayOf(XElement? element) =>
        element.Said(10) is { Length: 10 } text
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private Balance BalanceOf(XElement balance, BankProblems problems) =>
        new(
            balance.One("Tp", "CdOrPrtry", "Cd").Said() ?? "-",
            CamtEntry.Signed(balance, Currency, problems) ?? 0,
            balance.One("Dt").Day(problems)
        );
}
