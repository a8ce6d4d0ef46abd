namespace Portal.Domain.Data;

/// <summary>
/// Which rows are sealed: all, but for the tables and columns named here, each with the reason. A table that a module adds is sealed from its
/// first row on.
/// </summary>
internal static class SealRules
{
    /// <summary>Rows of tables that grow with every payment or every person told share a seal; marks in it still say which row it is.</summary>
    private const int BlockRows = SealShape.Slots;
    private const int BlockEntries = 16;

    /// <summary>The rows of one statement or one line share a seal; those of some entries of the ledger do.</summary>
    private static readonly HashSet<string> Led = ["StatementLines", "VatLines", "BankLineDetails", "Postings"];
    private static readonly HashSet<string> Blocks =
    [
        "Payments",
        "Refunds",
        "Fees",
        "ServiceFees",
        "GatewayMovements",
        "ExceptionItems",
        "LedgerEntries",
        "Postings",
        "LedgerAccounts",
        "Statements",
        "Payouts",
        "ReserveBuckets",
        "BankLines",
        "ReconItems",
        "Notices",
    ];

    /// <summary>What is not sealed, by table.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } =
        new Dictionary<string, string>
        {
            ["Seals"] = "the seals themselves: each has its own keyed hash, and the root their sum",
            ["AuditRecords"] = "the trail is a keyed chain of its own (I-08)",
            ["AuditCuts"] = "signed (I-08)",
            ["AuditHeads"] = "the end of the chain (I-08)",
            ["LedgerBalances"] = "a cache of the postings (I-06)",
            ["LedgerDays"] = "a cache of the postings (I-06)",
            ["StatementEntries"] = "which statement took up an entry: summed up again (I-11)",
            ["FeeVolumes"] = "sums of payments (I-16)",
            ["Audiences"] = "counts of followers (I-31)",
            ["Followers"] = "people who follow: they move no money, no rights of anybody else and no badge; counted (I-31)",
            ["Broadcasts"] = "counts of what was delivered (I-30)",
            ["MessageOpens"] = "who opened what: statistics",
            ["WorkItems"] = "the work queue: leases and retries; the work itself asks again what is to be done",
            ["Sequences"] = "counters; a number given twice is refused by its index",
            ["ClockRuns"] = "when clocks last ran",
            ["ProofRuns"] = "when proofs last ran",
            ["Alarms"] = "what was noticed, as of now",
            ["FormDrafts"] = "forms half filled in",
            ["Sessions"] = "touched by every request; useless without the cookie's secret, and over within their days",
            ["SetupCodes"] = "one code, used once, of a site without people",
            ["SignInCodes"] = "codes of followers, over within minutes",
            ["Mails"] = "mails on their way out",
            ["Looks"] = "who looked at what: append-only by triggers, moves nothing",
            ["WhatIfs"] = "reckonings that move nothing",
            ["WhatIfRows"] = "reckonings that move nothing",
        };

    /// <summary>What is not sealed of a table that is.</summary>
    public static IReadOnlyDictionary<(string Table, string Column), string> Columns { get; } =
        new Dictionary<(string Table, string Column), string>
        {
            [("Payments", "RefundedMinor")] = "the sum of its refunds, summed up again (I-14)",
            [("Notices", "ReadUtc")] = "when it was read",
            [("SettlementRuns", "MerchantsDone")] = "how far a run is",
            [("SettlementRuns", "MerchantsTotal")] = "how far a run is",
            [("SettlementRuns", "Statements")] = "how far a run is",
            [("SettlementRuns", "RestartedBy")] = "stands in the trail (settlement.started-again)",
            [("SettlementRuns", "RestartedUtc")] = "stands in the trail (settlement.started-again)",
        };

    /// <summary>
    /// Columns that a release after the seals added NOT NULL, each with the default its migration gave to the rows there were: with that value
    /// they add nothing to a seal, so those rows stay as they were sealed. A test refuses a migration whose column is not named here.
    /// </summary>
    public static IReadOnlyDictionary<(string Table, string Column), object> Later { get; } =
        new Dictionary<(string Table, string Column), object>();

    /// <summary>Rows that the first migration puts into a new site; a test compares them with the model.</summary>
    public static IReadOnlyList<(string Table, long Id)> Seeded { get; } = [("FeeRules", 1), ("VatRates", 1)];

    public static int BlockOf(string table) =>
        !Blocks.Contains(table) ? 1
        : IsLed(table) ? BlockEntries
        : BlockRows;

    public static bool IsLed(string table) => Led.Contains(table);

    /// <summary>Why a table is not sealed; null when it is.</summary>
    public static string? Of(string table) => Tables.GetValueOrDefault(table);

    /// <summary>Why a column is not sealed; null when it is.</summary>
    public static string? Of(string table, string column) => Tables.GetValueOrDefault(table) ?? Columns.GetValueOrDefault((table, column));
}
