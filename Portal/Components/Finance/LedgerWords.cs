using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>What the kinds of journal entries are called.</summary>
public static class LedgerWords
{
    /// <summary>The kind in the reader's language; a kind without words is shown as the ledger holds it.</summary>
    public static string Kind(string kind) =>
        FinanceTexts.ResourceManager.GetString("EntryKind_" + kind.Replace('-', '_'), FinanceTexts.Culture) ?? kind;
}
