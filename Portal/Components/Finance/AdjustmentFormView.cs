using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>An adjustment while it is written.</summary>
public sealed class AdjustmentFormView
{
    public string Merchant { get; set; } = string.Empty;
    public string Amount { get; set; } = string.Empty;
    public AdjustmentReason Reason { get; set; }
    public string Note { get; set; } = string.Empty;
    public AdjustmentAccount Account { get; set; }
    public string Payment { get; set; } = string.Empty;
    public string Statement { get; set; } = string.Empty;

    /// <summary>Makes the second of two clicks the same command.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    /// <summary>The form, or null with what is wrong in <see cref="Wrong"/>.</summary>
    public Domain.Settlement.AdjustmentForm? Form()
    {
        Wrong.Clear();
        var amount = MoneyText.ReadSigned(Amount, Currency.Cny);
        if (amount is null)
        {
            Wrong[nameof(Amount)] = TermsTexts.AmountShape;
        }

        foreach (var (field, text) in ((string, string)[])[(nameof(Merchant), Merchant), (nameof(Note), Note)])
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                Wrong[field] = TermsTexts.Missing;
            }
        }

        return Wrong.Count > 0 ? null : new(Merchant.Trim(), amount?.MinorUnits ?? 0, Reason, Note, Account, Payment, Statement);
    }
}
