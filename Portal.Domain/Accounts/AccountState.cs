using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

public enum AccountState
{
    Draft,
    Live,
    Certified,
    CertificationLapsed,
    Restricted,
    Suspended,
    Closed,
}

/// <summary>The legal moves of a public account; docs print it, a test walks it.</summary>
internal static class AccountMoves
{
    private static readonly MoveTable<AccountState> Table = new(
        new()
        {
            [AccountState.Draft] = [AccountState.Live, AccountState.Closed],
            [AccountState.Live] = [AccountState.Certified, AccountState.Restricted, AccountState.Suspended, AccountState.Closed],
            [AccountState.Certified] =
            [
                AccountState.CertificationLapsed,
                AccountState.Restricted,
                AccountState.Suspended,
                AccountState.Closed,
            ],
            [AccountState.CertificationLapsed] =
            [
                AccountState.Certified,
                AccountState.Restricted,
                AccountState.Suspended,
                AccountState.Closed,
            ],
            // What a restricted or suspended account comes back to depends on its badge: the verb decides.
            [AccountState.Restricted] =
            [
                AccountState.Live,
                AccountState.Certified,
                AccountState.CertificationLapsed,
                AccountState.Suspended,
                AccountState.Closed,
            ],
            [AccountState.Suspended] = [AccountState.Live, AccountState.Certified, AccountState.CertificationLapsed, AccountState.Closed],
            [AccountState.Closed] = [],
        }
    );

    /// <summary>What followers can open and read. A restriction takes rights from an account without hiding it.</summary>
    public static IReadOnlyList<AccountState> Open { get; } =
    [AccountState.Live, AccountState.Certified, AccountState.CertificationLapsed, AccountState.Restricted];

    public static IReadOnlyList<AccountState> From(AccountState state) => Table[state];

    public static bool Allows(AccountState from, AccountState to) => Table.Allows(from, to);
}
