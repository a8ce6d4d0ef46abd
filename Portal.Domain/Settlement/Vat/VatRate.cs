using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

internal enum VatRateState
{
    /// <summary>Proposed; nothing is taxed by it.</summary>
    Waiting,

    /// <summary>Agreed: in force from its day until a later one takes over.</summary>
    Agreed,
    Dropped,
}

/// <summary>
/// The rate of VAT from a business day on. Never edited: another rate takes over on its day, and one agreed later for the same day takes its
/// place. A day that may have been closed keeps its rate.
/// </summary>
internal sealed class VatRate : IVersioned
{
    /// <summary>One whole, in parts per million.</summary>
    public const long Whole = 1_000_000;

    /// <summary>50 %: above every rate there is; catches a percentage typed as parts.</summary>
    public const long PartsPerMillionMax = 500_000;

    private VatRate() { }

    public long Id { get; private set; }
    public DateOnly FromDay { get; private set; }
    public long PartsPerMillion { get; private set; }
    public VatRateState State { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public string AgreedBy { get; private set; } = string.Empty;
    public DateTime? AgreedUtc { get; private set; }

    /// <summary>Null on the rate a site starts with.</summary>
    public string? ApprovalNumber { get; private set; }
    public int Version { get; private set; }

    internal static VatRate Propose(DateOnly from, long partsPerMillion, string by, DateTime nowUtc) =>
        partsPerMillion is < 0 or > PartsPerMillionMax
            ? throw new Refusal(VatRefusals.RateRange).On(nameof(PartsPerMillion))
            : new()
            {
                FromDay = from,
                PartsPerMillion = partsPerMillion,
                MadeBy = by,
                MadeUtc = nowUtc,
            };

    internal void Agree(Actor by, string? approval, DateTime nowUtc)
    {
        Refusal.Unless(State == VatRateState.Waiting, KernelRefusals.Conflict);
        (State, AgreedBy, AgreedUtc, ApprovalNumber) = (VatRateState.Agreed, by.Name, nowUtc, approval);
    }

    internal void Drop()
    {
        Refusal.Unless(State == VatRateState.Waiting, KernelRefusals.Conflict);
        State = VatRateState.Dropped;
    }

    /// <summary>What a checker agrees to, field by field.</summary>
    internal static Dictionary<string, string?> Content(DateOnly from, long partsPerMillion) =>
        new()
        {
            ["rate"] = partsPerMillion.ToString(CultureInfo.InvariantCulture),
            ["fromDay"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
}

internal static class VatRefusals
{
    public const string RateRange = "Vat_RateRange";
    public const string StartsInThePast = "Vat_StartsInThePast";
    public const string Unchanged = "Vat_Unchanged";
    public const string MonthNotOver = "Vat_MonthNotOver";
    public const string MonthDeclared = "Vat_MonthDeclared";
}
