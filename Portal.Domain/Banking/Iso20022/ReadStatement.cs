using System.Globalization;

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
