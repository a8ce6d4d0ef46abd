namespace Portal.Domain.Ledger;

/// <summary>
/// One row of the catalogue: the name it is stored under, the roles of the accounts it debits and credits, how its keys look, and as what it
/// stands on a merchant's statement.
/// </summary>
internal sealed record EntryKindRow(EntryKind Kind, string Name, LedgerRole[] Debit, LedgerRole[] Credit, EntryKey[] Keys, LineKind? Line)
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
