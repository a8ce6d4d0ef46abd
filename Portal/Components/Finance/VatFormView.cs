using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>A rate while it is written: texts as typed, and the sentence beside each that cannot be read.</summary>
public sealed class VatFormView(DateOnly from)
{
    public string Percent { get; set; } = string.Empty;
    public DateOnly? From { get; set; } = from;

    /// <summary>Why; whoever approves reads it.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>Makes the second of two clicks the same command.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    /// <summary>What is asked for, or null with what is wrong in <see cref="Wrong"/>.</summary>
    public (DateOnly From, long PartsPerMillion)? Read()
    {
        Wrong.Clear();
        var rate = MoneyText.ReadPercent(Percent);
        if (rate is null)
        {
            Wrong[nameof(Percent)] = TermsTexts.PercentShape;
        }

        if (From is null)
        {
            Wrong[nameof(From)] = TermsTexts.Missing;
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            Wrong[nameof(Reason)] = TermsTexts.Missing;
        }

        return Wrong.Count == 0 && From is { } day && rate is { } parts ? (day, parts) : null;
    }
}
