namespace Portal.Domain.Settlement;

/// <summary>
/// A calendar month whose VAT a person has declared: from then on nothing counts for it any more (I-34). Only inserted, for what stands in a
/// return stays there; what comes late counts for a later month.
/// </summary>
internal sealed class VatReturn
{
    private VatReturn() { }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }
    public string DeclaredBy { get; private set; } = string.Empty;
    public DateTime DeclaredUtc { get; private set; }

    internal static VatReturn Of(DateOnly month, string by, DateTime nowUtc) =>
        new()
        {
            Month = month,
            DeclaredBy = by,
            DeclaredUtc = nowUtc,
        };

    internal static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
