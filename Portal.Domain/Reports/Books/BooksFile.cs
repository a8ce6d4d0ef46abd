namespace Portal.Domain.Reports;

/// <summary>What of the books a file holds.</summary>
public enum BooksFile
{
    /// <summary>Every entry with its postings, for hledger and ledger.</summary>
    Journal,

    /// <summary>Opening, debits, credits and closing of every account.</summary>
    TrialBalance,
    Payments,
    Fees,

    /// <summary>The VAT of every line of every closed statement.</summary>
    Vat,
}
