using System.Globalization;
using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

internal sealed record ReadStatement(
    BankPlace At,
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
    public long? PageNo { get; init; }

    /// <summary>It begins or ends in the middle of a statement: another page comes before or after it.</summary>
    public bool OpensBetween { get; init; }
    public bool ClosesBetween { get; init; }

    /// <summary>It says how it closes and not how it opens: the opening is what the lines leave, and a person is asked.</summary>
    public bool NoOpening { get; init; }

    /// <summary>Which statement it is: banks begin again with number 1 every year, some every day.</summary>
    public string Identity =>
        string.Create(CultureInfo.InvariantCulture, $"{Reference}|{SequenceNo}|{Page}|{FromDay:yyyyMMdd}|{ToDay:yyyyMMdd}");

    /// <summary>A further page without a number is known by where it goes on.</summary>
    private string Page =>
        PageNo is { } page ? page.ToString(CultureInfo.InvariantCulture)
        : OpensBetween ? $"+{OpeningMinor}"
        : string.Empty;

    private long Booked => OpeningMinor + Entries.Sum(entry => entry.AmountMinor) - ClosingMinor;

    /// <summary>By booking day, and where that does not add up, without what counts only after the closing day.</summary>
    private long Valued => OpeningMinor + Entries.Where(entry => entry.ValueDay <= ToDay).Sum(entry => entry.AmountMinor) - ClosingMinor;

    public bool ByValueDay => Booked != 0 && Valued == 0;
    public long DifferenceMinor => ByValueDay ? 0 : Booked;
}

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

/// <summary>A long statement comes in pages under one id: it opens with the first and closes with the last.</summary>
internal static class CamtPages
{
    public static IReadOnlyList<ReadStatement> Join(IReadOnlyList<ReadStatement> pages)
    {
        var joined = new List<ReadStatement>();
        foreach (var same in pages.GroupBy(page => (page.AccountNumber, page.Reference)))
        {
            ReadStatement? whole = null;
            foreach (var page in same.OrderBy(page => page.FromDay).ThenBy(page => page.PageNo).ThenBy(page => page.SequenceNo))
            {
                if (whole is not null && !GoesOn(whole, page))
                {
                    joined.Add(Numbered(whole));
                    whole = null;
                }

                whole = whole is null ? page : With(whole, page);
            }

            joined.Add(Numbered(whole!));
        }

        return joined;
    }

    /// <summary>The next page of the same statement, not another statement that begins with the same number again.</summary>
    private static bool GoesOn(ReadStatement whole, ReadStatement page) =>
        whole.ClosesBetween || page.OpensBetween || (whole.SequenceNo == page.SequenceNo && page.FromDay <= whole.ToDay);

    private static ReadStatement With(ReadStatement whole, ReadStatement page) =>
        whole with
        {
            ToDay = page.ToDay > whole.ToDay ? page.ToDay : whole.ToDay,
            ClosingMinor = page.ClosingMinor,
            ClosesBetween = page.ClosesBetween,
            Entries = [.. whole.Entries, .. page.Entries],
        };

    /// <summary>A line without a reference of the bank's is known by its place in this statement, and by nothing else.</summary>
    private static ReadStatement Numbered(ReadStatement statement) =>
        statement with
        {
            Entries =
            [
                .. statement.Entries.Select(
                    (entry, at) =>
                        entry.OwnRef
                            ? entry
                            : entry with
                            {
                                ServicerRef = string.Create(CultureInfo.InvariantCulture, $"#{at + 1}@{statement.Identity}"),
                            }
                ),
            ],
        };
}
