using Portal.Domain.Kernel;

namespace Portal.Domain.Ledger;

/// <summary>One side of an entry: a debit is positive, a credit negative.</summary>
internal readonly record struct JournalLine(LedgerCode Account, Money Amount);

/// <summary>
/// An entry about to be posted. It balances per currency from the moment it exists (I-01); its key names the business event, so the same
/// event can never be posted twice (I-02).
/// </summary>
internal sealed record JournalEntry
{
    public const int KeyMax = 120;

    private JournalEntry(string key, EntryKind kind, DateOnly businessDay, IReadOnlyList<JournalLine> lines)
    {
        Key = key;
        Kind = kind;
        BusinessDay = businessDay;
        Lines = lines;
    }

    /// <summary>Unique name of the event, e.g. <c>adjustment:AJ-2026-000001</c>, in one of the shapes of its kind.</summary>
    public string Key { get; }

    /// <summary>What happened, by the catalogue.</summary>
    public EntryKind Kind { get; }
    public DateOnly BusinessDay { get; }
    public IReadOnlyList<JournalLine> Lines { get; }

    /// <summary>The entry this one takes back, by id.</summary>
    public long? Reverses { get; init; }

    /// <summary>One line for people, without personal data.</summary>
    public string? Memo { get; init; }

    /// <exception cref="InvariantViolatedException">
    /// I-01: the lines do not add up to zero in each currency, or two of them name one account: a statement takes up an entry once. I-70: the
    /// catalogue has no such kind, or an entry of it has another key or stands on other accounts.
    /// </exception>
    public static JournalEntry Of(string key, EntryKind kind, DateOnly businessDay, params JournalLine[] lines)
    {
        Invariant.Hold("I-01", lines.Length >= 2, $"{key} has {lines.Length} lines");
        Invariant.Hold("I-02", key.Length is > 0 and <= KeyMax, $"key of {key.Length} characters");
        if (lines.Length == 2)
        {
            // The common case, without grouping: bulk posting makes millions of these.
            Invariant.Hold("I-01", (lines[0].Amount + lines[1].Amount).IsZero, $"{key} does not balance");
            Invariant.Hold("I-01", lines[0].Account != lines[1].Account, $"{key} names {lines[0].Account} twice");
        }
        else
        {
            foreach (var currency in lines.GroupBy(line => line.Amount.Currency))
            {
                var sum = currency.Aggregate(Money.Zero(currency.Key), (acc, line) => acc + line.Amount);
                Invariant.Hold("I-01", sum.IsZero, $"{key} is out by {sum}");
                var twice = currency.GroupBy(line => line.Account).FirstOrDefault(account => account.Count() > 1);
                Invariant.Hold("I-01", twice is null, $"{key} names {twice?.Key} twice");
            }
        }

        var row = EntryKinds.Of(kind);
        Invariant.Hold("I-70", row.KeyOf(key) is not null, $"{key} is no key of kind {row.Name}");
        Invariant.Hold("I-70", row.Fits(lines), $"{key} stands on accounts on which no {row.Name} stands");
        return new JournalEntry(key, kind, businessDay, lines);
    }

    /// <summary>From one account to another: the debited account receives, the credited one gives.</summary>
    public static JournalEntry Move(string key, EntryKind kind, DateOnly day, LedgerCode debit, LedgerCode credit, Money amount) =>
        Of(key, kind, day, new JournalLine(debit, amount), new JournalLine(credit, -amount));
}
