namespace Portal.Domain.Ledger;

/// <summary>What a journal entry is: the whole catalogue. What each of them means stands in <see cref="EntryKinds"/>.</summary>
public enum EntryKind
{
    Payment,
    Refund,
    ChannelFee,
    ChannelFeeReturn,
    Fee,
    FeeReturn,
    FeeWaiver,
    FeeWaiverReturn,
    RefundFee,
    PayoutFee,
    MonthlyFee,
    ServiceFeeWaiver,
    CertificationFee,
    CertificationWaiver,
    Vat,
    ReserveHold,
    ReserveRelease,
    Adjustment,
    Settlement,
    PayoutProposed,
    PayoutOut,
    PayoutFailed,
    GatewayWithdrawal,
    GatewayTopup,
    GatewayMovement,
    GatewayGiven,
    BankOpening,
    BankLine,
    BankPlaced,
    ReconMatch,
    Reversal,
}

/// <summary>The page of what caused an entry, found by what its key names.</summary>
public enum EntryPage
{
    /// <summary>The key names what has no page of its own.</summary>
    None,
    Bill,
    Case,
    Payout,
    BankStatement,
    Approval,
    Adjustment,

    /// <summary>A statement by its id.</summary>
    Statement,

    /// <summary>A statement by merchant, currency and last day.</summary>
    Period,
}

/// <summary>
/// The name of an event, in the parts that colons part; those in angle brackets differ from event to event. <paramref name="Tail"/> ends it.
/// </summary>
public sealed record EntryKey(string Shape, EntryPage Page = EntryPage.None, string Tail = "")
{
    private readonly string _head = Shape.Split('<')[0];
    private readonly int _colons = (Shape + Tail).Count(letter => letter == ':');

    public bool Fits(string key) =>
        key.Length > _head.Length + Tail.Length
        && key.AsSpan().Count(':') >= _colons
        && key.StartsWith(_head, StringComparison.Ordinal)
        && key.EndsWith(Tail, StringComparison.Ordinal);

    public override string ToString() => Shape + Tail;
}

/// <summary>
/// One row of the catalogue: the name it is stored under, the roles of the accounts it debits and credits, how its keys look, and as what it
/// stands on a merchant's statement.
/// </summary>
public sealed record EntryKindRow(EntryKind Kind, string Name, LedgerRole[] Debit, LedgerRole[] Credit, EntryKey[] Keys, LineKind? Line)
{
    /// <summary>It may go the other way as well: a negative amount, as of a correction.</summary>
    public bool EitherWay { get; init; }

    /// <summary>The shape that a key has, or null when it is none of this kind's.</summary>
    public EntryKey? KeyOf(string key) => Array.Find(Keys, shape => shape.Fits(key));

    /// <summary>Whether each line stands on the side on which its account may stand.</summary>
    internal bool Fits(IReadOnlyList<JournalLine> lines) => Fits(lines, Debit, Credit) || (EitherWay && Fits(lines, Credit, Debit));

    private static bool Fits(IReadOnlyList<JournalLine> lines, LedgerRole[] debit, LedgerRole[] credit)
    {
        foreach (var (account, amount) in lines)
        {
            var role = account.Role;
            var fits =
                amount.IsZero ? debit.Contains(role) || credit.Contains(role)
                : amount.IsNegative ? credit.Contains(role)
                : debit.Contains(role);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
